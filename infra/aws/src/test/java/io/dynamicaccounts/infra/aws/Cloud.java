package io.dynamicaccounts.infra.aws;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A cloud of loopback, as {@code src/test/python/cloud.py} describes it. */
final class Cloud implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final URI address;
    private final String programs;

    private Cloud(Process process) throws IOException {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        String port = output.readLine();
        String folder = output.readLine();
        if (port == null || folder == null) {
            throw new IOException("no cloud: see target/cloud.log");
        }
        this.programs = folder;
        this.address = URI.create("http://localhost:" + port);
    }

    static Cloud start() throws IOException {
        return new Cloud(new ProcessBuilder("python3", "src/test/python/cloud.py")
                .redirectError(Path.of("target", "cloud.log").toFile())
                .start());
    }

    /** What points programs at it, and at nothing that the machine may be configured with. */
    Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        environment.put("AWS_ENDPOINT_URL", address.toString());
        environment.put("AWS_ACCESS_KEY_ID", "test");
        environment.put("AWS_SECRET_ACCESS_KEY", "test");
        environment.put("AWS_REGION", "eu-central-1");
        environment.put("AWS_DEFAULT_REGION", "eu-central-1");
        environment.put("AWS_CONFIG_FILE", "/dev/null");
        environment.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        environment.put("AWS_PAGER", "");
        // Past the shims of version managers, which take a third of the time of each command.
        environment.put("PATH", programs + File.pathSeparator + System.getenv("PATH"));
        return environment;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        output.close();
        process.destroy();
    }
}
