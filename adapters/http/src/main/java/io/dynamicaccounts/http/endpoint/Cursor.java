package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.operator.ListAccounts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The position at which the next page of a listing begins: opaque to callers, and valid for the same filters only.
 *
 * <p>A checksum over position and filters detects a foreign or damaged cursor. The checksum is no protection: a
 * caller who forges a cursor may read everything that it lists anyway.
 *
 * @param after the last account that was listed
 * @param page the number of the next page, which the answer repeats
 */
record Cursor(AccountName after, int page) {

    /** Another layout or another meaning gets another number, so that old cursors are foreign. */
    private static final byte VERSION = 1;

    private static final int CHECKSUM = 8;
    private static final int HEAD = 1 + Integer.BYTES;

    /** Returns the cursor of a listing of accounts as text. */
    String text(ListAccounts.Filter filter) {
        return text(parts(filter));
    }

    /** Returns the cursor of a listing as text, which is valid for the same listing and the same filters. */
    String text(List<Optional<String>> filters) {
        byte[] name = after.value().getBytes(StandardCharsets.US_ASCII);
        byte[] position = ByteBuffer.allocate(HEAD + name.length)
                .put(VERSION)
                .putInt(page)
                .put(name)
                .array();
        byte[] all = ByteBuffer.allocate(position.length + CHECKSUM)
                .put(position)
                .put(checksum(position, filters))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** Returns the cursor; empty when the text is no cursor, or belongs to other filters. */
    static Optional<Cursor> read(String text, ListAccounts.Filter filter) {
        return read(text, parts(filter));
    }

    /** Returns the cursor; empty when the text is no cursor, or belongs to another listing or other filters. */
    static Optional<Cursor> read(String text, List<Optional<String>> filters) {
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (all.length <= HEAD + CHECKSUM) {
            return Optional.empty();
        }
        byte[] position = Arrays.copyOf(all, all.length - CHECKSUM);
        byte[] checksum = Arrays.copyOfRange(all, position.length, all.length);
        if (position[0] != VERSION || !Arrays.equals(checksum, checksum(position, filters))) {
            return Optional.empty();
        }
        int page = ByteBuffer.wrap(position).getInt(1);
        String name = new String(position, HEAD, position.length - HEAD, StandardCharsets.US_ASCII);
        return Optional.of(new Cursor(new AccountName(name), page));
    }

    private static List<Optional<String>> parts(ListAccounts.Filter filter) {
        return List.of(
                filter.state().map(VisibleState::code), filter.zone().map(zone -> zone.value()), filter.nameContains());
    }

    private static byte[] checksum(byte[] position, List<Optional<String>> filters) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(position);
            // Lengths before texts: no two filters run together into the same bytes.
            for (Optional<String> part : filters) {
                byte[] bytes = part.orElse("").getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(Integer.BYTES)
                        .putInt(part.isPresent() ? bytes.length : -1)
                        .flip());
                digest.update(bytes);
            }
            return Arrays.copyOf(digest.digest(), CHECKSUM);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
