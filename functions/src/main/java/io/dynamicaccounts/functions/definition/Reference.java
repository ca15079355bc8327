package io.dynamicaccounts.functions.definition;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text that stands for a value kept elsewhere: Spring's placeholders, the ciphers and files of its configuration
 * server, and Spinnaker's references to secrets. A reference may stand for a value of any type.
 */
public final class Reference {

    /** The regular expression of references, which both Java and JSON schema search for. */
    public static final String PATTERN = "\\$\\{|^\\{cipher\\}|^(configserver|encrypted|encryptedFile|secret|vault):";

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    private Reference() {}

    /** Returns whether a value is a reference. */
    public static boolean is(@Nullable Object value) {
        return value instanceof String text && COMPILED.matcher(text).find();
    }
}
