package io.dynamicaccounts.http.contract;

/** A deployment that answers, over whatever transport: one request in, one reply out. Closing ends the deployment. */
public interface Exchange extends AutoCloseable {

    Reply send(Request request);

    /**
     * Whether the transport carries such a request at all. Some servers refuse a broken path or header themselves, before anybody
     * is asked; the tests of those are skipped there.
     */
    default boolean carries(Request request) {
        return true;
    }

    @Override
    void close();
}
