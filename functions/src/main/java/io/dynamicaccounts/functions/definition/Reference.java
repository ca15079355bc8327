package io.dynamicaccounts.functions.definition;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text that stands for a value which somebody else knows: Spring's placeholders, its configuration server's ciphers and files,
 * and Spinnaker's references to secrets. It may stand for a value of any type.
 */
public final class Reference {

    /** As a regular expression that both Java and JSON schema search for. */
    public static final String PATTERN = "\\$\\{|^\\{cipher\\}|^(configserver|encrypted|encryptedFile|secret|vault):";

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    private Reference() {}

    /** Whether a value is such a text. */
    public static boolean is(@Nullable Object value) {
        return value instanceof String text && COMPILED.matcher(text).find();
    }
}
