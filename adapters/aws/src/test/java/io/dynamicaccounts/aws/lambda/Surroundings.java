package io.dynamicaccounts.aws.lambda;

import io.dynamicaccounts.aws.Role;
import io.dynamicaccounts.dynamodb.DynamoDbSettings;
import io.dynamicaccounts.dynamodb.DynamoDbStore;
import io.dynamicaccounts.dynamodb.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * One installation around functions under test: a table of its own, and the services that stand in for KMS and
 * Secrets Manager.
 */
final class Surroundings implements AutoCloseable {

    static final String SECRET = "dynamic-accounts/tokens";

    private final StandInServices services;
    private final String table = TestServer.freshName();
    private final Path folder;
    private final AtomicInteger started = new AtomicInteger();

    Surroundings(String tokens) {
        try {
            this.services = new StandInServices();
            this.folder = Files.createDirectories(Path.of("target", "lambda-output", table));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        services.put(SECRET, tokens);
        try (var store = store()) {
            store.createTable();
        }
    }

    /** The table, for who opens it beside the functions. */
    DynamoDbStore store() {
        return DynamoDbStore.open(DynamoDbSettings.of(table, Optional.of(TestServer.endpoint()), Duration.ofDays(1)));
    }

    /** All that its functions have printed, by file. */
    Map<Path, String> outputs() {
        try (Stream<Path> files = Files.list(folder)) {
            var outputs = new TreeMap<Path, String>();
            for (Path file : files.toList()) {
                outputs.put(file, Files.readString(file));
            }
            return outputs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StandInServices services() {
        return services;
    }

    /** What a function is given that is deployed here. */
    Map<String, String> environment(Role role) {
        var environment = new HashMap<String, String>();
        environment.put("SPRING_CLOUD_FUNCTION_DEFINITION", role.definition());
        environment.put("AWS_REGION", "eu-central-1");
        environment.put("AWS_ACCESS_KEY_ID", "an-access-key");
        environment.put("AWS_SECRET_ACCESS_KEY", "canary-of-the-functions-credentials");
        environment.put("AWS_LAMBDA_FUNCTION_NAME", "dynamic-accounts-" + role.definition());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/dynamic-accounts");
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "stream");
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", TestServer.endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_KMS", services.endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", services.endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_S3", services.endpoint().toString());
        environment.put("DYNAMIC_ACCOUNTS_TABLE", table);
        if (role == Role.SCAN) {
            environment.put("DYNAMIC_ACCOUNTS_KMS_KEY_ID", "alias/dynamic-accounts");
        } else if (role != Role.SWEEP) {
            environment.put("DYNAMIC_ACCOUNTS_KMS_KEY_ID", "alias/dynamic-accounts");
            environment.put("DYNAMIC_ACCOUNTS_AUTH_TOKEN_SECRET", SECRET);
        }
        return environment;
    }

    LambdaProcess start(Role role) {
        return start(role, Map.of());
    }

    /** Starts a function with this on top of its environment. */
    LambdaProcess start(Role role, Map<String, String> more) {
        return start(role, List.of(), more);
    }

    LambdaProcess start(Role role, List<String> options, Map<String, String> more) {
        return start(role, LambdaProcess.HANDLER, options, more);
    }

    LambdaProcess start(Role role, String handler, List<String> options, Map<String, String> more) {
        var environment = environment(role);
        environment.putAll(more);
        var all = new ArrayList<>(options);
        all.add("-D" + RecordedCalls.FILE + "=" + callsOf(role));
        all.add("-D" + RecordedHandlers.FILE + "=" + handlersOf(role));
        return LambdaProcess.start(
                RecordingImage.folder(),
                handler,
                all,
                environment,
                folder.resolve(role.definition() + "-" + started.incrementAndGet() + ".log"));
    }

    /** The file of what a role was seen to call. */
    static Path callsOf(Role role) {
        try {
            return Files.createDirectories(Path.of("target", "aws-calls"))
                    .resolve(role.definition() + ".txt")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of which handlers called a service. */
    Path handlersOf(Role role) {
        return folder.resolve("handlers-of-" + role.definition() + ".txt").toAbsolutePath();
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        services.close();
    }
}
