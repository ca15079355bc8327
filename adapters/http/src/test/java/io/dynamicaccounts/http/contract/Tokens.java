package io.dynamicaccounts.http.contract;

import io.dynamicaccounts.http.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The suite's bearer tokens. */
public final class Tokens {

    public static final String OPERATOR = "operator-token";
    public static final String READER = "reader-token";
    public static final String WRITER = "writer-token";
    public static final String EXPIRED = "expired-token";

    /** A caller with the role devs, and with the scopes of credentials alone. */
    public static final String DEVELOPER = "developer-token";

    /** A caller without a role, and with the scopes of credentials alone. */
    public static final String OUTSIDER = "outsider-token";

    /** How many zones the suite can use. */
    public static final int ZONES = 200;

    private Tokens() {}

    public static String zone(int number) {
        return "zone-%03d".formatted(number);
    }

    public static String ofZone(String zone) {
        return "agent-token-" + zone;
    }

    /** Returns another agent's token for the zone, which may declare no accounts. */
    public static String withoutPatterns(String zone) {
        return "agent-token-without-patterns-" + zone;
    }

    /** Returns a token file that lists all of these tokens. */
    public static String file() {
        var tokens = new ArrayList<Map<String, Object>>();
        String later = "2999-01-01T00:00:00Z";
        tokens.add(token(
                "olivia",
                OPERATOR,
                List.of("accounts:read", "accounts:write", "credentials:read", "credentials:write"),
                later));
        tokens.add(token("rita", READER, List.of("accounts:read"), later));
        tokens.add(token("walter", WRITER, List.of("accounts:write"), later));
        tokens.add(token("elsa", EXPIRED, List.of("accounts:read", "accounts:write"), "2020-01-01T00:00:00Z"));
        List<String> credentials = List.of("credentials:read", "credentials:write");
        Map<String, Object> developer = token("devin", DEVELOPER, credentials, later);
        developer.put("roles", List.of("DEVS"));
        tokens.add(developer);
        Map<String, Object> outsider = token("otto", OUTSIDER, credentials, later);
        outsider.put("roles", List.of());
        tokens.add(outsider);
        for (int i = 1; i <= ZONES; i++) {
            Map<String, Object> agent = token("agents-of-" + zone(i), ofZone(zone(i)), List.of("agent"), later);
            agent.put("zone", zone(i));
            agent.put("staticAccounts", List.of("other-.*", "account-[0-9]+"));
            tokens.add(agent);
            Map<String, Object> plain =
                    token("agents-without-patterns-of-" + zone(i), withoutPatterns(zone(i)), List.of("agent"), later);
            plain.put("zone", zone(i));
            tokens.add(plain);
        }
        return JsonBytes.text(Map.of("tokens", tokens));
    }

    private static Map<String, Object> token(String name, String token, List<String> scopes, String expires) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("name", name);
        entry.put("sha256", sha256(token));
        entry.put("scopes", scopes);
        entry.put("expires", expires);
        return entry;
    }

    public static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
