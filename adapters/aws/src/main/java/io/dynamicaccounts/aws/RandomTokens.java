package io.dynamicaccounts.aws;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * Creates tokens of 32 hexadecimal digits that never repeat. A source of random numbers that was created before a
 * snapshot would return the same tokens in every environment restored from it, so each environment creates a new
 * source.
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
