package io.dynamicaccounts.http;

import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.WrongKey;
import io.dynamicaccounts.functions.store.StoreDamaged;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import io.dynamicaccounts.http.auth.Authentication;
import io.dynamicaccounts.http.auth.Principal;
import io.dynamicaccounts.http.auth.RateLimiter;
import io.dynamicaccounts.http.endpoint.Answer;
import io.dynamicaccounts.http.endpoint.Call;
import io.dynamicaccounts.http.endpoint.Input;
import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP API, free of any server: turns a request into a call of a function, and the result of the function into a
 * response. Every entry, local or in a cloud, converts its own requests and responses to these.
 *
 * <p>A caller without a valid token learns nothing: the token is checked before path, method and body. Then come the
 * path, the method, the scope, whether the feature is on, the size, the input, and only then the function. All of
 * these but the input are decided by the head, before an entry waits for the body.
 *
 * <p>Never throws for anything that a request holds. Safe for use by any number of threads.
 */
public final class HttpApi {

    /** The most bytes that a body may have. An entry reads at most one byte more. */
    public static final int MAX_BODY = 4 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

    /** How long callers wait before they try again while the credential source or the key cannot be used. */
    private static final Duration SOURCE_RETRY = Duration.ofSeconds(10);

    private static final Problem TOO_LARGE = Problem.of(ProblemKind.TOO_LARGE, "a body has at most 4 MiB");

    private final Router router;
    private final AccessControl accessControl;
    private final RequestIds requestIds;
    private final ApiSettings installation;
    private final ApiSurface surface;
    private final InstantSource clock;

    /**
     * Creates the whole API of an installation.
     *
     * @param functions looked up at each request
     * @param probe throws {@link StoreUnavailable} while the store does not answer
     * @param clock for the rate limit, and for the time of a problem
     * @param freshIds random ids of 1 to 64 characters, for requests that come without one
     */
    public HttpApi(
            Functions functions,
            Authentication authentication,
            ApiSettings installation,
            Runnable probe,
            InstantSource clock,
            Supplier<String> freshIds) {
        this(functions, authentication, installation, ApiSurface.ALL, probe, clock, freshIds);
    }

    /**
     * Creates a part of the API of an installation.
     *
     * @param functions looked up at each request: those that this part needs
     * @param surface which part
     * @param probe throws {@link StoreUnavailable} while the store does not answer
     * @param clock for the rate limit, and for the time of a problem
     * @param freshIds random ids of 1 to 64 characters, for requests that come without one
     */
    public HttpApi(
            Functions functions,
            Authentication authentication,
            ApiSettings installation,
            ApiSurface surface,
            Runnable probe,
            InstantSource clock,
            Supplier<String> freshIds) {
        this.surface = surface;
        this.clock = clock;
        this.router = new Router(Routes.table(functions, installation, probe, authentication::trouble));
        this.accessControl = new AccessControl(authentication, new RateLimiter(installation.rateLimit(), clock));
        this.requestIds = new RequestIds(freshIds);
        this.installation = installation;
    }

    /** Returns the response to a request. */
    public HttpResponse handle(HttpRequest request) {
        return switch (receive(request, OptionalLong.of(request.body().length))) {
            case Reception.Answered(HttpResponse response) -> response;
            case Reception.BodyNeeded(var answer) -> answer.apply(request.body());
        };
    }

    /**
     * Decides what can be decided about a request before its body is there: whether the caller is admitted, whether
     * the path and the method exist, and whether a body of this length and type is accepted. Every refusal that does
     * not depend on the body is made here. For an entry that would have to wait for the body.
     *
     * @param head the request with an empty body
     * @param bodyLength how many bytes the body will have; empty when the sender has not said
     */
    public Reception receive(HttpRequest head, OptionalLong bodyLength) {
        String id = requestIds.of(head);
        Step step = guarded(id, () -> step(head, bodyLength), Step.Done::new);
        return switch (step) {
            case Step.Done(Answer answer) -> new Reception.Answered(response(head, answer, id));
            case Step.Body(var answer) ->
                new Reception.BodyNeeded(
                        body -> response(head, guarded(id, () -> answer.apply(body), Function.identity()), id));
        };
    }

    /** The result of checking the head: the answer, or a function that answers once the body is there. */
    private sealed interface Step {

        record Done(Answer answer) implements Step {}

        record Body(Function<byte[], Answer> answer) implements Step {}

        static Step refused(ProblemKind kind, String detail) {
            return new Done(Answer.refused(kind, detail));
        }

        static Step refused(Problem problem) {
            return new Done(Answer.refused(problem));
        }
    }

    private HttpResponse response(HttpRequest head, Answer answer, String id) {
        HttpResponse response = ResponseWriter.of(forItsClients(head, answer), id);
        return head.method().equals("HEAD") ? response.withoutBody() : response;
    }

    /** Returns the response that refuses a request for a reason that only the entry knows. */
    public HttpResponse refuse(HttpRequest request, Problem problem) {
        return ResponseWriter.of(forItsClients(request, Answer.refused(problem)), requestIds.of(request));
    }

    /** Clients of Clouddriver's paths read problems as its errors. */
    private Answer forItsClients(HttpRequest head, Answer answer) {
        return answer instanceof Answer.Refused(Problem problem) && isClouddrivers(head.path())
                ? Answer.refused(problem.alsoAsClouddrivers(clock.instant()))
                : answer;
    }

    private boolean isClouddrivers(String path) {
        return router.find(path)
                .filter(found ->
                        found.methods().values().stream().anyMatch(route -> route.group() == Route.Group.CREDENTIALS))
                .isPresent();
    }

