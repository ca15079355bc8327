package io.dynamicaccounts.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dynamicaccounts.functions.CapturedLog;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.CredentialSource.Unreadable;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.SingleSource.State;
import io.dynamicaccounts.sources.ClouddriverConnection.PlainHttp;
import io.dynamicaccounts.sources.ClouddriverConnection.Timeouts;
import io.dynamicaccounts.sources.StandInClouddriver.Amount;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveClouddriverTest {

    private static final String CANARY = "canary-5d1e";

    private static final Duration KEPT = Duration.ofSeconds(60);

    private static final Timeouts PATIENT =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(60));

    private static final Timeouts IMPATIENT =
            new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofSeconds(60));

    private static final Timeouts IMPATIENT_TO_CONNECT =
            new Timeouts(Duration.ofMillis(300), Duration.ofSeconds(5), Duration.ofSeconds(60));

    @RegisterExtension
    final CapturedLog log = CapturedLog.ofAll();

    @TempDir
    Path folder;

    private final StandInClouddriver clouddriver = new StandInClouddriver();
    private Instant now = Instant.EPOCH;
    private final LiveClouddriver source = source(connection(clouddriver.url(), PATIENT));

    @AfterEach
    void close() {
        clouddriver.close();
    }

    private LiveClouddriver source(ClouddriverConnection connection) {
        return new LiveClouddriver(connection, () -> now);
    }

    private static ClouddriverConnection connection(URI url, Timeouts timeouts) {
        return new ClouddriverConnection(url, Optional.empty(), Optional.empty(), Optional.empty(), timeouts, KEPT);
    }

    private static List<String> names(LiveClouddriver source) {
        return source.names().stream().map(AccountName::value).toList();
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj("account-%04d"::formatted).toList();
    }

    private static String error(LiveClouddriver source) {
        Unreadable unreadable = catchThrowableOfType(Unreadable.class, source::all);
        assertThat(unreadable).as("the source must be unreadable").isNotNull();
        assertThat(source.state().error()).contains(String.valueOf(unreadable.getMessage()));
        return String.valueOf(unreadable.getMessage());
    }

    /** Returns the error, which must come soon. */
    private static String errorSoon(LiveClouddriver source) {
        long start = System.nanoTime();
        String error = error(source);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        return error;
    }

    private String logged() {
        return String.join(
                "\n",
                log.events().stream().map(event -> event.getFormattedMessage()).toList());
    }

    @Test
    void a_definition_is_read_with_everything_but_its_type() {
        var definition = new LinkedHashMap<String, Object>();
        definition.put("type", "kubernetes");
        definition.put("name", "prod");
        definition.put("kubeconfigContents", "in clear");
        definition.put("namespaces", List.of("default"));
        definition.put("cacheThreads", 4);
        definition.put("unknown", Map.of("deep", List.of(1.5, true)));
        clouddriver.store(definition);

        Definition read = source.find(List.of(new AccountName("prod"), new AccountName("other")))
                .get(new AccountName("prod"));

        definition.remove("type");
        assertThat(read.fields()).hasToString(definition.toString());
        assertThat(source.all()).hasSize(1);
        assertThat(source.state()).isEqualTo(new State(Optional.of(now), 0, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99, 100, 101, 199, 200, 1_234})
    void every_page_is_read(int count) {
        clouddriver.store(numbered(count));

        assertThat(names(source)).isEqualTo(numbered(count));
    }

    @Test
    void the_next_page_begins_with_the_last_name_seen() {
        clouddriver.store(numbered(150));

        assertThat(source.names()).hasSize(150);
        assertThat(clouddriver.queries())
                .startsWith(
                        "limit=100",
                        "limit=100&startingAccountName=account-0099",
                        "limit=100&startingAccountName=account-0149");
    }

    @Test
    void a_page_that_is_short_because_rows_were_left_out_is_not_the_last() {
        for (String name : numbered(1_000)) {
            if (name.endsWith("0")) {
                clouddriver.store(List.of(name));
            } else {
                clouddriver.storeHidden(name);
            }
        }

        assertThat(names(source))
                .isEqualTo(
                        numbered(1_000).stream().filter(it -> it.endsWith("0")).toList());
    }

    @Test
    void a_page_of_nothing_but_hidden_rows_does_not_end_the_list() {
        clouddriver.store(List.of("a", "z"));
        numbered(900).forEach(name -> clouddriver.storeHidden("b-" + name));

        assertThat(names(source)).containsExactly("a", "z");
    }

    @Test
    void one_definition_that_cannot_be_used_is_left_out_and_counted() {
        clouddriver.store(List.of("a", "z"));
        clouddriver.storeAt("b", Map.of("type", "kubernetes", "name", "b", "namespaces", 7, "password", CANARY));
        clouddriver.storeAt("c", Map.of("type", "kubernetes", "name", "not a name " + CANARY));
        clouddriver.storeAt("d", Map.of("type", "kubernetes", "password", CANARY));
        clouddriver.storeAt("e", CANARY);
        clouddriver.storeAt("h", "z");
        clouddriver.storeAt("f", Map.of("type", "aws", "name", "f", "password", CANARY));
        clouddriver.storeAt("g", Map.of("type", "kubernetes", "name", "g", "kubeconfigContents", "********"));

        assertThat(names(source)).containsExactly("a", "z");
        assertThat(source.state().problems()).isEqualTo(7);
        assertThat(logged()).contains("2 accounts and 7 problems").doesNotContain(CANARY);
    }

    @Test
    void after_what_has_no_name_at_the_end_of_a_page_the_next_begins_with_the_last_name() {
        List<String> names = numbered(250);
        clouddriver.store(names);
        clouddriver.storeAt(names.get(99), Map.of("type", "kubernetes"));

        assertThat(source.names()).hasSize(249);
        assertThat(clouddriver.queries().get(1)).isEqualTo("limit=100&startingAccountName=account-0098");
    }

    @Test
    void what_was_read_is_kept_for_a_while_and_then_read_again() {
        clouddriver.store(List.of("a"));
        assertThat(names(source)).containsExactly("a");
        clouddriver.store(List.of("b"));
        int requests = clouddriver.queries().size();

        now = now.plus(KEPT).minusMillis(1);
        assertThat(names(source)).containsExactly("a");
        assertThat(clouddriver.queries()).hasSize(requests);
        now = now.plusMillis(1);

        assertThat(names(source)).containsExactly("a", "b");
        assertThat(source.state().read()).contains(now);
    }

    @Test
    void an_older_reading_is_not_answered_when_clouddriver_fails_and_a_failure_is_kept_for_a_shorter_while() {
        clouddriver.store(List.of("a"));
        assertThat(names(source)).containsExactly("a");
        Instant read = now;
        clouddriver.behave(StandInClouddriver.error(500, CANARY));
        now = now.plus(KEPT);

        error(source);

        assertThat(source.state().read()).contains(read);
        clouddriver.behaveWell();
        int requests = clouddriver.queries().size();
        error(source);
        assertThat(clouddriver.queries()).hasSize(requests);
        now = now.plusSeconds(10);
        assertThat(names(source)).containsExactly("a");
        assertThat(source.state().error()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | it stores no accounts; see its sql.enabled, account.storage.enabled and account.storage.kubernetes.enabled",
                "401 | it asks for other credentials",
                "403 | the user must be an administrator there, or have a role of fiat.account.manager.roles",
                "404 | which Clouddriver has since 1.28",
                "500 | answered 500",
            })
    void an_error_is_told_in_words_and_without_its_body(int status, String told) {
        clouddriver.behave(StandInClouddriver.error(status, CANARY));

        assertThat(error(source))
                .startsWith(clouddriver.url() + " answered " + status)
                .contains(told)
                .doesNotContain(CANARY);
        assertThat(logged()).doesNotContain(CANARY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>canary-5d1e</html>",
                "{\"message\": \"canary-5d1e\"}",
                "[{\"name\": \"canary-5d1e\"",
                "7",
                "null"
            })
    void what_is_no_list_in_json_is_told_without_it(String text) {
        clouddriver.behave(StandInClouddriver.text(text));

        assertThatThrownBy(source::all)
                .isInstanceOf(Unreadable.class)
                .hasMessageEndingWith("answered no list of definitions in JSON: is it Clouddriver?")
                .hasStackTraceContaining("no list")
                .extracting(LiveClouddriverTest::stackTrace)
                .asString()
                .doesNotContain(CANARY);
    }

    private static String stackTrace(Throwable error) {
        var text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void no_redirect_is_followed() {
        try (var other = new StandInClouddriver()) {
            other.store(List.of("a"));
            clouddriver.behave(StandInClouddriver.redirect(other.url().resolve("/credentials/type/kubernetes")));

            assertThat(error(source))
                    .endsWith("answered 302, a redirect, which is not followed: give the address it leads to");
            assertThat(other.queries()).isEmpty();
        }
    }

    @Test
    void a_page_that_never_comes_is_not_waited_for() {
        clouddriver.behave(clouddriver.silence());

        assertThat(errorSoon(source(connection(clouddriver.url(), IMPATIENT))))
                .contains("did not answer completely in time");
    }

    @ParameterizedTest
    @EnumSource(Amount.class)
    void a_body_that_never_ends_is_not_waited_for(Amount amount) {
        clouddriver.behave(clouddriver.endless(200, amount));

        assertThat(errorSoon(source(connection(clouddriver.url(), IMPATIENT))))
                .containsAnyOf("did not answer completely in time", "more than 64 MiB");
    }

    @Test
    void a_body_is_not_read_beyond_its_bound() {
        clouddriver.behave(clouddriver.endless(200, Amount.AS_MUCH_AS_IS_TAKEN));

        assertThat(error(source)).contains("more than 64 MiB");
    }

    @Test
    void the_body_of_an_error_is_not_read_at_all() {
        clouddriver.behave(clouddriver.endless(503, Amount.NOTHING_MORE));

        assertThat(errorSoon(source)).endsWith("answered 503");
    }

    @Test
    void pages_that_always_bring_something_new_are_not_read_for_longer_than_a_reading_may_take() {
        var numbers = new AtomicInteger();
        clouddriver.behave(exchange -> StandInClouddriver.text(
                        "[{\"name\": \"a-" + numbers.incrementAndGet() + "\", \"kubeconfigFile\": \"/k\"}]")
                .answer(exchange));
        var timeouts = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(300));

        assertThat(error(source(connection(clouddriver.url(), timeouts))))
                .contains("did not answer completely in time");
    }

    @Test
    void a_server_that_answers_every_request_alike_is_asked_three_times() {
        clouddriver.behave(StandInClouddriver.text("[{\"name\": \"a\", \"kubeconfigFile\": \"/k\"}]"));

        assertThat(names(source)).containsExactly("a");
        assertThat(clouddriver.queries()).hasSize(3);
    }

    @Test
    void where_nothing_listens_is_told() throws IOException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        assertThat(error(source(connection(URI.create("http://localhost:" + port), PATIENT))))
                .contains("cannot be connected to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://192.0.2.1:7002", "http://no-such-host.invalid"})
    void an_address_that_is_no_clouddriver_is_not_waited_for(String url) {
        LiveClouddriver other =
                source(connection(ClouddriverConnection.url(url, PlainHttp.EVERYWHERE), IMPATIENT_TO_CONNECT));

        assertThat(errorSoon(other)).startsWith(url + " ");
    }

    @Test
    void the_user_and_the_token_are_sent_and_the_token_is_read_again() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "one\n");
        var connection = new ClouddriverConnection(
                clouddriver.url(),
                Optional.of("migration@example.org"),
                Optional.of(token),
                Optional.empty(),
                PATIENT,
                KEPT);
        LiveClouddriver identified = source(connection);

        identified.names();
        assertThat(clouddriver.requests().getLast().getFirst("Authorization")).isEqualTo("Bearer one");
        assertThat(clouddriver.requests().getLast().getFirst("X-SPINNAKER-USER"))
                .isEqualTo("migration@example.org");

        Files.writeString(token, "two");
        now = now.plus(KEPT);
        identified.names();
        assertThat(clouddriver.requests().getLast().getFirst("Authorization")).isEqualTo("Bearer two");
        assertThat(logged()).doesNotContain("one", "two");
    }

    @Test
    void a_request_without_user_and_token_has_neither_header() {
        source.names();

        assertThat(clouddriver.requests().getLast()).doesNotContainKeys("Authorization", "X-spinnaker-user");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "canary-5d1e with blanks", "canary-5d1e\r\nX-SPINNAKER-USER: admin"})
    void a_file_that_holds_no_token_is_told_without_its_content(String content) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), content);
        var connection = new ClouddriverConnection(
                clouddriver.url(), Optional.empty(), Optional.of(token), Optional.empty(), PATIENT, KEPT);

        assertThat(error(source(connection))).isEqualTo("the token file " + token + " holds no token");
        assertThat(clouddriver.queries()).isEmpty();
    }

    @Test
    void a_missing_token_file_is_told() {
        var connection = new ClouddriverConnection(
                clouddriver.url(),
                Optional.empty(),
                Optional.of(folder.resolve("none")),
                Optional.empty(),
                PATIENT,
                KEPT);

        assertThat(error(source(connection))).endsWith("cannot be read");
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://clouddriver, must be a URL of http or https",
        "clouddriver:7002, must be a URL of http or https",
        "https://, must be a URL",
        "'https://a b', must be a URL",
        "https://clouddriver?x=canary-5d1e, must be a URL of http or https without ?",
        "https://admin:canary-5d1e@clouddriver, must not hold a user or a password",
        "http://admin:canary-5d1e@localhost, must not hold a user or a password",
        "http://clouddriver:7002, must be https beyond this machine",
        "http://127.0.0.1.example.org, must be https beyond this machine",
        "https://169.254.169.254, must not be a link-local address",
        "http://169.254.170.2, must not be a link-local address",
        "https://[fe80::1]:7002, must not be a link-local address",
        "https://[::ffff:169.254.169.254], must not be a link-local address",
        "https://[fd00:ec2::254], must not be a link-local address",
        "https://100.100.100.200, must not be a link-local address",
    })
    void a_url_is_refused_in_words_and_without_its_secrets(String url, String told) {
        assertThatThrownBy(() -> ClouddriverConnection.url(url, PlainHttp.LOOPBACK_ONLY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(told)
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain(CANARY);
    }

    /** A name may be made to lead there after it was configured. */
    @Test
    void a_name_that_leads_to_a_metadata_address_is_not_asked() {
        assertThat(error(source(connection(URI.create("https://169.254.169.254/latest"), PATIENT))))
                .isEqualTo("https://169.254.169.254/latest leads to a link-local address, where clouds answer a"
                        + " machine's own secrets: it is not asked");
    }

    @Test
    void a_reading_takes_no_longer_than_its_caller_has() {
        clouddriver.behave(clouddriver.endless(200, Amount.NOTHING_MORE));
        var hurried =
                new LiveClouddriver(connection(clouddriver.url(), PATIENT), () -> now, () -> Duration.ofMillis(200));

        assertThat(errorSoon(hurried)).contains("did not answer completely in time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:7002",
                "http://127.0.0.1",
                "http://[::1]:7002",
                "https://clouddriver",
                "https://c/base/"
            })
    void a_url_to_this_machine_or_by_https_is_taken(String url) {
        assertThat(ClouddriverConnection.url(url, PlainHttp.LOOPBACK_ONLY)).hasToString(url);
    }

    @Test
    void secrets_are_in_no_text_of_the_source_and_in_no_log() {
        clouddriver.store(Map.of("type", "kubernetes", "name", "a", "kubeconfigContents", CANARY));

        assertThat(source.all()).hasSize(1);

        assertThat(source + " " + source.state() + " " + source.where() + " " + source.all() + logged())
                .doesNotContain(CANARY);
    }
}
