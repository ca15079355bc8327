package io.dynamicaccounts.local.server;

import io.dynamicaccounts.http.HttpRequest;
import io.dynamicaccounts.http.HttpResponse;
import io.dynamicaccounts.http.Reception;
import io.dynamicaccounts.http.problem.Problem;
import java.util.OptionalLong;

/** Answers requests whose bodies arrive after their heads. Called by any number of threads; never throws. */
public interface RequestHandler {

    /**
     * Decides on a request before its body has arrived.
     *
     * @param head the request with an empty body
     * @param bodyLength how many bytes the body will have; empty when the client has not said
     */
    Reception receive(HttpRequest head, OptionalLong bodyLength);

    /** Returns the response that refuses a request for a reason that only the server knows. */
    HttpResponse refuse(HttpRequest head, Problem problem);
}
