package io.dynamicaccounts.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.ControlPlane;
import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.store.memory.MemoryStore;
import io.dynamicaccounts.functions.transition.TransitionListener;
import io.dynamicaccounts.http.contract.Deployment;
import io.dynamicaccounts.http.contract.Request;
import io.dynamicaccounts.http.json.JsonBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class OpenApiDocumentTest {

    private static final Path COPY = Path.of("..", "..", "docs", "openapi.json");

    private static final List<Route<?>> TABLE = Routes.table(
            new Functions() {
                @Override
                public <I, O> Function<I, O> get(FunctionName<I, O> name) {
                    throw new AssertionError("a description asks no function");
                }
            },
            ApiSettings.of("here"),
            () -> {},
            Optional::empty);

    private static String pretty() {
        var mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        return mapper.writeValueAsString(OpenApi.of(TABLE)).replace("\r\n", "\n") + "\n";
    }

    /**
     * Running {@code mvn test -pl adapters/http -am -Dtest=OpenApiDocumentTest -Ddocs.write=true} writes the copy
     * anew.
     */
    @Test
    void the_copy_in_docs_is_what_is_served() throws IOException {
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(COPY, pretty());
        }
        assertThat(COPY).content().isEqualTo(pretty());
    }

    @Test
    void every_reference_has_a_target() {
        Map<String, Object> document = OpenApi.of(TABLE);
        var components = (Map<?, ?>) document.get("components");
        var matcher = Pattern.compile("\"\\$ref\":\"#/components/(schemas|responses)/([^\"]+)\"")
                .matcher(JsonBytes.text(document));
        int references = 0;
        while (matcher.find()) {
            references++;
            assertThat(((Map<?, ?>) components.get(matcher.group(1))).get(matcher.group(2)))
                    .as(matcher.group())
                    .isNotNull();
        }
        assertThat(references).isGreaterThan(100);
        assertThat(JsonBytes.text(document).split("\\$ref", -1)).hasSize(references + 1);
    }

    @Test
    void operations_have_unique_names_and_summaries() {
        assertThat(TABLE.stream().map(Route::operationId)).doesNotHaveDuplicates();
        assertThat(TABLE)
                .allSatisfy(route -> assertThat(route.description().summary()).isNotBlank());
        assertThat(TABLE.stream()
                        .map(route -> route.method() + " " + route.path().text()))
                .doesNotHaveDuplicates();
    }

    @Test
    void every_description_has_a_reply_of_success() {
        assertThat(TABLE)
                .allSatisfy(route -> assertThat(route.description().replies())
                        .anySatisfy(reply -> assertThat(reply.status()).isIn(200, 202)));
    }

    @Test
    void every_function_but_the_sweep_is_called_by_some_route() {
        var asked = new HashSet<FunctionName<?, ?>>();
        var functions = new ControlPlane(ControlPlane.Components.of(
                new MemoryStore(),
                new MaskingSealing(),
                CredentialSource.NONE,
                Settings.DEFAULT,
                TransitionListener.NONE));
        var exchange = InProcess.of(Deployment.PLAIN.withoutTokens(), new Functions() {
            @Override
            public <I, O> Function<I, O> get(FunctionName<I, O> name) {
                asked.add(name);
                return functions.get(name);
            }
        });
        Map<String, String> bodies = Map.ofEntries(
                Map.entry("migrateAccounts", "[{\"name\":\"a\"}]"),
                Map.entry(
                        "changeAccounts",
                        "[{\"name\":\"a\",\"state\":\"ACTIVE\"},{\"name\":\"b\",\"state\":\"INACTIVE\"}]"),
                Map.entry("deleteAccounts", "[\"a\"]"),
                Map.entry("provisionAccounts", "{\"name\":\"a\",\"serviceAccount\":true}"),
                Map.entry("redefineAccount", "{\"name\":\"a\",\"serviceAccount\":true}"),
                Map.entry("reassignAccounts", "[\"a\"]"),
                Map.entry("poll", "{\"zoneId\":\"z\",\"session\":\"s\",\"capacity\":0,\"version\":\"v\"}"),
                Map.entry("fetchDefinitions", "{\"zoneId\":\"z\",\"session\":\"s\",\"accounts\":[]}"),
                Map.entry("report", "{\"zoneId\":\"z\",\"session\":\"s\",\"reports\":[]}"),
                Map.entry("createCredential", "{\"type\":\"kubernetes\",\"name\":\"x\"}"),
                Map.entry("storeCredential", "{\"type\":\"kubernetes\",\"name\":\"x\"}"),
                Map.entry("replaceCredential", "{\"type\":\"kubernetes\",\"name\":\"x\"}"));
        for (Route<?> route : TABLE) {
            String target = route.path().text().replaceAll("\\{[^}]+}", "x")
                    + (route.operationId().equals("sayGoodbye") ? "?zoneId=z&session=s" : "");
            var request = Request.of(route.method().name(), target);
            String body = bodies.get(route.operationId());
            exchange.send(
                    body == null
                            ? request
                            : request.body("application/json", body.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }

        var expected = new HashSet<>(FunctionName.ALL);
        expected.remove(FunctionName.SWEEP);
        assertThat(asked).isEqualTo(expected);
    }
}
