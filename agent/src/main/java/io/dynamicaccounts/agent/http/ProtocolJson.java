package io.dynamicaccounts.agent.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and reads the protocol's records as JSON. Unknown members of answers are ignored, so that newer control
 * planes may add some.
 */
final class ProtocolJson {

    /** A longer detail would fill the log with an error page. */
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
     * Reads a body of this type.
     *
     * @throws JacksonException when the body is not of this type; its message may quote the body, and must not be
     *     shown
     */
    <T> T read(byte[] body, Class<T> type) {
        return mapper.readValue(body, type);
    }

    /**
     * A problem document (RFC 9457).
     *
     * @param type the type of the problem; empty when the body states none
     * @param detail cut and on one line; empty when the body states none
     */
    record Problem(String type, Optional<String> detail) {
        static final Problem NONE = new Problem("", Optional.empty());
    }

    /** Reads a problem document; returns {@link Problem#NONE} for any other body. */
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
