package io.dynamicaccounts.sqlite;

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
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class SqliteContractTest {

    @TempDir(factory = FastDirectory.class)
    Path directory;

    private Store open(InstantSource clock) {
        return SqliteStore.open(directory.resolve("contract.db"), clock);
    }

    @Nested
    class Accounts extends AccountsContract {
        @Override
        protected Store open(InstantSource clock) {
            return SqliteContractTest.this.open(clock);
        }
    }

    @Nested
    class Due extends DueContract {
        @Override
        protected Store open(InstantSource clock) {
            return SqliteContractTest.this.open(clock);
        }
    }

    @Nested
    class Registration extends RegistrationContract {
        @Override
        protected Store open(InstantSource clock) {
            return SqliteContractTest.this.open(clock);
        }
    }

    @Nested
    class Racing extends RacingContract {
        @Override
        protected Store open(InstantSource clock) {
            return SqliteContractTest.this.open(clock);
        }
    }

    @Nested
    class Transitions extends TransitionsContract {
        @Override
        protected Store open(InstantSource clock) {
            return SqliteContractTest.this.open(clock);
        }
    }

    @Nested
    class Names extends NamesContract {
        @Override
        protected Store open(InstantSource clock) {
            return SqliteContractTest.this.open(clock);
        }
    }

    @Nested
    class Definitions extends DefinitionsContract {
        @Override
        protected Store open(InstantSource clock) {
            return SqliteContractTest.this.open(clock);
        }
    }

    @Nested
    class Credentials extends CredentialsContract {
        @Override
        protected Store open(InstantSource clock) {
            return SqliteContractTest.this.open(clock);
        }
    }

    @Nested
    class MigrationMarks extends MigrationMarksContract {
        @Override
        protected Store open(InstantSource clock) {
            return SqliteContractTest.this.open(clock);
        }
    }

    @Nested
    class Observations extends ObservationsContract {
        @Override
        protected Store open(InstantSource clock) {
            return SqliteContractTest.this.open(clock);
        }
    }

    @Nested
    class Declarations extends DeclarationsContract {
        @Override
        protected Store open(InstantSource clock) {
            return SqliteContractTest.this.open(clock);
        }
    }

    @Nested
    class History extends HistoryContract {
        @Override
        protected Store open(InstantSource clock) {
            return SqliteContractTest.this.open(clock);
        }
    }

    @Nested
    class Assignments extends AssignmentsContract {
        @Override
        protected Store open(InstantSource clock) {
            return SqliteContractTest.this.open(clock);
        }
    }

    @Nested
    class Outcomes extends OutcomesContract {
        @Override
        protected Store open(InstantSource clock) {
            return SqliteContractTest.this.open(clock);
        }
    }

    @Nested
    class Zones extends ZonesContract {
        @Override
        protected Store open(InstantSource clock) {
            return SqliteContractTest.this.open(clock);
        }
    }

    @Nested
    class Heartbeats extends HeartbeatsContract {
        @Override
        protected Store open(InstantSource clock) {
            return SqliteContractTest.this.open(clock);
        }
    }

    @Nested
    class Gone extends GoneContract {
        @Override
        protected Store open(InstantSource clock) {
            return SqliteContractTest.this.open(clock);
        }
    }

    @Nested
    class SweepMark extends SweepMarkContract {
        @Override
        protected Store open(InstantSource clock) {
            return SqliteContractTest.this.open(clock);
        }
    }

    @Nested
    class Installations extends InstallationsContract {
        @Override
        protected Store open(InstantSource clock) {
            return SqliteContractTest.this.open(clock);
        }
    }

    @Nested
    class Scan extends ScanContract {
        @Override
        protected Store open(InstantSource clock) {
            return SqliteContractTest.this.open(clock);
        }
    }
}
