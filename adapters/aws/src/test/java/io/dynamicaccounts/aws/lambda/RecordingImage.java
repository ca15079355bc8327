package io.dynamicaccounts.aws.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is packaged, with one jar more that writes down what is called, and by whom. */
final class RecordingImage {

    private static final Path FOLDER = Path.of("target", "recording-image").toAbsolutePath();
    private static final String INTERCEPTORS = "software/amazon/awssdk/global/handlers/execution.interceptors";

    private static final String CONFIGURATOR = "META-INF/services/ch.qos.logback.classic.spi.Configurator";
    private static final List<Class<?>> RECORDERS = List.of(RecordedCalls.class, RecordedHandlers.class);

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
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> recorder : RECORDERS) {
                add(out, recorder);
            }
            add(out, ChosenLogLevel.class);
            String recorders = RECORDERS.stream().map(Class::getName).collect(Collectors.joining("\n"));
            add(out, INTERCEPTORS, recorders.getBytes(StandardCharsets.UTF_8));
            add(out, CONFIGURATOR, ChosenLogLevel.class.getName().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void add(JarOutputStream jar, Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        try (var compiled = type.getResourceAsStream("/" + name)) {
            add(jar, name, compiled.readAllBytes());
        }
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
    }
}
