package io.dynamicaccounts.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.dynamodb.Measurements.Row;
import io.dynamicaccounts.dynamodb.Meter.Cost;
import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.credential.GetCredential;
import io.dynamicaccounts.functions.credential.ListCredentials;
import io.dynamicaccounts.functions.definition.Roles;
import io.dynamicaccounts.functions.operator.Migrate;
import java.util.List;
import java.util.Optional;

/** Runs calls about credentials and measures their costs. */
final class CredentialMeasurements {

    private static final int STORED = 1_000;

    private CredentialMeasurements() {}

    static List<Row> all() {
        try (var fleet = new Fleet()) {
            fleet.credentials(STORED);
            fleet.meter.take();

            fleet.createCredential(STORED);
            Row create = requests("create a credential", 2, fleet.meter.take());
            fleet.replaceCredential(STORED);
            Row replace = requests("replace a credential", 3, fleet.meter.take());
            fleet.deleteCredential(STORED);
            Row delete = requests("delete a credential", 3, fleet.meter.take());
            Row migrate = migrate(fleet);

            fleet.intercept();
            fleet.createCredential(STORED + 1);
            Row createToo = requests("create a credential whose account follows it", 13, fleet.meter.take());
            fleet.replaceCredential(STORED + 1);
            Row replaceToo = requests("replace a credential whose account follows it", 9, fleet.meter.take());
            fleet.deleteCredential(STORED + 1);
            Row deleteToo = requests("delete a credential whose account follows it", 12, fleet.meter.take());
            return List.of(list(fleet), one(fleet), create, replace, delete, migrate, createToo, replaceToo, deleteToo);
        }
    }

    private static Row requests(String call, int most, Cost cost) {
        return new Row(
                call,
                count(most),
                "%s; %s WCU and %s RCU"
                        .formatted(
                                count(cost.allRequests()),
                                Measurements.units(cost.allWrites()),
                                Measurements.units(cost.reads())),
                cost.allRequests() <= most);
    }

    private static String count(int requests) {
        return requests == 1 ? "1 request" : requests + " requests";
    }

    private static Row list(Fleet fleet) {
        fleet.meter.take();
        assertThat(fleet.call(FunctionName.CREDENTIALS, new ListCredentials.Request(Roles.ALL))
                        .credentials())
                .hasSize(STORED);
        Cost cost = fleet.meter.take();
        return new Row(
                "a list of %,d credentials".formatted(STORED),
                "8 requests, 100 RCU",
                "%d requests, %s RCU".formatted(cost.allRequests(), Measurements.units(cost.reads())),
                cost.allRequests() <= 8 && cost.reads() <= 100);
    }

    private static Row one(Fleet fleet) {
        fleet.meter.take();
        assertThat(fleet.call(FunctionName.CREDENTIAL, new GetCredential.Request(Fleet.name(0), Roles.ALL))
                        .credential())
                .isPresent();
        return requests("read one credential", 1, fleet.meter.take());
    }

    private static Row migrate(Fleet fleet) {
        fleet.meter.take();
        var entry = new Migrate.Entry(Fleet.name(0), Optional.of(Fleet.ZONE), Optional.empty());
        fleet.call(FunctionName.MIGRATE, new Migrate.Request("platform-team", List.of(entry)));
        Cost cost = fleet.meter.take();
        assertThat(fleet.account(0).definition()).isPresent();
        return requests("migrate one account whose credential is stored", 6, cost);
    }
}
