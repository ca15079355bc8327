package io.dynamicaccounts.dynamodb;

import java.security.SecureRandom;
import java.util.Base64;

/** Creates tokens of writers, which are unique, and short, because items are paid for by size. */
final class WriterTokens {

    private static final int BYTES = 9;

    private final SecureRandom random = new SecureRandom();

    String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
