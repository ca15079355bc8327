package io.dynamicaccounts.aws.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * One environment of one function: the packaged class path under Lambda's runtime client, in a process of its own,
 * started as in an image. All that it prints is in one file.
 */
final class LambdaProcess implements AutoCloseable {

    /** What an image is made of; Maven puts it there before these tests. */
    static final Path PACKAGED = Path.of("target", "dynamic-accounts-aws-image").toAbsolutePath();

    static final String HANDLER = "io.dynamicaccounts.aws.Lambda::handleRequest";

    private static final String NATIVE = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private final RuntimeApi runtime;
    private final Process process;
    private final Path output;

    private LambdaProcess(RuntimeApi runtime, Process process, Path output) {
        this.runtime = runtime;
        this.process = process;
        this.output = output;
    }

    /**
     * Starts it; it is not ready yet.
     *
     * @param image the folder with {@code run.sh}
     * @param options of the Java machine
     */
    static LambdaProcess start(
            Path image, String handler, List<String> options, Map<String, String> environment, Path output) {
        try {
            var runtime = new RuntimeApi();
            var all = new ArrayList<>(options);
            all.add("-Xmx384m");
            all.add("-D" + NATIVE + "=" + nativeClient(image));
            var builder = new ProcessBuilder(image.resolve("run.sh").toString(), handler)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
            builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().put("AWS_LAMBDA_RUNTIME_API", runtime.authority());
            builder.environment().put("FUNCTION_JAVA_OPTS", String.join(" ", all));
            builder.environment().putAll(environment);
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new LambdaProcess(runtime, process, output);
        } catch (IOException e) {
            throw new UncheckedIOException("package the module first: mvn verify -pl adapters/aws -am", e);
        }
    }

    /**
     * The client's native part: left to itself each process writes it to the same place, and ends another that is
     * reading it there.
     */
    private static synchronized Path nativeClient(Path image) throws IOException {
        Path file = Path.of(
                System.getProperty("java.io.tmpdir"),
                "libaws-lambda-jni-" + ProcessHandle.current().pid() + ".so");
        if (!Files.exists(file)) {
            String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
            try (Stream<Path> jars = Files.list(image.resolve("client"));
                    var jar = new JarFile(jars.filter(it -> it.toString().contains("runtime-interface-client"))
                            .findFirst()
                            .orElseThrow()
                            .toFile());
                    var in = jar.getInputStream(jar.getEntry("jni/libaws-lambda-jni.linux-" + machine + ".so"))) {
                Files.copy(in, file);
            }
            file.toFile().deleteOnExit();
        }
        return file;
    }

    RuntimeApi runtime() {
        return runtime;
    }

    RuntimeApi.Outcome invoke(byte[] event, Duration timeout) {
        return runtime.invoke(event, timeout);
    }

    Process process() {
        return process;
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as Lambda does, and waits for whatever it does then. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        runtime.close();
    }
}
