package io.dynamicaccounts.http.json;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The shapes of names. The types of the names hold the rule itself. */
public final class Identifiers {

    /**
     * The rule that {@link AccountName} and the other names check, for the published document; a test compares the
     * two.
     */
    private static final Map<String, Object> SCHEMA =
            Schema.of("type", "string", "pattern", "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$");

    public static final Shape<AccountName> ACCOUNT =
            Shapes.parsed(AccountName::new, Schema.with(SCHEMA, "not", Schema.of("enum", List.of("dynamic", "type"))));
    public static final Shape<AgentId> AGENT = Shapes.parsed(AgentId::new, SCHEMA);
    public static final Shape<SessionId> SESSION = Shapes.parsed(SessionId::new, SCHEMA);
    public static final Shape<ZoneId> ZONE = Shapes.parsed(ZoneId::new, SCHEMA);

    private Identifiers() {}

    /** Returns the name, or empty where the text is not a legal one. */
    public static <T> Optional<T> legal(Function<String, T> constructor, String text) {
        try {
            return Optional.of(constructor.apply(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
