package io.dynamicaccounts.http;

import java.util.function.Function;

/** The decision about the head of a request, which is all of the request but the body. */
public sealed interface Reception {

    /**
     * The response is decided: nothing that the body may hold would change it.
     *
     * @param response sent without waiting for the body
     */
    record Answered(HttpResponse response) implements Reception {}

    /**
     * The head is in order: the caller may make this request, and may send a body for it.
     *
     * @param answer returns the response to the request with this body; called at most once
     */
    record BodyNeeded(Function<byte[], HttpResponse> answer) implements Reception {}
}
