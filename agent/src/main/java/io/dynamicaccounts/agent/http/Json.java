package io.dynamicaccounts.agent.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The protocol's records as JSON. Unknown members of answers are ignored, so that a newer control plane may say more. */
final class Json {

    /** Longer would fill logs with somebody's error page. */
    private static final int LONGEST_DETAIL = 300;

    private final JsonMapper mapper = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    byte[] write(Object value) {
        return mapper.writeValueAsBytes(value);
    }

    /**
     * @throws JacksonException when it is not what was expected. Its message may quote the body: it is not to be shown
     */
    <T> T read(byte[] body, Class<T> type) {
        return mapper.readValue(body, type);
    }

    /** What a problem document (RFC 9457) says, cut and on one line; empty for any other body. */
    Optional<String> problem(byte[] body) {
        try {
            JsonNode problem = mapper.readTree(body);
            String detail =
                    problem.path("detail").asString(problem.path("title").asString(""));
            String line = detail.replaceAll("\\p{Cntrl}+", " ").strip();
            return line.isEmpty()
                    ? Optional.empty()
                    : Optional.of(line.substring(0, Math.min(line.length(), LONGEST_DETAIL)));
        } catch (JacksonException noJson) {
            return Optional.empty();
        }
    }
}
