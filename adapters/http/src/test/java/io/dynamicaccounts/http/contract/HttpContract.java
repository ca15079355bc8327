package io.dynamicaccounts.http.contract;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/**
 * The HTTP contract as tests: every row of its tables with every status, bad input of every kind, and whole lifecycles, as
 * operators and agents would drive them. A transport runs all of it by extending this class with a {@link Fixture}; nothing here
 * looks behind what it answers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HttpContract {

    private final Map<Deployment, World> worlds = new HashMap<>();

    protected abstract Fixture fixture();

    private World world(Deployment deployment) {
        return worlds.computeIfAbsent(
                deployment, it -> new World(fixture().start(it)));
    }

    @AfterAll
    void closeWorlds() {
        worlds.values().forEach(World::close);
    }

    @Nested
    class Migrating extends MigratingContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN);
        }
    }

    @Nested
    class Provisioning extends ProvisioningContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN);
        }
    }

    @Nested
    class Redefining extends RedefiningContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN);
        }
    }

    @Nested
    class Changing extends ChangingContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN);
        }
    }

    @Nested
    class Deleting extends DeletingContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN);
        }
    }

    @Nested
    class Listing extends ListingContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN);
        }
    }

    @Nested
    class Reading extends ReadingContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN);
        }
    }

    @Nested
    class Agents extends AgentsContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN);
        }
    }

    @Nested
    class Protocol extends ProtocolContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN);
        }
    }

    @Nested
    class Lifecycles extends LifecyclesContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN);
        }
    }
}
