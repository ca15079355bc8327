package io.dynamicaccounts.dynamodb;

import static io.dynamicaccounts.dynamodb.Measurements.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.dynamodb.Measurements.Row;
import io.dynamicaccounts.dynamodb.Meter.Cost;
import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.ScanSettings;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.operator.Scan;
import io.dynamicaccounts.sources.ClouddriverConfiguration;
import io.dynamicaccounts.sources.GeneratedFleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Migrates a generated Clouddriver configuration by one scan, and measures what that costs. */
final class ScanMeasurements {

    static final int ACCOUNTS = 2_000;

    private static final Duration BUDGET = Duration.ofMinutes(10);

    private ScanMeasurements() {}

    static List<Row> all() {
        Path file = configuration();
        try (var fleet = fleet(file)) {
            scan(fleet);
            Cost first = fleet.meter.take();
            assertAllWait(fleet, new ClouddriverConfiguration(file));
            fleet.meter.take();
            Scan.Result again = fleet.call(FunctionName.SCAN, new Scan.Request(Scan.Effect.MIGRATE, BUDGET));
            assertThat(again).isEqualTo(new Scan.Result(List.of(), List.of(), 0));
            return List.of(migrated(first), idle(fleet.meter.take()));
        } finally {
            delete(file);
        }
    }

    /** Migrates everything by one scan, in a zone where an agent lives. */
    static void scan(Fleet fleet) {
        fleet.agent(1, 1_000).poll();
        fleet.sweep();
        fleet.meter.take();
        Scan.Result result = fleet.call(FunctionName.SCAN, new Scan.Request(Scan.Effect.MIGRATE, BUDGET));
        assertThat(result.migrated()).hasSize(ACCOUNTS);
        assertThat(result.unusable()).isEmpty();
        assertThat(result.remaining()).isZero();
    }

    static Fleet fleet(Path configuration) {
        return new Fleet(new ClouddriverConfiguration(configuration), new ScanSettings(name -> true, ACCOUNTS));
    }

    private static void assertAllWait(Fleet fleet, ClouddriverConfiguration source) {
        List<AccountName> names = List.copyOf(source.names());
        Map<AccountName, Account> accounts = fleet.store.accounts().find(names);
        assertThat(accounts).hasSize(ACCOUNTS);
        assertThat(accounts.values()).allSatisfy(account -> {
            assertThat(account.state()).isEqualTo(AccountState.TO_MIGRATE);
            assertThat(account.zone()).contains(Fleet.ZONE);
        });
    }

    private static Row migrated(Cost cost) {
        double requests = (double) cost.allRequests() / ACCOUNTS;
        double writes = cost.allWrites() / ACCOUNTS;
        double reads = cost.reads() / ACCOUNTS;
        return new Row(
                "one scan that migrates and activates %,d accounts of a file, for each".formatted(ACCOUNTS),
                "8 requests, 13 WCU and 4 RCU",
                "%.1f requests; %.1f WCU, %.1f of them in the index, and %.1f RCU"
                        .formatted(requests, writes, (double) cost.indexWrites() / ACCOUNTS, reads),
                requests <= 8 && writes <= 13 && reads <= 4);
    }

    private static Row idle(Cost cost) {
        return new Row(
                "a scan of %,d names that are all accounts".formatted(ACCOUNTS),
                "6 requests, 60 RCU",
                "%d requests; %s WCU and %s RCU"
                        .formatted(cost.allRequests(), units(cost.allWrites()), units(cost.reads())),
                cost.allRequests() <= 6 && cost.allWrites() == 0 && cost.reads() <= 60);
    }

    private static Path configuration() {
        try {
            return GeneratedFleet.write(Files.createTempFile("clouddriver", ".yml"), ACCOUNTS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
