package io.dynamicaccounts.local.hostile;

import java.net.URI;
import java.util.List;
import java.util.Random;

/** Paths, queries and methods that nobody should send. */
final class HostilePaths {

    private static final List<String> PARTS = List.of(
            "armory",
            "accounts",
            "agents",
            "agent",
            "dynamic",
            "kubernetes",
            "history",
            "poll",
            "metrics",
            "health",
            "openapi.json",
            "attack-1",
            "%2F",
            "%00",
            "..",
            "%E2%82%AC",
            "%",
            "%4",
            "{accountName}",
            "x",
            "",
            "*",
            "a;b=c",
            "%2e%2e%2f",
            "\u00e4",
            "%0d%0aX-Evil:%201",
            "etc%2fpasswd",
            "'--",
            "${jndi:ldap:x}",
            "a".repeat(3_000));

    private static final List<String> PATHS = List.of(
            "/armory/accounts",
            "/armory/agents",
            "/armory/accounts/attack-1",
            "/armory/accounts/attack-1/history",
            "/agents/kubernetes/accounts/attack-1",
            "/armory/agents/agent-1",
            "/metrics",
            "/ready");

    private static final List<String> METHODS = List.of(
            "GET",
            "GET",
            "GET",
            "HEAD",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "OPTIONS",
            "TRACE",
            "PROPFIND",
            "get",
            "G(E)T",
            Secrets.BESIDE,
            "M".repeat(5_000));

    private static final List<String> QUERIES = List.of(
            "limit=-1",
            "limit=0",
            "limit=" + "9".repeat(4_000),
            "page=1e9",
            "page=2147483647&limit=1000",
            "page=0x1",
            "cursor=" + Secrets.BESIDE,
            "cursor=%00",
            "cursor=" + "A".repeat(5_000),
            "state=" + Secrets.BESIDE,
            "state=ACTIVE&state=ACTIVE",
            "zoneId=kept%00",
            "nameContains=(a%2B)%2B%24",
            "nameContains=%25%27%20OR%201=1",
            "nameContains=" + "a".repeat(3_000),
            "expand=" + Secrets.BESIDE,
            "expand",
            "=",
            "&&&",
            "%",
            "a=%zz",
            "token=" + Secrets.BESIDE,
            "access_token=" + TokenHolder.KEPT_OPERATOR.token(),
            "limit=1;page=1",
            "__proto__=1",
            "limit=%2B1",
            "limit=\u0661");

    private final Random random;
    private final TokenHolder from;

    HostilePaths(Random random, TokenHolder from) {
        this.random = random;
        this.from = from;
    }

    static <T> T one(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    HostileRequest draw() {
        if (random.nextInt(3) == 0) {
            return request("a query", "GET", "/armory/accounts?" + one(random, QUERIES));
        }
        var target = new StringBuilder();
        if (random.nextBoolean()) {
            target.append(one(random, PATHS));
        } else {
            for (int i = random.nextInt(6); i >= 0; i--) {
                target.append('/').append(one(random, PARTS));
            }
        }
        if (random.nextBoolean()) {
            target.append('?').append(one(random, QUERIES));
        }
        String method = one(random, METHODS);
        return request("a path", method, target.toString());
    }

    private HostileRequest request(String what, String method, String target) {
        HostileRequest request = HostileRequest.http(what, from, method, target, "", new byte[0]);
        // The JDK's server refuses what is no URI by itself.
        return isUri(target) ? request : HostileRequest.broken("a target that is no URI", from, request.text());
    }

    private static boolean isUri(String target) {
        try {
            String path = URI.create(target).getRawPath();
            return path != null && path.startsWith("/");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
