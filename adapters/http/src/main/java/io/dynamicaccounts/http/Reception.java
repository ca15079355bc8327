package io.dynamicaccounts.http;

import java.util.function.Function;

/** What the head of a request, all but its body, came to. */
public sealed interface Reception {

    /**
     * Nothing that the body may hold would change this response.
     *
     * @param response to be sent before anything of the body is waited for
     */
    record Answered(HttpResponse response) implements Reception {}

    /**
     * The head is in order: who asks may ask this, and may send a body for it.
     *
     * @param whole gives the response to the request with this body; to be asked once
     */
    record BodyNeeded(Function<byte[], HttpResponse> whole) implements Reception {}
}
