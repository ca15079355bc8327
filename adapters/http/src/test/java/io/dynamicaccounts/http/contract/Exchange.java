package io.dynamicaccounts.http.contract;

/**
 * A deployment that answers over some transport: receives a request and returns the reply. Closing the exchange ends
 * the deployment.
 */
public interface Exchange extends AutoCloseable {

    /** Sends a request and returns the reply. */
    Reply send(Request request);

    /**
     * Returns whether the transport can carry such a request. Some servers refuse a broken path or header themselves,
     * before the API is called; the tests of those requests are skipped there.
     */
    default boolean carries(Request request) {
        return true;
    }

    @Override
    void close();
}
