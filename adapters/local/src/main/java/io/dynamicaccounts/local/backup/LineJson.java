package io.dynamicaccounts.local.backup;

import io.dynamicaccounts.json.ExactJson;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;

/** Writes and reads the JSON object of a line, which reads back as the object that was written. */
final class LineJson {

    /** Rejects a duplicate field, and text after the object: a file may come from anywhere. */
    private static final ObjectReader READER = ExactJson.MAPPER
            .readerFor(ExactJson.OBJECT)
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private LineJson() {}

    static byte[] write(Map<String, ?> object) {
        return ExactJson.MAPPER.writeValueAsBytes(object);
    }

    /**
     * @throws MalformedLine when the line is no object; the message does not say why, because the reason would quote
     *     the line
     */
    static Map<String, Object> read(byte[] line) {
        try {
            Map<String, Object> object = READER.readValue(line);
            if (object == null) {
                throw new MalformedLine("is not a JSON object");
            }
            return object;
        } catch (JacksonException e) {
            throw new MalformedLine("is not a JSON object");
        }
    }
}
