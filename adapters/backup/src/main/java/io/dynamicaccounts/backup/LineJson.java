package io.dynamicaccounts.backup;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as a line holds it. It must come back as it was: every digit, every null, the order of keys. */
final class LineJson {

    /** A line is bounded where it is read. */
    private static final int LONGEST = LineReader.LONGEST;

    private static final int DEEPEST = 1_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(LONGEST)
                            .maxNestingDepth(DEEPEST)
                            .maxNameLength(LONGEST)
                            .maxStringLength(LONGEST)
                            .build())
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // Half a surrogate pair is legal in JSON and not in UTF-8.
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    private LineJson() {}

    static byte[] write(Map<String, ?> object) {
        return MAPPER.writeValueAsBytes(object);
    }

    /** @throws MalformedLine when it is no object; why is not said, for it would quote what is there */
    static Map<String, Object> read(byte[] line) {
        try {
            Map<String, Object> object = MAPPER.readValue(line, OBJECT);
            if (object == null) {
                throw new MalformedLine("is not a JSON object");
            }
            return object;
        } catch (JacksonException e) {
            throw new MalformedLine("is not a JSON object");
        }
    }
}
