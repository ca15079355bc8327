package io.dynamicaccounts.local;

import io.dynamicaccounts.http.contract.Fixture;
import io.dynamicaccounts.http.contract.HttpContract;

/** The HTTP contract, over sockets against the real server on SQLite. */
class LocalHttpContractTest extends HttpContract {

    @Override
    protected Fixture fixture() {
        return LocalDeployment::start;
    }
}
