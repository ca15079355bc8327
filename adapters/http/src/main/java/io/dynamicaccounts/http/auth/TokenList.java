package io.dynamicaccounts.http.auth;

import io.dynamicaccounts.http.json.Field;
import io.dynamicaccounts.http.json.Flaws;
import io.dynamicaccounts.http.json.JsonText;
import io.dynamicaccounts.http.json.ListShape;
import io.dynamicaccounts.http.json.ObjectShape;
import io.dynamicaccounts.http.json.Pointer;
import io.dynamicaccounts.http.json.Shape;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** The entries of a token file. */
record TokenList(List<Token> tokens) {

    private static final int MOST = 10_000;
    private static final Field<List<Token>> TOKENS = Field.required(
            "tokens", ListShape.of(Token.SHAPE, 0, MOST).uniqueBy(Token::sha256, "sha256"), "The tokens.");
    private static final Shape<List<Token>> FILE = ObjectShape.of(TOKENS).as(fields -> fields.get(TOKENS));

    TokenList {
        tokens = List.copyOf(tokens);
    }

    /** Reads the bytes of a token file. A failure names fields and places, never a value. */
    static TokenSource.Result read(byte[] file) {
        return switch (JsonText.read(file)) {
            case JsonText.Result.Broken(int line, int column, String detail) ->
                TokenSource.Failure.malformed("line " + line + ", column " + column + ": " + detail);
            case JsonText.Result.Value(var value) -> {
                var flaws = new Flaws();
                yield FILE.read(value, Pointer.ROOT, flaws)
                        .map(TokenList::checked)
                        .orElseGet(() -> malformed(flaws));
            }
        };
    }

    /** A token that may fetch the secrets of every zone would be worth more than any agent needs. */
    private static TokenSource.Result checked(List<Token> tokens) {
        var flaws = new Flaws();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.scopes().contains(Scope.AGENT) && token.zone().isEmpty()) {
                flaws.add(
                        Pointer.ROOT.field("tokens").item(i).field("zone"),
                        "is missing: a token with the scope agent is bound to one zone");
            }
        }
        return flaws.isEmpty() ? new TokenSource.Listed(new TokenList(tokens)) : malformed(flaws);
    }

    private static TokenSource.Failure malformed(Flaws flaws) {
        return TokenSource.Failure.malformed(Stream.concat(flaws.wrong().stream(), flaws.tooLarge().stream())
                .map(flaw -> flaw.pointer() + " " + flaw.detail())
                .collect(Collectors.joining("; ")));
    }

    int size() {
        return tokens.size();
    }

    /** Warns, by their names, of agents' tokens for which nobody has decided what they may declare. */
    void warn(Logger log) {
        String names = tokens.stream()
                .filter(Token::leavesStaticAccountsOpen)
                .map(Token::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            log.warn(
                    "agents with these tokens may declare no accounts of their own: {}; give each entry staticAccounts,"
                            + " a list of RE2 patterns of account names, or [] for none",
                    names);
        }
    }

    /** Returns the entry of a token that has not expired. */
    Optional<Token> find(String token, Instant now) {
        byte[] presented = HexFormat.of()
                .formatHex(sha256(token.getBytes(StandardCharsets.UTF_8)))
                .getBytes(StandardCharsets.US_ASCII);
        Token found = null;
        // Every entry is compared, and each in constant time: the time must not show how close a guess was.
        for (Token known : tokens) {
            if (MessageDigest.isEqual(known.sha256().getBytes(StandardCharsets.US_ASCII), presented)) {
                found = known;
            }
        }
        return Optional.ofNullable(found).filter(it -> now.isBefore(it.expires()));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
