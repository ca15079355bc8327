package io.dynamicaccounts.entry;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.operator.Migrate;
import io.dynamicaccounts.functions.operator.Scan;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the log what the automatic migration did on its schedule. A definition that cannot be migrated is a line
 * when it is first met, and again when another one is: the same definitions are met at each scan.
 */
public final class ScanLog {

    private static final Logger LOG = LoggerFactory.getLogger("io.dynamicaccounts.scan");

    private static final int NAMED = 5;

    private List<Migrate.Flaw> known = List.of();

    /** Writes what is new in the result of a scan. */
    public synchronized void write(Scan.Result result) {
        if (!result.migrated().isEmpty()) {
            LOG.info(
                    "{} accounts were migrated and activated: {}; {} are left for the next scan",
                    result.migrated().size(),
                    named(result.migrated().stream().map(AccountName::value).toList()),
                    result.remaining());
        }
        if (!result.unusable().equals(known) && !result.unusable().isEmpty()) {
            LOG.warn(
                    "{} definitions that match cannot be migrated: {}",
                    result.unusable().size(),
                    named(result.unusable().stream()
                            .map(flaw -> flaw.name() + ": " + flaw.detail())
                            .toList()));
        }
        known = result.unusable();
    }

    private static String named(List<String> all) {
        String first = all.stream().limit(NAMED).collect(Collectors.joining(", "));
        return all.size() > NAMED ? first + " and " + (all.size() - NAMED) + " more" : first;
    }
}
