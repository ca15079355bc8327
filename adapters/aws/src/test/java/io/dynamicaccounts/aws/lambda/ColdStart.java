package io.dynamicaccounts.aws.lambda;

import io.dynamicaccounts.aws.Role;
import io.dynamicaccounts.aws.coldstart.Bare;
import io.dynamicaccounts.aws.coldstart.Sample;
import io.dynamicaccounts.http.contract.Request;
import io.dynamicaccounts.http.contract.Tokens;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Measures how long a function takes from the start of its process to its first answer, with one read of the table,
 * beside the least that could do so and beside the usual. By hand, on a machine that does nothing else:
 *
 * <pre>mvn verify -pl adapters/aws -am -Dtest=None -Dit.test=ColdStart -Dspotless.check.skip</pre>
 *
 * <p>The table is in {@code target/cold-start.md}.
 */
class ColdStart {

    private static final Path FOLDER = Path.of("target", "cold-start").toAbsolutePath();
    private static final int RUNS = Integer.getInteger("cold.start.runs", 10);
    private static final int TRAINING = 30;
    private static final byte[] EVENT = new GatewayEvents(GatewayEvents.NO_STAGE).event(Request.of("GET", "/ready"));

    private static final Predicate<String> SDK_ONLY = jar -> !jar.matches(
            "(spring|dynamic-accounts|tink|protobuf|gson|reactor|micrometer|jackson|snakeyaml|re2j|kms|secretsmanager|logback|crac|jakarta).*");
    private static final Predicate<String> LIBRARIES = jar -> !jar.startsWith("dynamic-accounts");

    /** What is compared. */
    private enum Shape {
        BARE("bare RequestHandler, no Spring", Bare.class.getName() + "::handleRequest", SDK_ONLY),
        OURS("operators' function", LambdaProcess.HANDLER, jar -> true),
        SAMPLE(
                "`@SpringBootApplication` under Spring Cloud Function's handler",
                "org.springframework.cloud.function.adapter.aws.FunctionInvoker::handleRequest",
                LIBRARIES);

        private final String title;
        private final String handler;
        private final Predicate<String> jars;

        Shape(String title, String handler, Predicate<String> jars) {
            this.title = title;
            this.handler = handler;
            this.jars = jars;
        }