    /**
     * Returns the route that a raw path belongs to, for a log: {@code /armory/accounts/{accountName}}, or
     * {@code other}.
     */
    public String route(String path) {
        return router.find(path).map(found -> found.path().text()).orElse("other");
    }

    /** Returns the result of an attempt, or the problem that the exception of the attempt means. */
    private <T> T guarded(String id, Supplier<T> attempt, Function<Answer, T> refused) {
        try {
            return attempt.get();
        } catch (StoreDamaged e) {
            LOG.error("request {}: {}", id, e.getMessage());
            return refused.apply(Answer.refused(Problem.of(ProblemKind.STORE_DAMAGED, String.valueOf(e.getMessage()))
                    .retryAfter(e.retryAfter())));
        } catch (StoreUnavailable e) {
            LOG.warn("request {}: the store is unavailable: {}", id, e.getMessage());
            return refused.apply(
                    Answer.refused(Problem.of(ProblemKind.STORE_UNAVAILABLE, "repeat the request after a while")
                            .retryAfter(e.retryAfter())));
        } catch (WrongKey e) {
            LOG.error("request {}: {}", id, e.getMessage());
            return refused.apply(Answer.refused(Problem.of(
                            ProblemKind.WRONG_KEY,
                            "the key does not open the stored secrets: give the installation the one they were encrypted with")
                    .retryAfter(SOURCE_RETRY)));
        } catch (CredentialSource.Unreadable e) {
            LOG.warn("request {}: {}", id, e.getMessage());
            return refused.apply(Answer.refused(Problem.of(
                            ProblemKind.SOURCE_UNREADABLE,
                            "repeat the request after a while; GET /armory/sources says which source it is")
                    .retryAfter(SOURCE_RETRY)));
        } catch (RuntimeException e) {
            LOG.error("request {} ended unforeseen\n{}", id, SafeStackTrace.of(e));
            return refused.apply(
                    Answer.refused(Problem.of(ProblemKind.UNFORESEEN, "the log has the reason under the correlation id")
                            .correlationId(id)));
        }
    }

    private Step step(HttpRequest head, OptionalLong bodyLength) {
        Optional<Router.Found> found = router.find(head.path()).filter(surface::answers);
        boolean open = found.isPresent()
                && found.get().methods().values().stream()
                        .allMatch(route -> route.scope().isEmpty());
        if (open) {
            return routed(head, bodyLength, found.get(), Principal.ANYBODY);
        }
        return switch (accessControl.authenticate(head.headers())) {
            case AccessControl.Access.Denied(Problem problem) -> Step.refused(problem);
            case AccessControl.Access.Allowed(Principal principal) ->
                found.map(there -> routed(head, bodyLength, there, principal))
                        .orElseGet(() -> Step.refused(ProblemKind.NO_SUCH_PATH, "see /openapi.json for what there is"));
        };
    }

    private Step routed(HttpRequest head, OptionalLong bodyLength, Router.Found found, Principal principal) {
        Route<?> route = found.methods().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(head.method())
                        || (entry.getKey() == Route.Method.GET && head.method().equals("HEAD")))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        if (route == null) {
            String allow = allow(found);
            return Step.refused(Problem.of(ProblemKind.METHOD_NOT_ALLOWED, "this path knows " + allow)
                    .header("Allow", allow));
        }
        if (!surface.answers(route.group())) {
            return Step.refused(ProblemKind.NO_SUCH_PATH, "another function of this installation answers this");
        }
        if (route.scope().filter(scope -> !principal.scopes().contains(scope)).isPresent()) {
            String word = route.scope().get().word();
            return Step.refused(Problem.of(ProblemKind.MISSING_SCOPE, "this needs the scope " + word)
                    .header("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + word + "\""));
        }
        if (installation.feature() == ApiSettings.Feature.OFF && route.group().endsWithFeature()) {
            return Step.refused(ProblemKind.FEATURE_OFF, "dynamic-accounts.enabled is false");
        }
        if (bodyLength.orElse(0) > MAX_BODY) {
            return Step.refused(TOO_LARGE);
        }
        return withInput(route, head, bodyLength, new Call(principal, found.variables()));
    }

    private static <I> Step withInput(Route<I> route, HttpRequest head, OptionalLong bodyLength, Call call) {
        return switch (route.description().input()) {
            case Input.Body<I>(var shape) ->
                Inputs.problemOfHead(head.headers(), bodyLength)
                        .map(Step::refused)
                        .orElseGet(() -> new Step.Body(body -> body.length > MAX_BODY
                                ? Answer.refused(TOO_LARGE)
                                : answer(route, call, Inputs.body(shape, body))));
            case Input.Nothing nothing -> new Step.Done(answer(route, call, Inputs.nothing()));
            case Input.QueryBesideIgnored<I>(var shape) ->
                new Step.Done(answer(route, call, Inputs.query(shape, head)));
            case Input.Query<I>(var shape) -> new Step.Done(answer(route, call, Inputs.query(shape, head)));
        };
    }

    private static <I> Answer answer(Route<I> route, Call call, Inputs.Read<I> read) {
        return switch (read) {
            case Inputs.Read.Right<I>(I input) -> route.endpoint().answer(call, input);
            case Inputs.Read.Wrong<I>(Problem problem) -> Answer.refused(problem);
        };
    }

    private static String allow(Router.Found found) {
        return found.methods().keySet().stream()
                .sorted()
                .map(method ->
                        method == Route.Method.GET ? "GET, HEAD" : method.name().toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
