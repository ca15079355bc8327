package io.dynamicaccounts.functions.installation;

/** The store must not be served, or must not be used as was asked. The message says why, and what to do. */
public final class NotReady extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotReady(String message) {
        super(message);
    }
}
