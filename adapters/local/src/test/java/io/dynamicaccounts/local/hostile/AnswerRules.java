package io.dynamicaccounts.local.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.http.contract.ApiDocument;
import io.dynamicaccounts.http.contract.Reply;
import io.dynamicaccounts.local.hostile.HostileRequests.Authentication;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What holds of every answer to a hostile request. */
public final class AnswerRules {

    /**
     * What the JDK's server says by itself, before the API sees a request. The two names of classes are the JDK's own
     * text.
     */
    private static final Map<Integer, Set<String>> OF_THE_SERVER = Map.of(
            400,
            Set.of(
                    "Bad request line",
                    "URISyntaxException thrown",
                    "NumberFormatException thrown",
                    "Illegal Content-Length value",
                    "Conflicting or malformed headers detected",
                    "Header key contains illegal characters"),
            404,
            Set.of("No context found for request"),
            501,
            Set.of("Unsupported Transfer-Encoding value"));

    /** More would come of a caller that put a line break into a header. */
    private static final Set<String> HEADERS = Set.of(
            "accept",
            "accept-encoding",
            "allow",
            "cache-control",
            "connection",
            "content-length",
            "content-type",
            "date",
            "retry-after",
            "www-authenticate",
            "x-content-type-options",
            "x-request-id");

    private static final Set<Integer> STATUSES =
            Set.of(200, 202, 400, 401, 403, 404, 405, 408, 409, 413, 415, 421, 429, 503);
    private static final Set<Integer> STATUSES_WITHOUT_TOKEN = Set.of(401, 403, 404, 405, 413, 415, 421, 429);
    private static final Set<Integer> STATUSES_OF_PAUSE = Set.of(408, 429, 503);
    private static final List<String> PUBLIC = List.of("/health", "/ready", "/openapi.json");

    private final ApiDocument document;
    private final Authentication authentication;

    public AnswerRules(ApiDocument document, Authentication authentication) {
        this.document = document;
        this.authentication = authentication;
    }

    /** Fails where one of the replies to this request is not as it must be. */
    public void check(HostileRequest request, List<Reply> replies) {
        if (request.expectsAnswer()) {
            assertThat(replies).as("answers").hasSize(1);
            assertThat(isOfTheServer(replies.getFirst()))
                    .as("the server's own answer")
                    .isFalse();
        }
        for (Reply reply : replies) {
            assertThat(reply.headers().asMap().keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)))
                    .as("headers of " + reply)
                    .isSubsetOf(HEADERS);
            checkSecrets(request, reply);
            if (isOfTheServer(reply)) {
                checkServers(reply);
            } else {
                checkApis(request, reply);
            }
        }
    }

    private static boolean isOfTheServer(Reply reply) {
        return reply.header("X-Request-Id").isEmpty();
    }

    private static void checkServers(Reply reply) {
        String text = reply.text().replaceFirst("<h1>.*</h1>", "");
        assertThat(OF_THE_SERVER.getOrDefault(reply.status(), Set.of()))
                .as("what the server says by itself: " + reply)
                .contains(text);
    }

    private void checkSecrets(HostileRequest request, Reply reply) {
        String answer = (reply.headers().asMap() + reply.text()).toLowerCase(Locale.ROOT);
        assertThat(TokenHolder.tokens().filter(answer::contains))
                .as("tokens in " + reply)
                .isEmpty();
        assertThat(answer).doesNotContain(Secrets.KEPT, Secrets.BESIDE);
        boolean given = request.path().endsWith("/definitions")
                && reply.status() == 200
                && (authentication == Authentication.NONE || request.from() == TokenHolder.AGENT);
        if (!given) {
            assertThat(answer).doesNotContain(Secrets.ATTACKERS);
        }
    }

    private void checkApis(HostileRequest request, Reply reply) {
        assertThat(reply.header("X-Request-Id")).as(reply.toString()).matches("[A-Za-z0-9._~-]{1,64}");
        assertThat(reply.status()).as(reply.toString()).isIn(STATUSES);
        assertThat(reply.text()).doesNotContain("Exception", "Error:", "\tat ", "io.dynamicaccounts", "java.");
        if (STATUSES_OF_PAUSE.contains(reply.status())) {
            assertThat(reply.header("Retry-After")).as(reply.toString()).matches("[0-9]+");
        }
        if (reply.status() >= 400 && reply.body().length > 0) {
            checkRefusal(reply);
        }
        if (authentication == Authentication.TOKENS && !request.from().hasValidToken()) {
            checkNothingIsTold(request, reply);
        }
        if (!List.of("no-such-path", "method-not-allowed").contains(reply.problem())
                && request.expectsAnswer()
                && (authentication == Authentication.TOKENS
                        || !List.of(403, 421).contains(reply.status()))) {
            document.operation(request.method(), request.path())
                    .ifPresent(operation -> document.checkReply(operation, reply, reply.toString()));
        }
    }

    private static void checkRefusal(Reply reply) {
        if (reply.status() == 409 && reply.text().startsWith("[")) {
            assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        } else {
            assertThat(reply.header("Content-Type")).as(reply.toString()).isEqualTo("application/problem+json");
            assertThat(reply.object()).as(reply.toString()).containsEntry("status", reply.status());
        }
    }

    private static void checkNothingIsTold(HostileRequest request, Reply reply) {
        boolean asksForPublic = PUBLIC.stream().anyMatch(request.text()::contains);
        if (!(asksForPublic && reply.status() == 200)) {
            assertThat(reply.status()).as("without a valid token: " + reply).isIn(STATUSES_WITHOUT_TOKEN);
        }
    }
}
