package io.dynamicaccounts.aws;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * Tokens of 32 hexadecimal digits that never come twice. A source of its own: one that was begun before a snapshot would hand out
 * the same tokens in everything that is restored from it, so each environment makes a new one.
 */
final class RandomTokens implements Supplier<String> {

    private static final int BYTES = 16;

    private final SecureRandom random;

    RandomTokens(SecureRandom random) {
        this.random = random;
    }

    @Override
    public String get() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
