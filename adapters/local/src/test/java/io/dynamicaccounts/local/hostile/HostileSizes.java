package io.dynamicaccounts.local.hostile;

import static io.dynamicaccounts.local.hostile.HostilePaths.one;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Numbers, nesting, batches and names as large as somebody who wants to exhaust the server makes them. */
final class HostileSizes {

    private static final String DYNAMIC = "/armory/accounts/dynamic";
    private static final String POLL = "/armory/agents/agent-1/poll";

    private final Random random;
    private final TokenHolder from;

    HostileSizes(Random random, TokenHolder from) {
        this.random = random;
        this.from = from;
    }

    HostileRequest draw() {
        // A batch takes as long as a hundred others.
        return switch (random.nextInt(15)) {
            case 0 -> batch();
            case 1, 2, 3, 4 -> numbers();
            case 5, 6, 7 -> nesting();
            case 8, 9, 10 -> names();
            case 11, 12 -> longText();
            default -> duplicates();
        };
    }

    private HostileRequest numbers() {
        String number = one(
                random,
                List.of(
                        "9".repeat(5_000),
                        "-" + "9".repeat(5_000),
                        "0." + "1".repeat(5_000),
                        "1e99999999999",
                        "1e-999999999"));
        return random.nextBoolean()
                ? agent("a number", POLL, poll("\"capacity\":" + number))
                : operator(
                        "a number",
                        "POST",
                        DYNAMIC,
                        "{\"name\":\"attack-number\",\"kubeconfigFile\":\"/k\",\"cacheThreads\":" + number + "}");
    }

    private HostileRequest nesting() {
        int depth = one(random, List.of(60, 70, 1_000, 100_000));
        String open = one(random, List.of("[", "{\"a\":"));
        String close = open.equals("[") ? "]" : "}";
        String nested = open.repeat(depth) + "1" + (random.nextBoolean() ? close.repeat(depth) : "");
        return operator(
                "nesting",
                "POST",
                DYNAMIC,
                random.nextBoolean()
                        ? nested
                        : "{\"name\":\"attack-nested\",\"kubeconfigFile\":\"/k\",\"deep\":" + nested + "}");
    }

    private HostileRequest batch() {
        int size = one(random, List.of(1_000, 1_000, 1_001));
        return switch (random.nextInt(5)) {
            case 0 ->
                operator(
                        "a batch",
                        "PATCH",
                        "/armory/accounts",
                        list(size, i -> "{\"name\":\"" + name(i) + "\",\"state\":\"ACTIVE\"}"));
            case 1 -> operator("a batch", "DELETE", "/armory/accounts", list(size, i -> "\"" + name(i) + "\""));
            case 2 -> operator("a batch", "POST", "/armory/agent/assignments", list(size, i -> "\"" + name(i) + "\""));
            case 3 ->
                operator("a batch", "POST", "/armory/accounts", list(size, i -> "{\"name\":\"" + name(i) + "\"}"));
            default ->
                operator(
                        "a batch",
                        "POST",
                        DYNAMIC,
                        list(
                                size,
                                i -> "{\"name\":\"" + name(i) + "\",\"kubeconfigContents\":\"" + Secrets.ATTACKERS
                                        + "\"}"));
        };
    }

    /** Some of these exist and others do not, so a batch is done in part. */
    private static String name(int number) {
        return "attack-" + number;
    }

    private static String list(int size, IntFunction<String> entry) {
        return IntStream.range(0, size).mapToObj(entry).collect(Collectors.joining(",", "[", "]"));
    }

    /**
     * Names that the patterns of the agent's token take for ever to refuse, where patterns are tried in every way.
     */
    private HostileRequest names() {
        String names = list(
                1 + random.nextInt(30),
                i -> "{\"name\":\"attack-" + "a".repeat(90 + i) + one(random, List.of("z", "", "y"))
                        + "\",\"kubeconfigFile\":\"/k\"}");
        return agent("names for patterns", POLL, poll("\"capacity\":1,\"staticAccounts\":" + names));
    }

    private HostileRequest longText() {
        String text = "x".repeat(one(random, List.of(1_000, 300_000, 5_000_000)));
        return operator(
                "a long text",
                one(random, List.of("POST", "PUT")),
                DYNAMIC,
                "{\"name\":\"attack-long\",\"kubeconfigContents\":\"" + Secrets.ATTACKERS + text + "\"}");
    }

    private HostileRequest duplicates() {
        String members =
                IntStream.range(0, 5_000).mapToObj(i -> "\"m" + i + "\":0").collect(Collectors.joining(","));
        return operator(
                "many members",
                "POST",
                DYNAMIC,
                "{\"name\":\"attack-members\",\"name\":\"attack-again\"," + members + "}");
    }

    private static String poll(String members) {
        return "{\"zoneId\":\"" + TokenHolder.ATTACKED_ZONE + "\",\"session\":\"session\",\"version\":\"1\"," + members
                + "}";
    }

    private HostileRequest agent(String what, String path, String body) {
        TokenHolder sender = from == TokenHolder.OPERATOR ? TokenHolder.AGENT : from;
        return HostileRequest.http(
                what, sender, "POST", path, HostileBodies.JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    private HostileRequest operator(String what, String method, String path, String body) {
        return HostileRequest.http(what, from, method, path, HostileBodies.JSON, body.getBytes(StandardCharsets.UTF_8));
    }
}
