package io.dynamicaccounts.http.contract;

/** Starts deployments for the suite: what a transport must provide to run it. */
@FunctionalInterface
public interface Fixture {

    /**
     * Starts a fresh, empty deployment. A transport that cannot be configured so ends the test by
     * {@link org.junit.jupiter.api.Assumptions}.
     */
    Exchange start(Deployment deployment);
}
