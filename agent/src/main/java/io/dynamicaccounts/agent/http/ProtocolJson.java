package io.dynamicaccounts.agent.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The protocol's records as JSON. Unknown members of answers are ignored, so that a newer control plane may say more. */
final class ProtocolJson {

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

    /**
     * A problem document (RFC 9457).
     *
     * @param type tells problems apart; empty where it is none
     * @param detail cut and on one line; empty where there is none
     */
    record Problem(String type, Optional<String> detail) {
        static final Problem NONE = new Problem("", Optional.empty());
    }

    /** What the body says as a problem; {@link Problem#NONE} for any other body. */
    Problem problem(byte[] body) {
        try {
            JsonNode problem = mapper.readTree(body);
            String detail =
                    problem.path("detail").asString(problem.path("title").asString(""));
            String line = detail.replaceAll("\\p{Cntrl}+", " ").strip();
            return new Problem(
                    problem.path("type").asString(""),
                    line.isEmpty()
                            ? Optional.empty()
                            : Optional.of(line.substring(0, Math.min(line.length(), LONGEST_DETAIL))));
        } catch (JacksonException noJson) {
            return Problem.NONE;
        }
    }
}
