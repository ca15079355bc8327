package io.dynamicaccounts.aws.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** What is packaged, with one jar more that writes down what is called: see {@link RecordedCalls}. */
final class RecordingImage {

    private static final Path FOLDER = Path.of("target", "recording-image").toAbsolutePath();
    private static final String INTERCEPTORS = "software/amazon/awssdk/global/handlers/execution.interceptors";

    private RecordingImage() {}

    /** The folder of it, made anew by the first who asks. */
    static Path folder() {
        return Holder.MADE;
    }

    private static final class Holder {
        private static final Path MADE = make();
    }

    private static Path make() {
        try {
            for (String part : new String[] {"lib", "client"}) {
                Files.createDirectories(FOLDER.resolve(part));
                try (Stream<Path> old = Files.list(FOLDER.resolve(part))) {
                    for (Path jar : old.toList()) {
                        Files.delete(jar);
                    }
                }
                try (Stream<Path> jars = Files.list(LambdaProcess.PACKAGED.resolve(part))) {
                    for (Path jar : jars.toList()) {
                        Files.createSymbolicLink(FOLDER.resolve(part).resolve(jar.getFileName()), jar);
                    }
                }
            }
            Files.copy(
                    LambdaProcess.PACKAGED.resolve("run.sh"),
                    FOLDER.resolve("run.sh"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
            recorder(FOLDER.resolve("lib").resolve("recorder.jar"));
            return FOLDER;
        } catch (IOException e) {
            throw new UncheckedIOException("package the module first: mvn verify -pl adapters/aws -am", e);
        }
    }

    private static void recorder(Path jar) throws IOException {
        String name = RecordedCalls.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var compiled = RecordedCalls.class.getResourceAsStream("/" + name)) {
            out.putNextEntry(new JarEntry(name));
            out.write(compiled.readAllBytes());
            out.putNextEntry(new JarEntry(INTERCEPTORS));
            out.write(RecordedCalls.class.getName().getBytes(StandardCharsets.UTF_8));
        }
    }
}
