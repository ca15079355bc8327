package io.dynamicaccounts.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.dynamicaccounts.configuration.Configuration;
import io.dynamicaccounts.configuration.Misconfigured;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.CredentialSource.Unreadable;
import io.dynamicaccounts.functions.definition.OrderedSources;
import io.dynamicaccounts.functions.definition.SingleSource;
import io.dynamicaccounts.functions.definition.SingleSource.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredSourcesTest {

    private static final AccountName BOTH = new AccountName("both");

    @TempDir
    static Path certificates;

    private static TestCertificate server;
    private static TestCertificate client;

    @TempDir
    Path folder;

    private Instant now = Instant.EPOCH;
    private Optional<HttpServer> clouddriver = Optional.empty();

    @BeforeAll
    static void makeCertificates() throws Exception {
        server = TestCertificate.make(certificates, "clouddriver");
        client = TestCertificate.make(certificates, "dynamic-accounts");
    }

    @AfterEach
    void stop() {
        clouddriver.ifPresent(running -> running.stop(0));
    }

    private OrderedSources sources(Map<String, String> environment, String... assignments) {
        return ConfiguredSources.of(
                Configuration.read(Optional.empty(), Map.of(), List.of(assignments))
                        .sources(),
                environment,
                () -> now);
    }

    private Path file(String name, String accounts) throws IOException {
        return Files.writeString(folder.resolve(name), "kubernetes: {accounts: [" + accounts + "]}");
    }

    private String serve(HttpServer running) {
        clouddriver = Optional.of(running);
        running.createContext("/credentials/type/kubernetes", exchange -> {
            try (exchange) {
                byte[] body = "[{\"type\": \"kubernetes\", \"name\": \"both\", \"kubeconfigFile\": \"/live\"}]"
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        running.start();
        return "localhost:" + running.getAddress().getPort();
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Returns the address of a Clouddriver that asks its clients for the certificate of a client. */
    private String servingClientsWithCertificate() throws IOException {
        HttpsServer running = HttpsServer.create(loopback(), 0);
        SSLContext tls = PemIdentity.read(server.certificate(), server.key(), client.certificate());
        running.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters needed = tls.getDefaultSSLParameters();
                needed.setNeedClientAuth(true);
                parameters.setSSLParameters(needed);
            }
        });
        return serve(running);
    }

    @Test
    void no_settings_are_no_sources() {
        assertThat(sources(Map.of()).singles()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'files,clouddriver', /first", "'clouddriver,files', /live"})
    void the_order_decides_who_wins(String order, String file) throws IOException {
        Path first = file("first.yml", "{name: both, kubeconfigFile: /first}");
        Path second = file("second.yml", "{name: both, kubeconfigFile: /second}");
        String address = serve(HttpServer.create(loopback(), 0));

        OrderedSources sources = sources(
                Map.of(),
                "sources.files=" + first + "," + second,
                "sources.clouddriver.url=http://" + address,
                "sources.order=" + order);

        assertThat(sources.singles())
                .extracting(SingleSource::kind)
                .isEqualTo(
                        file.equals("/live")
                                ? List.of(Kind.CLOUDDRIVER, Kind.FILE, Kind.FILE)
                                : List.of(Kind.FILE, Kind.FILE, Kind.CLOUDDRIVER));
        assertThat(sources.all().get(BOTH).fields()).containsEntry("kubeconfigFile", file);
    }

    @Test
    void placeholders_of_files_are_filled_in_where_they_are_allowed() throws IOException {
        Path file = file("a.yml", "{name: both, kubeconfigFile: '${FOLDER}/${OTHER}'}");

        OrderedSources sources = sources(
                Map.of("FOLDER", "/kube", "OTHER", "canary"), "sources.files=" + file, "sources.placeholders=FOLDER");

        assertThat(sources.all().get(BOTH).fields()).containsEntry("kubeconfigFile", "/kube/${OTHER}");
    }

    @Test
    void a_file_that_is_missing_ends_the_start_and_a_clouddriver_that_does_not_run_does_not() {
        assertThatThrownBy(() -> sources(Map.of(), "sources.files=" + folder.resolve("none.yml")))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("does not exist");
        assertThat(sources(Map.of(), "sources.clouddriver.url=https://no-such-host.invalid")
                        .singles())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "https://admin:canary@clouddriver, must not hold a user or a password",
        "http://clouddriver, must be https beyond this machine",
        "file:///etc/passwd, must be a URL of http or https",
    })
    void a_url_that_is_refused_ends_the_start_with_its_key_and_without_its_password(String url, String told) {
        assertThatThrownBy(() -> sources(Map.of(), "sources.clouddriver.url=" + url))
                .isInstanceOf(Misconfigured.class)
                .hasMessageStartingWith("dynamic-accounts.sources.clouddriver.url " + told)
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("canary");
    }

    @Test
    void plain_http_beyond_this_machine_has_to_be_allowed() {
        assertThat(sources(
                                Map.of(),
                                "sources.clouddriver.url=http://clouddriver",
                                "sources.clouddriver.plain-http=true")
                        .singles())
                .extracting(SingleSource::where)
                .containsExactly("http://clouddriver");
    }

    @Test
    void a_user_that_cannot_be_sent_ends_the_start() {
        assertThatThrownBy(() -> sources(
                        Map.of(),
                        "sources.clouddriver.url=https://clouddriver",
                        "sources.clouddriver.user=a\r\nX-Other: b"))
                .isInstanceOf(Misconfigured.class)
                .hasMessage("dynamic-accounts.sources.clouddriver.user must be printable ASCII");
    }

    @Test
    void clouddriver_is_read_with_a_certificate_that_is_read_again() throws Exception {
        String address = servingClientsWithCertificate();
        Path certificate = folder.resolve("own.crt");
        Path key = folder.resolve("own.key");
        Files.copy(client.certificate(), certificate);
        Files.copy(client.key(), key);
        OrderedSources sources = sources(
                Map.of(),
                "sources.clouddriver.url=https://" + address,
                "sources.clouddriver.certificate-file=" + certificate,
                "sources.clouddriver.key-file=" + key,
                "sources.clouddriver.ca-file=" + server.certificate());

        assertThat(sources.names()).containsExactly(BOTH);

        Files.copy(server.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
        now = now.plusSeconds(60);
        assertThat(sources.names()).isEmpty();
        assertThat(sources.singles().getFirst().state().error())
                .contains("the key in " + key + " is not the key of the first certificate in " + certificate);
    }

    @Test
    void clouddriver_is_not_spoken_to_without_the_certificates_that_both_sides_trust() throws Exception {
        String address = servingClientsWithCertificate();
        for (List<String> wrong : List.of(
                List.of("sources.clouddriver.ca-file=" + server.certificate()),
                List.of(
                        "sources.clouddriver.certificate-file=" + client.certificate(),
                        "sources.clouddriver.key-file=" + client.key()),
                List.of("sources.clouddriver.ca-file=" + client.certificate()))) {
            var assignments = new ArrayList<>(wrong);
            assignments.add("sources.clouddriver.url=https://" + address);
            OrderedSources sources = sources(Map.of(), assignments.toArray(String[]::new));

            assertThat(sources.names()).isEmpty();
            assertThat(sources.singles().getFirst().state().error())
                    .hasValueSatisfying(error -> assertThat(error).startsWith("https://" + address + " "));
        }
    }

    @Test
    void certificates_that_cannot_be_used_end_the_start() {
        assertThatThrownBy(() -> sources(
                        Map.of(),
                        "sources.clouddriver.url=https://clouddriver",
                        "sources.clouddriver.ca-file=" + server.key()))
                .isInstanceOf(PemIdentity.Unusable.class)
                .hasMessageContaining("holds no certificate");
    }
}
