package io.dynamicaccounts.http.contract;

import io.dynamicaccounts.http.auth.RateLimit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/**
 * The HTTP contract as tests: every row of its tables with every status, bad input of every kind, and whole
 * lifecycles, as operators and agents drive them. A transport runs all of it by extending this class with a
 * {@link Fixture}; the tests see nothing but the answers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HttpContract {

    private final Map<Deployment, World> worlds = new HashMap<>();

    protected abstract Fixture fixture();

    private World world(Deployment deployment) {
        return worlds.computeIfAbsent(deployment, it -> new World(fixture().start(it)));
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
    class StoredCredentials extends StoredCredentialsContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN);
        }
    }

    @Nested
    class PermittedCredentials extends PermittedCredentialsContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN);
        }
    }

    @Nested
    class Scanning extends ScanningContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN);
        }
    }

    @Nested
    class Sources extends SourcesContract {
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
    class Polling extends PollingContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN);
        }
    }

    @Nested
    class Declaring extends DeclaringContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN);
        }
    }

    @Nested
    class FetchingDefinitions extends FetchingDefinitionsContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN);
        }
    }

    @Nested
    class Reporting extends ReportingContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN);
        }
    }

    @Nested
    class LeavingAndAdmission extends LeavingAndAdmissionContract {
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

    @Nested
    class BadInput extends BadInputContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN);
        }
    }

    @Nested
    class Bodies extends BodiesContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN);
        }
    }

    @Nested
    class Authentication extends AuthenticationContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN);
        }
    }

    @Nested
    class Routing extends RoutingContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN);
        }
    }

    @Nested
    class Intercepting extends InterceptingContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN.intercepting());
        }
    }

    @Nested
    class FeatureOff extends FeatureOffContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN.turnedOff());
        }
    }

    @Nested
    class WithoutTokens extends WithoutTokensContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN.withoutTokens());
        }
    }

    @Nested
    class Throttling extends ThrottlingContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN.with(new RateLimit(1, 5)));
        }
    }

    @Nested
    class Fuzz extends FuzzContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN);
        }
    }

    @Nested
    class PublishedSchema extends PublishedSchemaContract {
        @Override
        World world() {
            return HttpContract.this.world(Deployment.PLAIN);
        }
    }
}
