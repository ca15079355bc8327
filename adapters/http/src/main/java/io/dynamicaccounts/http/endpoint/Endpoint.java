package io.dynamicaccounts.http.endpoint;

/**
 * One row of the route table: turns a request into the request of a function, and the result of the function into an
 * answer.
 *
 * <p>An endpoint is called only after the caller was admitted and the input was found right. Endpoints hold no state
 * and are safe for use by any number of threads. An exception becomes a 503 when the store is unavailable, and a 500
 * otherwise.
 *
 * @param <I> the type of the input
 */
public interface Endpoint<I> {

    /** Returns what this endpoint accepts and answers. */
    Description<I> description();

    /** Returns the answer to one call. */
    Answer answer(Call call, I input);
}
