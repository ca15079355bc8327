package io.dynamicaccounts.local.backup;

import io.dynamicaccounts.functions.installation.Adoption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The first line of a backup.
 *
 * @param product the version of the program that wrote it
 * @param written when the backup began
 * @param store the kind of store from which the backup was taken
 * @param before the facts of the installation that a restore needs
 */
public record Header(String product, Instant written, String store, Adoption.FormerInstallation before) {

    /** The field that identifies a backup; its value is the version of the format. */
    static final int FORMAT = 1;

    private static final String WORD = "dynamicAccountsBackup";
    private static final String PRODUCT = "product";
    private static final String WRITTEN = "written";
    private static final String STORE = "store";
    private static final String EPOCH = "epoch";
    private static final String LEASE = "leaseMillis";
    private static final String KEY_CHECK = "keyCheck";

    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put(WORD, FORMAT);
        fields.put(PRODUCT, product);
        fields.put(WRITTEN, written.toString());
        fields.put(STORE, store);
        fields.put(EPOCH, before.epoch());
        fields.put(LEASE, before.lease().toMillis());
        before.keyCheck().ifPresent(checkValue -> fields.put(KEY_CHECK, checkValue));
        return fields;
    }

    static Header read(Map<String, Object> line) {
        var fields = new RecordFields(line);
        if (!fields.has(WORD)) {
            throw new MalformedLine("is not the beginning of a backup of Dynamic Accounts");
        }
        long format = fields.number(WORD);
        if (format > FORMAT || format < 1) {
            throw new MalformedLine("says format " + format + ", and this version reads format " + FORMAT
                    + ": restore with the version that wrote it");
        }
        var header = new Header(
                fields.text(PRODUCT),
                time(fields.text(WRITTEN)),
                fields.text(STORE),
                new Adoption.FormerInstallation(
                        fields.number(EPOCH), Duration.ofMillis(fields.number(LEASE)), fields.textIfAny(KEY_CHECK)));
        fields.end();
        return header;
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new MalformedLine("must have a time as " + WRITTEN);
        }
    }
}
