package io.dynamicaccounts.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpRequestTest {

    private static Map<String, List<String>> query(String raw) {
        return HttpRequest.of("GET", "/", raw, Headers.NONE, new byte[0]).query();
    }

    @Test
    void a_query_is_decoded_and_keeps_every_value() {
        assertThat(query("a=1&b=x+y&a=%32&c&=d&&e=%C3%A9"))
                .isEqualTo(Map.of(
                        "a", List.of("1", "2"),
                        "b", List.of("x y"),
                        "c", List.of(""),
                        "", List.of("d"),
                        "e", List.of("é")));
        assertThat(query("")).isEmpty();
    }

    @Test
    void text_that_cannot_be_decoded_stays_as_it_is() {
        assertThat(query("a=%zz&b=%4&c=%ff&d=%4g&e=%g4"))
                .isEqualTo(Map.of(
                        "a",
                        List.of("%zz"),
                        "b",
                        List.of("%4"),
                        "c",
                        List.of("%ff"),
                        "d",
                        List.of("%4g"),
                        "e",
                        List.of("%g4")));
    }

    @Test
    void headers_are_found_in_any_case_and_joined_when_they_differ_in_case_only() {
        Headers headers = Headers.of(Map.of("X-A", List.of("1"), "x-a", List.of("2")));

        assertThat(headers.all("X-a")).containsExactlyInAnyOrder("1", "2");
        assertThat(headers.first("absent")).isEmpty();
        assertThat(headers.with("x-A", "3").all("X-A")).containsExactly("3");
        assertThat(headers.all("X-A")).hasSize(2);
    }

    @Test
    void the_text_of_a_request_or_response_shows_nothing_that_may_be_secret() {
        var request = HttpRequest.of(
                "GET",
                "/p",
                "q=secret",
                Headers.of(Map.of("Authorization", List.of("secret"))),
                "secret".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(request.toString()).isEqualTo("GET /p");
        assertThat(request.headers().toString()).doesNotContain("secret");
        assertThat(new HttpResponse(200, request.headers(), request.body()).toString())
                .doesNotContain("secret");
    }
}
