package io.dynamicaccounts.functions.definition;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of Spinnaker's references to a secret that is kept elsewhere, such as
 * {@code encrypted:secrets-manager!r:eu-central-1!s:clusters!k:prod}: the engine that keeps it, and parameters for the
 * engine. The text form names the engine and no parameter, which may be a secret itself.
 *
 * @param form the word before the first colon
 * @param parameters by their names; a part without a colon has an empty value
 */
public record SecretReference(Form form, String engine, Map<String, String> parameters) {

    /** What a reference stands for. */
    public enum Form {
        /** A text. */
        VALUE("encrypted"),
        /** The content of a file. */
        FILE("encryptedFile"),
        /** The newer form of URLs, which only agents resolve. */
        URL("secret");

        private final String scheme;

        Form(String scheme) {
            this.scheme = scheme;
        }

        /** Returns the word before the colon. */
        public String scheme() {
            return scheme;
        }

        private static Form of(String scheme) {
            return switch (scheme) {
                case "encrypted" -> VALUE;
                case "encryptedFile" -> FILE;
                default -> URL;
            };
        }
    }

    private static final Pattern REFERENCE = Pattern.compile(
            "(?<scheme>encrypted|encryptedFile|secret):(?://)?(?<engine>[^!:/?]*)(?<rest>.*)", Pattern.DOTALL);

    private static final Pattern READABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public SecretReference {
        parameters = Map.copyOf(parameters);
    }

    /** Returns the reference that a value is; empty where it is none. */
    public static Optional<SecretReference> of(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return Optional.empty();
        }
        Matcher reference = REFERENCE.matcher(text);
        return reference.matches()
                ? Optional.of(new SecretReference(
                        Form.of(reference.group("scheme")),
                        reference.group("engine"),
                        parameters(reference.group("rest"))))
                : Optional.empty();
    }

    /** Reads {@code !name:value} as often as it is there. */
    static Map<String, String> parameters(String text) {
        var parameters = new LinkedHashMap<String, String>();
        for (String part : text.split("!", -1)) {
            int colon = part.indexOf(':');
            if (!part.isEmpty()) {
                parameters.put(colon < 0 ? part : part.substring(0, colon), colon < 0 ? "" : part.substring(colon + 1));
            }
        }
        return parameters;
    }

    /** Returns the name of the engine for people; a name that no engine has is not repeated. */
    public String engineName() {
        return READABLE.matcher(engine).matches() ? engine : "of this name";
    }

    @Override
    public String toString() {
        return form.scheme() + ":" + engineName();
    }
}
