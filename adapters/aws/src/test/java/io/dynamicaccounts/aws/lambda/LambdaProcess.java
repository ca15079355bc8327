package io.dynamicaccounts.aws.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One environment of one function: the packaged class path under Lambda's runtime client, in a process of its own. All that it
 * prints is in one file.
 */
final class LambdaProcess implements AutoCloseable {

    private static final String CLIENT = AWSLambda.class.getName();
    private static final String NATIVE = CLIENT.replace("AWSLambda", "runtimeapi.NativeClient.JNI");
    static final String HANDLER = "io.dynamicaccounts.aws.Lambda::handleRequest";

    /** What a function is packaged as, unpacked; Maven puts it there before these tests. */
    static final Path PACKAGED = Path.of("target", "dynamic-accounts-aws-lambda", "lib");

    private final RuntimeApi runtime;
    private final Process process;
    private final Path output;

    private LambdaProcess(RuntimeApi runtime, Process process, Path output) {
        this.runtime = runtime;
        this.process = process;
        this.output = output;
    }

    /** Starts it; it is not ready yet. */
    static LambdaProcess start(Path output, List<String> jvm, Map<String, String> environment, String moreClasses) {
        try {
            var runtime = new RuntimeApi();
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx384m", "-Xshare:auto"));
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("-D" + NATIVE + "=" + nativeClient());
            command.addAll(jvm);
            command.addAll(List.of(
                    "-cp",
                    classPath() + java.io.File.pathSeparator + moreClasses,
                    CLIENT,
                    environment.getOrDefault("_HANDLER", HANDLER)));
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
            builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
            builder.environment().putAll(environment);
            builder.environment().put("AWS_LAMBDA_RUNTIME_API", runtime.authority());
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new LambdaProcess(runtime, process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The client's native part: left to itself each process writes it to the same place, and ends another that is reading it there.
     */
    private static Path nativeClient() throws IOException {
        Path file = Path.of("target", "libaws-lambda-jni.so").toAbsolutePath();
        if (!Files.exists(file)) {
            String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
            try (var in = AWSLambda.class.getResourceAsStream("/jni/libaws-lambda-jni.linux-" + machine + ".so")) {
                Files.copy(in, file);
            }
        }
        return file;
    }

    /** The packaged jars, and the runtime client, which Lambda brings. */
    static String classPath() {
        try (Stream<Path> jars = Files.list(PACKAGED)) {
            List<String> packaged = jars.map(Path::toString).sorted().toList();
            List<String> client = Arrays.stream(
                            System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                    .filter(entry -> entry.contains("aws-lambda-java-runtime-interface-client")
                            || entry.contains("aws-lambda-java-serialization"))
                    .toList();
            return String.join(
                    java.io.File.pathSeparator,
                    Stream.concat(client.stream(), packaged.stream()).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("package the module first: mvn verify -pl adapters/aws -am", e);
        }
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

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        runtime.close();
    }
}
