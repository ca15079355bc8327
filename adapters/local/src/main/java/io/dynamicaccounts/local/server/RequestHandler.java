package io.dynamicaccounts.local.server;

import io.dynamicaccounts.http.HttpRequest;
import io.dynamicaccounts.http.HttpResponse;
import io.dynamicaccounts.http.Reception;
import io.dynamicaccounts.http.problem.Problem;
import java.util.OptionalLong;

/** Answers requests whose bodies come later than their heads. Called by any number of threads; never throws. */
public interface RequestHandler {

    /**
     * What can be said of a request before its body is there.
     *
     * @param head the request, its body empty
     * @param bodyLength how many bytes the body will have; empty when its sender has not said
     */
    Reception receive(HttpRequest head, OptionalLong bodyLength);

    /** The response that refuses a request for something that only the server knows. */
    HttpResponse refuse(HttpRequest head, Problem problem);
}
