package io.dynamicaccounts.aws.lambda;

import io.dynamicaccounts.dynamodb.DynamoDbSettings;
import io.dynamicaccounts.dynamodb.DynamoDbStore;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the ahead-of-time caches of an image: each function does some thirty invocations of what it will do, and is
 * ended, upon which its Java machine writes down what it loaded. Arguments: where a table is, and the folder of the
 * image.
 */
final class AotTraining {

    private static final String TABLE = "training";
    private static final String ZONE = "zone";
    private static final String OPERATOR = "token-of-the-training-operator";
    private static final String AGENT = "token-of-the-training-agent";
    private static final Duration TIMEOUT = Duration.ofSeconds(29);
    private static final int INVOCATIONS = 30;

    private final URI table;
    private final Path image;

    private AotTraining(URI table, Path image) {
        this.table = table;
        this.image = image;
    }

    public static void main(String[] arguments) throws IOException {
        train(
                URI.create(arguments[0]),
                Path.of(arguments[1]).toAbsolutePath(),
                List.of("operators", "agents", "sweep", "scan"));
    }

    /** Makes the caches of some functions in the folder of an image. */
    static void train(URI table, Path image, List<String> roles) throws IOException {
        new AotTraining(table, image).train(roles);
    }

    private void train(List<String> roles) throws IOException {
        Files.createDirectories(image.resolve("aot"));
        System.setProperty("aws.accessKeyId", "training");
        System.setProperty("aws.secretAccessKey", "training");
        try (var store = DynamoDbStore.open(DynamoDbSettings.of(TABLE, Optional.of(table), Duration.ofDays(1)))) {
            store.createTable();
        }
        try (var services = new StandInServices()) {
            services.put("tokens", tokens());
            for (String role : roles) {
                train(
                        role,
                        services,
                        switch (role) {
                            case "operators" -> operators();
                            case "agents" -> agents();
                            default -> List.of("{}");
                        });
            }
        }
    }

    private void train(String role, StandInServices services, List<String> events) throws IOException {
        Path cache = image.resolve("aot").resolve(role + ".aot");
        Path output = Files.createTempFile("training-" + role, ".log");
        var environment = new HashMap<>(Map.of(
                "SPRING_CLOUD_FUNCTION_DEFINITION",
                role,
                "AWS_REGION",
                "eu-central-1",
                "AWS_ACCESS_KEY_ID",
                "training",
                "AWS_SECRET_ACCESS_KEY",
                "training",
                "AWS_ENDPOINT_URL_DYNAMODB",
                table.toString(),
                "AWS_ENDPOINT_URL_KMS",
                services.endpoint().toString(),
                "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                services.endpoint().toString(),
                "DYNAMIC_ACCOUNTS_TABLE",
                TABLE,
                "DYNAMIC_ACCOUNTS_KMS_KEY_ID",
                "alias/training",
                "DYNAMIC_ACCOUNTS_AUTH_TOKEN_SECRET",
                "tokens"));
        environment.put("TRAIN", cache.toString());
        try (var function = LambdaProcess.start(image, LambdaProcess.HANDLER, List.of(), environment, output)) {
            for (int i = 0; i < INVOCATIONS; i++) {
                check(function, events.get(i % events.size()));
            }
        }
        if (!Files.exists(cache)) {
            throw new IllegalStateException("no cache was made for " + role + ": see " + output);
        }
    }

    /** A training of nothing but failures would be one of the wrong things. */
    private static void check(LambdaProcess function, String event) {
        String answer = switch (function.invoke(event.getBytes(StandardCharsets.UTF_8), TIMEOUT)) {
            case RuntimeApi.Outcome.Answered(byte[] payload) -> new String(payload, StandardCharsets.UTF_8);
            case RuntimeApi.Outcome.Failed(String error) -> throw new IllegalStateException(error);
        };
        if (answer.contains("\"statusCode\":5") || answer.contains("\"statusCode\":401")) {
            throw new IllegalStateException(event + " was answered with " + answer);
        }
    }

    private static List<String> operators() {
        String definition = "[{\"name\": \"trained\", \"zoneId\": \"zone\", \"kubeconfigContents\": \"contents\"}]";
        return List.of(
                event("GET", "/ready", "", ""),
                event("POST", "/armory/accounts/dynamic", OPERATOR, definition),
                event("PATCH", "/armory/accounts", OPERATOR, "[{\"name\": \"trained\", \"state\": \"ACTIVE\"}]"),
                event("GET", "/armory/accounts", OPERATOR, ""),
                event("GET", "/agents/kubernetes/accounts/trained", OPERATOR, ""),
                event("GET", "/armory/agents", OPERATOR, ""));
    }

    private static List<String> agents() {
        String session = "\"zoneId\": \"zone\", \"session\": \"session-of-training\"";
        var events = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            events.add(event(
                    "POST",
                    "/armory/agents/trained/poll",
                    AGENT,
                    "{" + session + ", \"revision\": " + i
                            + ", \"capacity\": 10, \"version\": \"1\", \"secretEngines\": []}"));
        }
        events.add(event(
                "POST", "/armory/agents/trained/definitions", AGENT, "{" + session + ", \"accounts\": [\"trained\"]}"));
        events.add(
                event(
                        "POST",
                        "/armory/agents/trained/reports",
                        AGENT,
                        "{" + session
                                + ", \"reports\": [{\"account\": \"trained\", \"generation\": 1, \"outcome\": \"WATCHING\"}]}"));
        return events;
    }

    private static String event(String method, String path, String token, String body) {
        String authorization = token.isEmpty() ? "" : ", \"authorization\": \"Bearer " + token + "\"";
        String content = body.isEmpty()
                ? "\"isBase64Encoded\": false"
                : "\"body\": \"" + Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8))
                        + "\", \"isBase64Encoded\": true";
        return """
                {"version": "2.0", "routeKey": "$default", "rawPath": "%s", "rawQueryString": "",
                 "headers": {"content-type": "application/json"%s},
                 "requestContext": {"stage": "$default", "http": {"method": "%s", "path": "%s"}}, %s}""".formatted(path, authorization, method, path, content);
    }

    private static String tokens() {
        return """
                {"tokens": [
                  {"name": "operator", "sha256": "%s", "scopes": ["accounts:read", "accounts:write"], "expires": "2999-01-01T00:00:00Z"},
                  {"name": "agent", "sha256": "%s", "scopes": ["agent"], "zone": "%s", "expires": "2999-01-01T00:00:00Z"}]}""".formatted(sha256(OPERATOR), sha256(AGENT), ZONE);
    }

    private static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
