package io.dynamicaccounts.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.dynamicaccounts.aws.gateway.GatewayRequest;
import io.dynamicaccounts.aws.gateway.GatewayResponse;
import io.dynamicaccounts.entry.AnsweredRequest;
import io.dynamicaccounts.entry.RequestLog;
import io.dynamicaccounts.http.HttpApi;
import io.dynamicaccounts.http.HttpRequest;
import io.dynamicaccounts.http.HttpResponse;
import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.time.Duration;
import java.time.InstantSource;

/** Answers, for a gateway, the part of the API that belongs to a role. Each request is counted, timed and logged. */
final class ApiFunction {

    private final RestorableResource<ConnectedApi> api;
    private final ObservedInvocation invocation;
    private final RequestLog requests = new RequestLog(InstantSource.system());

    private ApiFunction(RestorableResource<ConnectedApi> api, ObservedInvocation invocation) {
        this.api = api;
        this.invocation = invocation;
    }

    /** Opens the function, and connects it to its services. */
    static ApiFunction open(LambdaConfiguration configuration) {
        var invocation = ObservedInvocation.of(configuration);
        var api = new RestorableResource<>(
                        () -> ConnectedApi.of(configuration, invocation.present(), invocation.metrics()), Priming::api)
                .registered();
        return new ApiFunction(api, invocation);
    }

    /** Answers a request while there is still time for an answer. */
    APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, Context context) {
        long begun = System.nanoTime();
        return invocation.during(context, () -> {
            HttpRequest request = GatewayRequest.of(event);
            HttpApi present = api.get().api();
            HttpResponse response = small(present, request, present.handle(request));
            observe(present, request, response, Duration.ofNanos(System.nanoTime() - begun));
            return GatewayResponse.of(response);
        });
    }

    private static HttpResponse small(HttpApi api, HttpRequest request, HttpResponse response) {
        return GatewayResponse.isSmallEnough(response)
                ? response
                : api.refuse(
                        request,
                        Problem.of(
                                ProblemKind.TOO_LARGE,
                                "the answer is larger than a function may give: ask for fewer, with limit"));
    }

    private void observe(HttpApi api, HttpRequest request, HttpResponse response, Duration took) {
        var answered = new AnsweredRequest(request.method(), api.route(request.path()), response.status(), took);
        invocation.metrics().answered(answered);
        requests.write(response.headers().first(RequestLog.ID_HEADER).orElse(""), answered);
    }
}
