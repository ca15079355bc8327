package io.dynamicaccounts.http;

import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.store.Unavailable;
import io.dynamicaccounts.http.auth.Authentication;
import io.dynamicaccounts.http.auth.Principal;
import io.dynamicaccounts.http.auth.Throttle;
import io.dynamicaccounts.http.endpoint.Answer;
import io.dynamicaccounts.http.endpoint.Call;
import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP API, free of any server: a request goes in, a response comes out, and what happened in between is up to the functions.
 * Every entry, local or in a cloud, converts to these and back.
 *
 * <p>Nobody who is not let in learns anything: the token comes before path, method and body. Then: the path, the method, the
 * scope, whether the feature is on, the size, the input, and only then the function.
 *
 * <p>Never throws for anything a request holds. Safe for use by any number of threads.
 */
public final class HttpApi {

    /** The most bytes of a body. An entry reads one more than this, and no further. */
    public static final int MAX_BODY = 4 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

    /** How long a source of credentials, a file or a service, may take to be whole again. */
    private static final Duration SOURCE_RETRY = Duration.ofSeconds(10);

    private final Router router;
    private final Door door;
    private final RequestIds requestIds;
    private final Installation installation;
    private final Surface surface;

    /**
     * The API of an installation, all of it.
     *
     * @param functions looked up at each request
     * @param probe throws {@link Unavailable} while the store does not answer
     * @param clock for the rate limit
     * @param freshIds random ids of 1 to 64 characters, for requests that come without one
     */
    public HttpApi(
            Functions functions,
            Authentication authentication,
            Installation installation,
            Runnable probe,
            InstantSource clock,
            Supplier<String> freshIds) {
        this(functions, authentication, installation, Surface.ALL, probe, clock, freshIds);
    }

    /**
     * A part of the API of an installation.
     *
     * @param functions looked up at each request: those that this part needs
     * @param surface which part
     * @param probe throws {@link Unavailable} while the store does not answer
     * @param clock for the rate limit
     * @param freshIds random ids of 1 to 64 characters, for requests that come without one
     */
    public HttpApi(
            Functions functions,
            Authentication authentication,
            Installation installation,
            Surface surface,
            Runnable probe,
            InstantSource clock,
            Supplier<String> freshIds) {
        this.surface = surface;
        this.router = new Router(Routes.table(functions, installation, probe, authentication::trouble));
        this.door = new Door(authentication, new Throttle(installation.rateLimit(), clock));
        this.requestIds = new RequestIds(freshIds);
        this.installation = installation;
    }

    /** The response to a request. */
    public HttpResponse handle(HttpRequest request) {
        return handle(request, () -> door.enter(request.headers()));
    }

    /**
     * The response to a request of a caller that somebody in front of this has identified, as a gateway does that checks tokens
     * itself. The request's own {@code Authorization} says nothing here.
     */
    public HttpResponse handle(HttpRequest request, Principal caller) {
        return handle(request, () -> door.admit(caller));
    }

    private HttpResponse handle(HttpRequest request, Supplier<Door.Entry> knock) {
        String id = requestIds.of(request);
        HttpResponse response = ResponseBytes.of(guarded(request, knock, id), id);
        return request.method().equals("HEAD") ? response.withoutBody() : response;
    }

    /** The response that refuses a request for something that only the entry knows. */
    public HttpResponse refuse(HttpRequest request, Problem problem) {
        return ResponseBytes.of(Answer.refused(problem), requestIds.of(request));
    }

    /** The route that a raw path belongs to, for a log: {@code /armory/accounts/{accountName}}, or {@code other}. */
    public String route(String path) {
        return router.find(path).map(found -> found.path().text()).orElse("other");
    }

    private Answer guarded(HttpRequest request, Supplier<Door.Entry> knock, String id) {
        try {
            return answer(request, knock);
        } catch (Unavailable e) {
            LOG.warn("request {}: the store is unavailable: {}", id, e.getMessage());
            return Answer.refused(Problem.of(ProblemKind.STORE_UNAVAILABLE, "repeat the request after a while")
                    .retryAfter(e.retryAfter()));
        } catch (CredentialSource.Unreadable e) {
            LOG.warn("request {}: {}", id, e.getMessage());
            return Answer.refused(Problem.of(ProblemKind.SOURCE_UNREADABLE, "repeat the request after a while")
                    .retryAfter(SOURCE_RETRY));
        } catch (RuntimeException e) {
            LOG.error("request {} ended unforeseen\n{}", id, Trace.of(e));
            return Answer.refused(Problem.of(ProblemKind.UNFORESEEN, "the log has the reason under the correlation id")
                    .member("correlationId", id));
        }
    }

    private Answer answer(HttpRequest request, Supplier<Door.Entry> knock) {
        Optional<Router.Found> found = router.find(request.path()).filter(surface::answers);
        boolean open = found.isPresent()
                && found.get().methods().values().stream()
                        .allMatch(route -> route.scope().isEmpty());
        if (open) {
            return routed(request, found.get(), Principal.ANYBODY);
        }
        return switch (knock.get()) {
            case Door.Entry.Out(Problem problem) -> Answer.refused(problem);
            case Door.Entry.In(Principal principal) ->
                found.map(there -> routed(request, there, principal))
                        .orElseGet(
                                () -> Answer.refused(ProblemKind.NO_SUCH_PATH, "see /openapi.json for what there is"));
        };
    }

    private Answer routed(HttpRequest request, Router.Found found, Principal principal) {
        Route<?> route = found.methods().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(request.method())
                        || (entry.getKey() == Route.Method.GET
                                && request.method().equals("HEAD")))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        if (route == null) {
            String allow = allow(found);
            return Answer.refused(Problem.of(ProblemKind.METHOD_NOT_ALLOWED, "this path knows " + allow)
                    .header("Allow", allow));
        }
        if (!surface.answers(route.group())) {
            return Answer.refused(ProblemKind.NO_SUCH_PATH, "another function of this installation answers this");
        }
        if (route.scope().filter(scope -> !principal.scopes().contains(scope)).isPresent()) {
            String word = route.scope().get().word();
            return Answer.refused(Problem.of(ProblemKind.MISSING_SCOPE, "this needs the scope " + word)
                    .header("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + word + "\""));
        }
        if (installation.feature() == Installation.Feature.OFF && route.group().endsWithFeature()) {
            return Answer.refused(ProblemKind.FEATURE_OFF, "dynamic-accounts.enabled is false");
        }
        if (request.body().length > MAX_BODY) {
            return Answer.refused(ProblemKind.TOO_LARGE, "a body has at most 4 MiB");
        }
        return asked(route, request, new Call(principal, found.variables()));
    }

    private static <I> Answer asked(Route<I> route, HttpRequest request, Call call) {
        return switch (Inputs.read(route.description().input(), request)) {
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
