package io.dynamicaccounts.local.hostile;

import io.dynamicaccounts.http.contract.Tokens;
import io.dynamicaccounts.http.json.JsonBytes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who calls, by the token that the request carries. */
public enum TokenHolder {
    NOBODY("", List.of(), ""),
    UNKNOWN("unknown-token-9d1c33a07b", List.of(), ""),
    EXPIRED("expired-token-51e6c0f2aa", List.of("accounts:read", "accounts:write"), ""),
    READER("reader-token-7be90d14c6", List.of("accounts:read"), ""),
    OPERATOR("operator-token-c04f8a6e21", List.of("accounts:read", "accounts:write"), ""),
    AGENT("agent-token-0af3975d8e", List.of("agent"), TokenHolder.ATTACKED_ZONE),
    AGENT_OF_ANOTHER_ZONE("other-agent-token-e86b2d40f1", List.of("agent"), "another"),
    /** These two never attack. */
    KEPT_OPERATOR("kept-operator-token-2d7f61b9c8", List.of("accounts:read", "accounts:write"), ""),
    KEPT_AGENT("kept-agent-token-83c5e0a94d", List.of("agent"), TokenHolder.KEPT_ZONE);

    /** Whose agent and accounts the attackers with a valid token do with as they like. */
    public static final String ATTACKED_ZONE = "attacked";

    /** Whose agent and accounts must stay as they are. */
    public static final String KEPT_ZONE = "kept";

    private final String token;
    private final List<String> scopes;
    private final String zone;

    TokenHolder(String token, List<String> scopes, String zone) {
        this.token = token;
        this.scopes = scopes;
        this.zone = zone;
    }

    /** Empty for {@link #NOBODY}. */
    public String token() {
        return token;
    }

    boolean hasValidToken() {
        return !scopes.isEmpty() && this != EXPIRED;
    }

    static List<TokenHolder> attackers() {
        return Arrays.stream(values())
                .filter(holder -> holder != KEPT_OPERATOR && holder != KEPT_AGENT)
                .toList();
    }

    /** Every token, valid or not: none may be written or repeated anywhere. */
    public static Stream<String> tokens() {
        return Arrays.stream(values()).map(TokenHolder::token).filter(token -> !token.isEmpty());
    }

    /** The server's token file. The patterns of names explode in an engine that tries every way to match. */
    public static String file() {
        return JsonBytes.text(Map.of(
                "tokens",
                Arrays.stream(values())
                        .filter(holder -> !holder.scopes.isEmpty())
                        .map(TokenHolder::entry)
                        .toList()));
    }

    private Map<String, Object> entry() {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("name", "holder-" + ordinal());
        entry.put("sha256", Tokens.sha256(token));
        entry.put("scopes", scopes);
        entry.put("expires", this == EXPIRED ? "2020-01-01T00:00:00Z" : "2999-01-01T00:00:00Z");
        if (!zone.isEmpty()) {
            entry.put("zone", zone);
        }
        if (this == AGENT) {
            entry.put("staticAccounts", List.of("attack-(a+)+z", "attack-(a|aa)*z", "attack-(.*)*(.*)*z"));
        }
        return entry;
    }
}
