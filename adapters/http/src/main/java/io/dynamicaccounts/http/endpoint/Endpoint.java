package io.dynamicaccounts.http.endpoint;

/**
 * One row of the route table: turns a request into a function's request, and the function's result into an answer.
 *
 * <p>An endpoint is asked only once its caller was allowed in and its input was right. It holds no state and is safe for use by
 * any number of threads. What it throws becomes a 503 when the store is unavailable, and a 500 otherwise.
 *
 * @param <I> its input
 */
public interface Endpoint<I> {

    Description<I> description();

    Answer answer(Call call, I input);
}
