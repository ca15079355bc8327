package io.dynamicaccounts.dynamodb;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs dynalite, a server of the protocol in memory, on the machine's Node.js, installed under {@code target} by its
 * lock file.
 */
final class Dynalite {

    private static final Pattern LISTENING = Pattern.compile("listening at: (http://\\S+)");
    private static final List<String> PACKAGE = List.of("package.json", "package-lock.json");
    private static final int MINUTES_TO_INSTALL = 5;

    private Dynalite() {}

    /** Returns whether this machine has Node.js and npm. */
    static boolean isPossible() {
        return Machine.runs("node", "--version") && Machine.runs("npm", "--version");
    }

    /** Starts a server that ends with this process. */
    static URI start() throws IOException, InterruptedException {
        Path folder = Path.of("target", "dynalite").toAbsolutePath();
        installOnce(folder);
        // The server takes 0 for its usual port, which another build on this machine may use.
        int port = Machine.freePort();
        Process process = new ProcessBuilder(
                        "node",
                        "node_modules/dynalite/cli.js",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--createTableMs",
                        "0",
                        "--deleteTableMs",
                        "0")
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors-" + port + ".txt").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        return Optional.ofNullable(out.readLine())
                .map(LISTENING::matcher)
                .filter(Matcher::find)
                .map(found -> URI.create(found.group(1)))
                .orElseThrow(() -> new IOException("dynalite did not start: see " + folder));
    }

    /** Installs the server once, although tests run in several processes, each with its own server. */
    private static void installOnce(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (var file = FileChannel.open(
                        folder.resolve("install.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = file.lock()) {
            install(folder);
        }
    }

    private static void install(Path folder) throws IOException, InterruptedException {
        boolean installed = Files.exists(folder.resolve("node_modules/dynalite/cli.js"));
        for (String name : PACKAGE) {
            try (InputStream in = Dynalite.class.getResourceAsStream("dynalite/" + name)) {
                byte[] wanted = in.readAllBytes();
                Path file = folder.resolve(name);
                installed &= Files.exists(file) && java.util.Arrays.equals(wanted, Files.readAllBytes(file));
                Files.write(file, wanted);
            }
        }
        if (installed) {
            return;
        }
        Path log = folder.resolve("install.txt");
        // The native part is in the package, so that no script needs to run.
        Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!npm.waitFor(MINUTES_TO_INSTALL, TimeUnit.MINUTES) || npm.exitValue() != 0) {
            npm.destroyForcibly();
            throw new IOException("npm ci failed: " + Files.readString(log));
        }
    }
}
