package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.http.InProcess;
import io.dynamicaccounts.http.contract.Fixture;
import io.dynamicaccounts.http.contract.HttpContract;
import java.time.InstantSource;

/** The whole API, over the wire to the database. */
class DynamoDbHttpContractTest extends HttpContract {

    @Override
    protected Fixture fixture() {
        return deployment -> InProcess.of(deployment, TestServer.emptyStore(InstantSource.system()));
    }
}
