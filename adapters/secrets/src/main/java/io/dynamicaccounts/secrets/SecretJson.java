package io.dynamicaccounts.secrets;

import io.dynamicaccounts.functions.definition.DefinitionEncryption.DecryptionFailed;
import java.security.GeneralSecurityException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Converts a secret to the bytes that are encrypted, which are one JSON value, and back.
 *
 * <p>Jackson's exceptions quote the text that could not be read, which here is a secret. No such exception is passed
 * on, not even as a cause.
 */
final class SecretJson {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    // All that is read here was written here, so that a long number or text is the secret and no
                    // attack.
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    // JSON texts may hold halves of surrogate pairs, which UTF-8 cannot.
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private SecretJson() {}

    /**
     * Returns the value as JSON.
     *
     * @throws IllegalArgumentException when the value is not of the types that {@code Definition} names, or nests too
     *     deep
     */
    static byte[] bytes(String what, Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(what + " is no JSON value, or nests too deep");
        }
    }

    /**
     * Returns the value that was written as these bytes.
     *
     * @throws DecryptionFailed when the bytes are no JSON
     */
    static Object value(String what, byte[] json) {
        try {
            return JSON.readValue(json, Object.class);
        } catch (JacksonException e) {
            throw new DecryptionFailed(
                    what + " was not sealed by this product", new GeneralSecurityException("no JSON inside"));
        }
    }
}
