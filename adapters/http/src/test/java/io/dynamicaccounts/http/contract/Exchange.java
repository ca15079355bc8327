package io.dynamicaccounts.http.contract;

/** A deployment that answers, over whatever transport: one request in, one reply out. Closing ends the deployment. */
public interface Exchange extends AutoCloseable {

    Reply send(Request request);

    @Override
    void close();
}
