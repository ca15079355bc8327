package io.dynamicaccounts.functions;

import io.dynamicaccounts.functions.account.AccountName;
import java.util.function.Predicate;

/**
 * What the automatic migration takes.
 *
 * @param matches whether the automatic migration takes a name
 * @param batchSize how many accounts one scan migrates at most
 */
public record ScanSettings(Predicate<AccountName> matches, int batchSize) {

    /** Nothing is migrated automatically. */
    public static final ScanSettings NONE = new ScanSettings(name -> false, 500);

    public ScanSettings {
        if (batchSize < 1) {
            throw new IllegalArgumentException("dynamic-accounts.scan-batch-size must be at least 1");
        }
    }
}
