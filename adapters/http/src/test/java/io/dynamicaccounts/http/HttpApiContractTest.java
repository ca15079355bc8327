package io.dynamicaccounts.http;

import io.dynamicaccounts.http.contract.Fixture;
import io.dynamicaccounts.http.contract.HttpContract;

/** The contract, without any transport in between. */
class HttpApiContractTest extends HttpContract {

    @Override
    protected Fixture fixture() {
        return InProcess::of;
    }
}
