package io.dynamicaccounts.agent.kubernetes;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An API server over TLS that keeps objects in memory, behind a wire. */
final class MockCluster implements Closeable {

    static final String TOKEN = "a-token-that-nobody-may-read";

    final Wire wire;
    final Queue<String> asked = new ConcurrentLinkedQueue<>();
    final Queue<String> bearers = new ConcurrentLinkedQueue<>();
    private final KubernetesMockServer server;
    private final NamespacedKubernetesClient inside;
    private volatile Function<RecordedRequest, @Nullable MockResponse> rule = _ -> null;
    private volatile String version = "v1.34.2";
    private final String certificate;

    MockCluster(String... namespaces) {
        KubernetesCrudDispatcher crud = new KubernetesCrudDispatcher(List.of());
        Dispatcher dispatcher = new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request, crud);
            }

            @Override
            public void shutdown() {
                crud.shutdown();
            }
        };
        MockWebServer web = new MockWebServer();
        server = new KubernetesMockServer(new Context(), web, new HashMap<>(), dispatcher, true);
        server.init(InetAddress.getLoopbackAddress(), 0);
        inside = server.createClient();
        List.of(namespaces).forEach(this::make);
        try {
            certificate =
                    Files.readString(Path.of(web.getSelfSignedCertificate().certificatePath()));
            wire = new Wire(server.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        asked.clear();
        bearers.clear();
    }

    private MockResponse answer(RecordedRequest request, Dispatcher crud) {
        asked.add(request.getPath());
        bearers.add(String.valueOf(request.getHeader("Authorization")));
        MockResponse forced = rule.apply(request);
        if (forced != null) {
            return forced;
        }
        if (request.getPath().startsWith("/version")) {
            return new MockResponse()
                    .setResponseCode(200)
                    .setBody("{\"major\":\"1\",\"minor\":\"34\",\"gitVersion\":\"" + version + "\"}");
        }
        return EndingAside.of(crud.dispatch(request));
    }

    void make(String namespace) {
        inside.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    void secret(String namespace, String name, String key, String value) {
        inside.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName(name)
                        .endMetadata()
                        .addToData(key, base64(value))
                        .build())
                .createOr(NonDeletingOperation::update);
    }

    void remove(String namespace) {
        inside.namespaces().withName(namespace).delete();
    }

    /** Sets the answers to requests; a null answer leaves the request to the objects in memory. */
    void rule(Function<RecordedRequest, @Nullable MockResponse> next) {
        rule = next;
    }

    void refuse(String pathPart, int status, String message) {
        rule(request -> request.getPath().contains(pathPart) ? status(status, message) : null);
    }

    static MockResponse status(int code, String message) {
        return new MockResponse()
                .setResponseCode(code)
                .setHeader("Content-Type", "application/json")
                .setBody(Serialization.asJson(new StatusBuilder()
                        .withCode(code)
                        .withMessage(message)
                        .withStatus("Failure")
                        .build()));
    }

    String certificate() {
        return certificate;
    }

    String address() {
        return "https://localhost:" + wire.port();
    }

    Map<String, Object> definition() {
        return definition(kubeconfig(certificate));
    }

    Map<String, Object> with(Object... more) {
        return definition(kubeconfig(certificate), more);
    }

    static Map<String, Object> definition(String kubeconfig, Object... more) {
        Map<String, Object> fields = new HashMap<>(Map.of("kubeconfigContents", kubeconfig));
        for (int i = 0; i < more.length; i += 2) {
            fields.put((String) more[i], more[i + 1]);
        }
        return fields;
    }

    String kubeconfig(String authority) {
        return kubeconfig(address(), "certificate-authority-data: " + base64(authority), "token: " + TOKEN);
    }

    static String kubeconfig(String server, String trust, String user) {
        return """
            apiVersion: v1
            kind: Config
            current-context: main
            contexts:
            - name: main
              context: {cluster: it, user: me}
            - name: other
              context: {cluster: gone, user: me}
            clusters:
            - name: it
              cluster:
                server: %s
                %s
            users:
            - name: me
              user:
                %s
            """.formatted(server, trust, user);
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        wire.close();
        inside.close();
        try {
            server.destroy();
        } catch (IllegalStateException e) {
            // The server waits for watches whose client is closing, and fails after a while: its process ends with
            // the tests.
        }
    }
}
