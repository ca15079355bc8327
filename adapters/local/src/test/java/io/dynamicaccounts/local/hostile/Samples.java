package io.dynamicaccounts.local.hostile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Right requests, to be spoilt. They name accounts that begin with {@code attack-}, and agents of the attacked zone.
 */
final class Samples {

    /** A name that the credential source has. */
    static final String MIGRATABLE = "attack-migratable";

    private static final int NAMES = 30;

    /** References that would have the control plane ask somewhere, or give away what is its own. */
    private static final List<String> REFERENCES = List.of(
            "encrypted:secrets-manager!r:169.254.169.254/latest/meta-data#!s:",
            "encrypted:secrets-manager!r:eu-central-1!s:dynamic-accounts/tokens!k:",
            "encryptedFile:s3!r:eu-central-1!b:127.0.0.1!f:../",
            "encrypted:k8s!n:kube-system!s:",
            "encryptedFile:file!f:/proc/self/environ",
            "secret://http://169.254.169.254/?x=",
            "encrypted:!".repeat(1_000));

    private final Random random;

    /** A request that the server would take from whom it lets in. */
    record Sample(String method, String path, Object body) {

        boolean isOfAnAgent() {
            return path.startsWith("/armory/agents/");
        }
    }

    Samples(Random random) {
        this.random = random;
    }

    String account() {
        return "attack-" + random.nextInt(NAMES);
    }

    Map<String, Object> definition(String name) {
        var definition = new LinkedHashMap<String, Object>();
        definition.put("name", name);
        definition.put("kubeconfigContents", "apiVersion: v1 # " + Secrets.ATTACKERS);
        definition.put("zoneId", TokenHolder.ATTACKED_ZONE);
        definition.put("namespaces", List.of("a"));
        definition.put("permissions", Map.of("READ", List.of("b")));
        definition.put("nested", Map.of("apiKey", Secrets.ATTACKERS, "list", List.of(1, true)));
        if (random.nextInt(4) == 0) {
            definition.put("token", REFERENCES.get(random.nextInt(REFERENCES.size())) + Secrets.ATTACKERS);
        }
        return definition;
    }

    Sample any() {
        return random.nextInt(3) == 0 ? ofAnAgent() : ofAnOperator();
    }

    private Sample ofAnOperator() {
        return switch (random.nextInt(8)) {
            case 0 -> new Sample("POST", "/armory/accounts", List.of(Map.of("name", MIGRATABLE)));
            case 1 ->
                new Sample(
                        "PATCH",
                        "/armory/accounts",
                        List.of(
                                Map.of("name", account(), "state", "ACTIVE"),
                                Map.of("name", "attack-other", "state", "INACTIVE")));
            case 2 -> new Sample("DELETE", "/armory/accounts", List.of(account(), "attack-other"));
            case 3, 4 -> new Sample("POST", "/armory/accounts/dynamic", definition(account()));
            case 5 ->
                new Sample(
                        "POST", "/armory/accounts/dynamic", List.of(definition(account()), definition("attack-other")));
            case 6 -> new Sample("PUT", "/armory/accounts/dynamic", definition(account()));
            default -> new Sample("POST", "/armory/agent/assignments", List.of(account()));
        };
    }

    private Sample ofAnAgent() {
        return agentCall(
                random.nextInt(3), TokenHolder.ATTACKED_ZONE, "agent-" + random.nextInt(3), "session", account());
    }

    /** @param which 0 to 2: a poll, a question for a definition, a report */
    static Sample agentCall(int which, String zone, String agent, String session, String account) {
        var body = new LinkedHashMap<String, Object>();
        body.put("zoneId", zone);
        body.put("session", session);
        return switch (which) {
            case 0 -> {
                body.put("capacity", 3);
                body.put("version", "1");
                body.put("leaseHeldSeconds", 44.5);
                yield new Sample("POST", "/armory/agents/" + agent + "/poll", body);
            }
            case 1 -> {
                body.put("accounts", List.of(account));
                yield new Sample("POST", "/armory/agents/" + agent + "/definitions", body);
            }
            default -> {
                body.put(
                        "reports",
                        List.of(Map.of(
                                "account",
                                account,
                                "generation",
                                1,
                                "outcome",
                                "WATCHING",
                                "namespaces",
                                List.of("default"))));
                yield new Sample("POST", "/armory/agents/" + agent + "/reports", body);
            }
        };
    }
}
