package io.dynamicaccounts.http.auth;

import com.google.re2j.Pattern;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.DefinitionRules;
import io.dynamicaccounts.functions.definition.Roles;
import io.dynamicaccounts.http.json.Field;
import io.dynamicaccounts.http.json.Identifiers;
import io.dynamicaccounts.http.json.ListShape;
import io.dynamicaccounts.http.json.ObjectFields;
import io.dynamicaccounts.http.json.ObjectShape;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.json.Shape;
import io.dynamicaccounts.http.json.Shapes;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of a token file: {@code {"tokens": [{"name", "sha256", "scopes", "expires", "zone"?,
 * "staticAccounts"?, "roles"?}]}}. An entry holds the hash of the token, never the token.
 *
 * @param name the actor in the history; two tokens may share it while one replaces the other
 * @param sha256 of the token's UTF-8 bytes, in lower-case hexadecimal
 * @param zone for the scope {@code agent}: the one zone that the token speaks for
 * @param staticAccounts for the scope {@code agent}: the accounts that the token's agents may declare; empty where
 *     the entry does not say, which allows none
 * @param roles decide which credentials the caller may read and write; {@link Roles#ALL} where the entry does not say
 */
record Token(
        String name,
        String sha256,
        Set<Scope> scopes,
        Instant expires,
        Optional<ZoneId> zone,
        Optional<DeclarableAccounts> staticAccounts,
        Roles roles) {

    private static final Field<String> NAME = Field.required("name", Shapes.text(128), "The actor in the history.");
    private static final Field<String> SHA256 = Field.required(
            "sha256",
            Shapes.parsed(Token::hash, Schema.of("type", "string", "pattern", "^[0-9A-Fa-f]{64}$")),
            "SHA-256 of the token, hexadecimal.");
    private static final Field<List<Scope>> SCOPES =
            Field.required("scopes", ListShape.of(Shapes.word(Scope.words()), 1, 10), "What it may do.");
    private static final Field<Instant> EXPIRES = Field.required(
            "expires",
            Shapes.parsed(Token::instant, Schema.of("type", "string", "format", "date-time")),
            "When it ends.");
    private static final Field<ZoneId> ZONE = Field.optional("zone", Identifiers.ZONE, "The zone of an agent's token.");
    private static final int MOST_PATTERNS = 100;
    private static final Field<List<Pattern>> STATIC_ACCOUNTS = Field.optional(
            "staticAccounts",
            ListShape.of(
                    Shapes.parsed(DeclarableAccounts::pattern, Schema.of("type", "string", "format", "re2")),
                    0,
                    MOST_PATTERNS),
            "RE2 patterns of the accounts that an agent's own configuration may declare, each matched against the whole name.");
    private static final int MOST_ROLES = 1_000;
    private static final Field<List<String>> ROLES = Field.optional(
            "roles",
            ListShape.of(Shapes.text(DefinitionRules.LONGEST_ROLE), 0, MOST_ROLES),
            "The roles that permissions of credentials are compared with; left out, every credential is permitted.");
    /** The shape of an entry. */
    static final Shape<Token> SHAPE = ObjectShape.of(NAME, SHA256, SCOPES, EXPIRES, ZONE, STATIC_ACCOUNTS, ROLES)
            .as(Token::of);

    private static Token of(ObjectFields fields) {
        return new Token(
                fields.get(NAME),
                fields.get(SHA256),
                Set.copyOf(fields.get(SCOPES)),
                fields.get(EXPIRES),
                fields.find(ZONE),
                fields.find(STATIC_ACCOUNTS).map(DeclarableAccounts::new),
                fields.find(ROLES).map(Roles::of).orElse(Roles.ALL));
    }

    private static String hash(String text) {
        try {
            byte[] bytes = HexFormat.of().parseHex(text);
            if (bytes.length == 32) {
                return HexFormat.of().formatHex(bytes);
            }
        } catch (IllegalArgumentException e) {
            // The flaw below says what is right; the exception would quote what was found.
        }
        throw new IllegalArgumentException("must be a SHA-256: 64 hexadecimal digits");
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("must be an instant such as 2027-01-31T00:00:00Z");
        }
    }

    /** Returns whether the token is for agents, and nobody has decided which accounts they may declare. */
    boolean leavesStaticAccountsOpen() {
        return scopes.contains(Scope.AGENT) && staticAccounts.isEmpty();
    }

    /** Returns the caller who sends this token. */
    Principal principal() {
        return new Principal(
                name, scopes, zone, Optional.of(sha256), staticAccounts.orElse(DeclarableAccounts.NONE), roles);
    }

    /** Returns the entry without the hash, which is of no use in a log. */
    @Override
    public String toString() {
        return "Token[" + name + ", " + scopes + ", until " + expires + "]";
    }
}
