package io.dynamicaccounts.json;

import java.util.LinkedHashMap;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON that reads back as the value that was written: every digit, every null, and the order of keys. Values are
 * texts, numbers, booleans, nulls, lists and maps, or records of such values.
 */
public final class ExactJson {

    /**
     * A definition is bounded where a caller sends it, so every number that was written is shorter; the bound only
     * stays finite.
     */
    private static final int LONGEST_NUMBER = 300_000;

    private static final int DEEPEST = 1_000;

    /** The mapper that writes and reads such JSON. A record is written in the order of its components. */
    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxNestingDepth(DEEPEST)
                            .maxNameLength(Integer.MAX_VALUE)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    // Half a surrogate pair is legal in JSON and not in UTF-8.
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    /** The type of a JSON object whose fields are plain values. */
    public static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    private ExactJson() {}
}
