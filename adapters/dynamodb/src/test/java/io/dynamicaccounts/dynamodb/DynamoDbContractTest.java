package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.store.AccountsContract;
import io.dynamicaccounts.functions.store.AssignmentsContract;
import io.dynamicaccounts.functions.store.CredentialsContract;
import io.dynamicaccounts.functions.store.DeclarationsContract;
import io.dynamicaccounts.functions.store.DefinitionsContract;
import io.dynamicaccounts.functions.store.DueContract;
import io.dynamicaccounts.functions.store.GoneContract;
import io.dynamicaccounts.functions.store.HeartbeatsContract;
import io.dynamicaccounts.functions.store.HistoryContract;
import io.dynamicaccounts.functions.store.InstallationsContract;
import io.dynamicaccounts.functions.store.MigrationMarksContract;
import io.dynamicaccounts.functions.store.NamesContract;
import io.dynamicaccounts.functions.store.ObservationsContract;
import io.dynamicaccounts.functions.store.OutcomesContract;
import io.dynamicaccounts.functions.store.RacingContract;
import io.dynamicaccounts.functions.store.RegistrationContract;
import io.dynamicaccounts.functions.store.ScanContract;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.SweepMarkContract;
import io.dynamicaccounts.functions.store.TransitionsContract;
import io.dynamicaccounts.functions.store.ZonesContract;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;

/** Runs the contract of every store over the wire. */
@NeedsTestServer
class DynamoDbContractTest {

    private static Store open(InstantSource clock) {
        return TestServer.emptyStore(clock);
    }

    @Nested
    class Accounts extends AccountsContract {
        @Override
        protected Store open(InstantSource clock) {
            return DynamoDbContractTest.open(clock);
        }
    }

    @Nested
    class Due extends DueContract {
        @Override
        protected Store open(InstantSource clock) {
            return DynamoDbContractTest.open(clock);
        }
    }

    @Nested
    class Registration extends RegistrationContract {
        @Override
        protected Store open(InstantSource clock) {
            return DynamoDbContractTest.open(clock);
        }
    }

    @Nested
    class Racing extends RacingContract {
        @Override
        protected Store open(InstantSource clock) {
            return DynamoDbContractTest.open(clock);
        }
    }

    @Nested
    class Transitions extends TransitionsContract {
        @Override
        protected Store open(InstantSource clock) {
            return DynamoDbContractTest.open(clock);
        }

        @Override
        protected int situations() {
            return 500;
        }
    }

    @Nested
    class Names extends NamesContract {
        @Override
        protected Store open(InstantSource clock) {
            return DynamoDbContractTest.open(clock);
        }
    }

    @Nested
    class Definitions extends DefinitionsContract {
        @Override
        protected Store open(InstantSource clock) {
            return DynamoDbContractTest.open(clock);
        }
    }

    @Nested
    class Credentials extends CredentialsContract {
        @Override
        protected boolean expiresByItself() {
            return true;
        }

        @Override
        protected Store open(InstantSource clock) {
            return DynamoDbContractTest.open(clock);
        }
    }

    @Nested
    class MigrationMarks extends MigrationMarksContract {
        @Override
        protected Store open(InstantSource clock) {
            return DynamoDbContractTest.open(clock);
        }
    }

    @Nested
    class Observations extends ObservationsContract {
        @Override
        protected Store open(InstantSource clock) {
            return DynamoDbContractTest.open(clock);
        }
    }

    @Nested
    class Declarations extends DeclarationsContract {
        @Override
        protected Store open(InstantSource clock) {
            return DynamoDbContractTest.open(clock);
        }
    }

    @Nested
    class History extends HistoryContract {
        @Override
        protected boolean expiresByItself() {
            return true;
        }

        @Override
        protected Store open(InstantSource clock) {
            return DynamoDbContractTest.open(clock);
        }
    }

    @Nested
    class Assignments extends AssignmentsContract {
        @Override
        protected boolean expiresByItself() {
            return true;
        }

        @Override
        protected Store open(InstantSource clock) {
            return DynamoDbContractTest.open(clock);
        }
    }

    @Nested
    class Outcomes extends OutcomesContract {
        @Override
        protected Store open(InstantSource clock) {
            return DynamoDbContractTest.open(clock);
        }
    }

    @Nested
    class Zones extends ZonesContract {
        @Override
        protected Store open(InstantSource clock) {
            return DynamoDbContractTest.open(clock);
        }
    }

    @Nested
    class Heartbeats extends HeartbeatsContract {
        @Override
        protected Store open(InstantSource clock) {
            return DynamoDbContractTest.open(clock);
        }
    }

    @Nested
    class Gone extends GoneContract {
        @Override
        protected Store open(InstantSource clock) {
            return DynamoDbContractTest.open(clock);
        }
    }

    @Nested
    class SweepMark extends SweepMarkContract {
        @Override
        protected Store open(InstantSource clock) {
            return DynamoDbContractTest.open(clock);
        }
    }

    @Nested
    class Installations extends InstallationsContract {
        @Override
        protected Store open(InstantSource clock) {
            return DynamoDbContractTest.open(clock);
        }
    }

    @Nested
    class Scan extends ScanContract {
        @Override
        protected Store open(InstantSource clock) {
            return DynamoDbContractTest.open(clock);
        }
    }
}