        Path image() {
            return FOLDER.resolve(name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    private record Run(long millis, long cpuMillis, long residentMebibytes) {}

    @Test
    void measure() throws IOException {
        var plain = new EnumMap<Shape, List<Run>>(Shape.class);
        var cached = new EnumMap<Shape, List<Run>>(Shape.class);
        var restored = new EnumMap<Shape, List<Run>>(Shape.class);
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        try (var surroundings = new Surroundings(Tokens.file())) {
            for (Shape shape : Shape.values()) {
                make(shape);
                start(shape, surroundings);
            }
            // In turns, so that what else the machine does meets all alike.
            for (int i = 0; i < RUNS; i++) {
                for (Shape shape : Shape.values()) {
                    plain.computeIfAbsent(shape, it -> new ArrayList<>()).add(start(shape, surroundings));
                    restored.computeIfAbsent(shape, it -> new ArrayList<>()).add(restored(shape, surroundings));
                }
            }
            for (Shape shape : Shape.values()) {
                train(shape, surroundings);
                start(shape, surroundings);
            }
            for (int i = 0; i < RUNS; i++) {
                for (Shape shape : Shape.values()) {
                    cached.computeIfAbsent(shape, it -> new ArrayList<>()).add(start(shape, surroundings));
                }
            }
        }
        String table = table(plain, cached, restored, load);
        System.out.println(table);
        Files.writeString(Path.of("target", "cold-start.md"), table);
    }

    private static void make(Shape shape) throws IOException {
        Path image = shape.image();
        for (String part : List.of("lib", "client", "aot")) {
            Path folder = Files.createDirectories(image.resolve(part));
            try (Stream<Path> old = Files.list(folder)) {
                for (Path file : old.toList()) {
                    Files.delete(file);
                }
            }
        }
        link("client", image, jar -> true);
        link("lib", image, shape.jars);
        if (shape != Shape.OURS) {
            comparisons(image.resolve("lib").resolve("comparisons.jar"));
        }
        Files.copy(
                LambdaProcess.PACKAGED.resolve("run.sh"),
                image.resolve("run.sh"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static void link(String part, Path image, Predicate<String> which) throws IOException {
        try (Stream<Path> jars = Files.list(LambdaProcess.PACKAGED.resolve(part))) {
            for (Path jar :
                    jars.filter(it -> which.test(it.getFileName().toString())).toList()) {
                Files.createSymbolicLink(image.resolve(part).resolve(jar.getFileName()), jar);
            }
        }
    }

    private static void comparisons(Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> type : List.of(Bare.class, Sample.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                try (var compiled = type.getResourceAsStream("/" + name)) {
                    out.putNextEntry(new JarEntry(name));
                    out.write(compiled.readAllBytes());
                }
            }
        }
    }

    private static Map<String, String> environment(Shape shape, Surroundings surroundings) {
        var environment = new HashMap<>(surroundings.environment(Role.OPERATORS));
        if (shape == Shape.SAMPLE) {
            environment.put("MAIN_CLASS", Sample.class.getName());
            environment.put("SPRING_CLOUD_FUNCTION_DEFINITION", "answer");
        }
        return environment;
    }

    private static void train(Shape shape, Surroundings surroundings) {
        var environment = environment(shape, surroundings);
        environment.put("TRAIN", cache(shape, environment).toString());
        Path output = surroundings.folder().resolve("training.log");
        try (var function = LambdaProcess.start(shape.image(), shape.handler, List.of(), environment, output)) {
            for (int i = 0; i < TRAINING; i++) {
                answered(function);
            }
        }
        if (!Files.exists(cache(shape, environment))) {
            throw new AssertionError("no cache was made: see " + output);
        }
    }

    private static Path cache(Shape shape, Map<String, String> environment) {
        return shape.image().resolve("aot").resolve(environment.get("SPRING_CLOUD_FUNCTION_DEFINITION") + ".aot");
    }

    /** From the restoration to the first answer. Nothing is really restored: the process waits where a snapshot is taken. */
    private static Run restored(Shape shape, Surroundings surroundings) throws IOException {
        var environment = environment(shape, surroundings);
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        Path output = surroundings.folder().resolve(shape + "-restored.log");
        try (var function = LambdaProcess.start(shape.image(), shape.handler, List.of(), environment, output)) {
            function.runtime().awaitCheckpoint();
            long cpuBefore = cpuMillis(function);
            long begun = System.nanoTime();
            function.runtime().restore();
            answered(function);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            return new Run(took.toMillis(), cpuMillis(function) - cpuBefore, resident(function.process()));
        }
    }

    private static long cpuMillis(LambdaProcess function) {
        return function.process()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toMillis();
    }

    private static Run start(Shape shape, Surroundings surroundings) throws IOException {
        var environment = environment(shape, surroundings);
        List<String> options = Files.exists(cache(shape, environment)) ? List.of("-XX:AOTMode=on") : List.of();
        Path output = surroundings.folder().resolve(shape + ".log");
        long begun = System.nanoTime();
        try (var function = LambdaProcess.start(shape.image(), shape.handler, options, environment, output)) {
            answered(function);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            return new Run(took.toMillis(), cpuMillis(function), resident(function.process()));
        }
    }

    private static void answered(LambdaProcess function) {
        if (!(function.invoke(EVENT, Gateway.TIMEOUT) instanceof RuntimeApi.Outcome.Answered(byte[] payload))
                || Gateway.reply(payload).status() != 200) {
            throw new AssertionError("not answered: " + function.output());
        }
    }

    private static long resident(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                / 1024;
    }

    private static String table(
            Map<Shape, List<Run>> plain, Map<Shape, List<Run>> cached, Map<Shape, List<Run>> restored, double load) {
        var table = new StringBuilder(
                "| | plain | of bare | processor | memory | with the cache | of bare | processor | memory"
                        + " | after a snapshot | processor |\n"
                        + "|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (Shape shape : Shape.values()) {
            table.append("| ").append(shape.title).append(" |");
            for (Map<Shape, List<Run>> runs : List.of(plain, cached)) {
                long median = median(runs.get(shape), Run::millis);
                table.append(" %d ms | %.2f | %d ms | %d MiB |"
                        .formatted(
                                median,
                                (double) median / median(runs.get(Shape.BARE), Run::millis),
                                median(runs.get(shape), Run::cpuMillis),
                                runs.get(shape).stream()
                                        .mapToLong(Run::residentMebibytes)
                                        .max()
                                        .orElse(0)));
            }
            table.append(" %d ms | %d ms |\n"
                    .formatted(median(restored.get(shape), Run::millis), median(restored.get(shape), Run::cpuMillis)));
        }
        return table + "\nMedians of " + RUNS
                + " each, in turns; memory is the most that was resident. Load of the machine before: " + load + ".\n";
    }

    private static long median(List<Run> runs, ToLongFunction<Run> of) {
        long[] sorted = runs.stream().mapToLong(of).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
