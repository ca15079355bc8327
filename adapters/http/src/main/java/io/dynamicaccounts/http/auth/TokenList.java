package io.dynamicaccounts.http.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/** The entries of a token file as they were read. */
record TokenList(List<Token> tokens) {

    TokenList {
        tokens = List.copyOf(tokens);
    }

    int size() {
        return tokens.size();
    }

    /** Tells of agents' tokens for which nobody has decided what they may declare, by their names. */
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

    /** The entry of a token that has not expired. */
    Optional<Token> find(String token, Instant now) {
        byte[] presented = HexFormat.of()
                .formatHex(sha256(token.getBytes(StandardCharsets.UTF_8)))
                .getBytes(StandardCharsets.US_ASCII);
        Token found = null;
        // Every entry is compared, and each in constant time: how long it takes tells nothing about how close a guess
        // was.
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
