package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynamicaccounts.entry.PemIdentity;
import io.dynamicaccounts.local.demo.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

    private static final char[] PASSWORD = "not-a-secret".toCharArray();

    @TempDir
    static Path folder;

    private record Identity(Path certificate, Path key, KeyStore store) {}

    /** Made by the JDK's own tool, written as PEM, the first time it is asked for. */
    private static Identity identity(String algorithm) throws Exception {
        Path file = folder.resolve(algorithm + ".p12");
        if (!Files.exists(file)) {
            int code = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "server",
                            "-keyalg",
                            algorithm,
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "SAN=dns:localhost,ip:127.0.0.1",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            file.toString(),
                            "-storepass",
                            new String(PASSWORD))
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(code).isZero();
        }
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD);
        Path certificate = pem(
                folder.resolve(algorithm + ".crt"),
                "CERTIFICATE",
                store.getCertificate("server").getEncoded());
        Path key = pem(
                folder.resolve(algorithm + ".key"),
                "PRIVATE KEY",
                store.getKey("server", PASSWORD).getEncoded());
        return new Identity(certificate, key, store);
    }

    private static Path pem(Path file, String kind, byte[] der) throws IOException {
        return Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + kind
                        + "-----\n");
    }

    private static SSLContext trusting(KeyStore store) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void who_sends_a_body_too_slowly_is_told_so_over_TLS_too() throws Exception {
        Identity identity = identity("EC");
        Path data = Files.createDirectory(folder.resolve("slow"));
        try (var server = ServerProcess.start(
                        data,
                        List.of(),
                        "--tls-cert",
                        identity.certificate().toString(),
                        "--tls-key",
                        identity.key().toString());
                var socket = trusting(identity.store())
                        .getSocketFactory()
                        .createSocket("127.0.0.1", server.uri().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(("POST /armory/accounts HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: 10\r\n\r\n[")
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new StringBuilder();
            while (answer.indexOf("body-too-slow") < 0) {
                int next = socket.getInputStream().read();
                assertThat(next).as(answer.toString()).isNotNegative();
                answer.append((char) next);
            }
            assertThat(answer).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void the_server_speaks_TLS_and_nothing_older_than_1_2() throws Exception {
        Identity identity = identity("EC");
        Path data = Files.createDirectory(folder.resolve("data"));
        try (var server = ServerProcess.start(
                data,
                List.of(),
                "--tls-cert",
                identity.certificate().toString(),
                "--tls-key",
                identity.key().toString())) {
            assertThat(server.uri().getScheme()).isEqualTo("https");
            SSLContext trust = trusting(identity.store());
            HttpClient client = HttpClient.newBuilder().sslContext(trust).build();
            var operator = new Operator(server.uri(), client, Optional.empty());
            assertThat(operator.get("/armory/accounts").status()).isEqualTo(200);
            assertThat(operator.send("PATCH", "/armory/accounts", List.of()).status())
                    .isEqualTo(400);
            for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
                assertThat(negotiated(trust, server, protocol)).isEqualTo(protocol);
            }
            assertThatThrownBy(() -> negotiated(trust, server, "TLSv1.1")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> new Operator(server.uri()).get("/health")).isInstanceOf(IOException.class);
        }
    }

    private static ChildProcess agent(ServerProcess server, String id, Path log, String... more) throws IOException {
        var arguments = new ArrayList<>(List.of(
                "agent",
                "--simulate",
                "--log-format",
                "text",
                "--server",
                server.uri().toString(),
                "--id",
                id,
                "--zone",
                "eu"));
        arguments.addAll(List.of(more));
        return ChildProcess.start(log, List.of(), arguments);
    }

    @Test
    void an_agent_trusts_the_authorities_of_its_ca_file_and_no_other() throws Exception {
        Identity identity = identity("EC");
        Path data = Files.createDirectory(folder.resolve("data-of-agents"));
        Path log = folder.resolve("agents.log");
        try (var server = ServerProcess.start(
                        data,
                        List.of(),
                        "--tls-cert",
                        identity.certificate().toString(),
                        "--tls-key",
                        identity.key().toString());
                var trusting = agent(
                        server,
                        "trusting",
                        log,
                        "--ca-file",
                        identity.certificate().toString());
                var another = agent(
                        server,
                        "another",
                        log,
                        "--ca-file",
                        identity("RSA").certificate().toString());
                var javas = agent(server, "javas", log)) {
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(trusting(identity.store()))
                    .build();
            var operator = new Operator(server.uri(), client, Optional.empty());
            Operator.await(
                    "the one that trusts it has polled",
                    30,
                    () -> operator.get("/armory/agents").text().contains("trusting"));
            String refusal = "no trusted connection to " + server.uri()
                    + ": its certificate is not signed by an authority that this agent trusts; --ca-file names one";
            Operator.await(
                    "both others say why", 60, () -> Files.readString(log).split(refusal, -1).length == 3);
            assertThat(operator.get("/armory/agents").text()).doesNotContain("another", "javas");
            assertThat(trusting.isRunning() && another.isRunning() && javas.isRunning())
                    .isTrue();
        }
    }

    private static String negotiated(SSLContext trust, ServerProcess server, String protocol) throws IOException {
        try (SSLSocket socket = (SSLSocket) trust.getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void keys_of_every_usual_algorithm_are_read(String algorithm) throws Exception {
        Identity identity = identity(algorithm);
        assertThat(PemIdentity.read(identity.certificate(), identity.key())).isNotNull();
    }

    @Test
    void a_key_of_another_certificate_is_refused() throws Exception {
        Path certificate = identity("RSA").certificate();
        assertThatThrownBy(() -> PemIdentity.read(certificate, identity("EC").key()))
                .hasMessageContaining("holds no RSA key in PKCS#8");
        Identity other =
                new Identity(certificate, otherRsaKey(), identity("RSA").store());
        assertThatThrownBy(() -> PemIdentity.read(other.certificate(), other.key()))
                .hasMessageContaining("is not the key of the first certificate");
    }

    private static Path otherRsaKey() throws Exception {
        return pem(
                folder.resolve("other.key"),
                "PRIVATE KEY",
                java.security.KeyPairGenerator.getInstance("RSA")
                        .generateKeyPair()
                        .getPrivate()
                        .getEncoded());
    }

    @Test
    void an_older_or_encrypted_format_is_refused_with_the_command_that_converts_it() throws Exception {
        Path certificate = identity("RSA").certificate();
        for (String kind : List.of("RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY")) {
            Path key = pem(folder.resolve("odd.key"), kind, new byte[] {1, 2, 3});
            assertThatThrownBy(() -> PemIdentity.read(certificate, key))
                    .isInstanceOf(PemIdentity.Unusable.class)
                    .hasMessageContaining("openssl pkcs8");
        }
    }

    @Test
    void files_that_hold_something_else_are_refused_without_being_quoted() throws Exception {
        Path odd = Files.writeString(folder.resolve("odd.txt"), "hunter2");
        Path key = identity("RSA").key();
        assertThatThrownBy(() -> PemIdentity.read(odd, key))
                .hasMessageContaining("no certificate in PEM format")
                .hasMessageNotContaining("hunter2");
        Path certificate = identity("RSA").certificate();
        assertThatThrownBy(() -> PemIdentity.read(certificate, odd))
                .hasMessageContaining("no private key in PEM format")
                .hasMessageNotContaining("hunter2");
    }
}
