package io.dynamicaccounts.sources;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The account options that Clouddriver and the agent know, by the JSON type each takes, and how Spring would bind what a file has
 * instead. Other options are kept as they are.
 *
 * <p>A placeholder or a reference to a secret may stand for any scalar or list: it stays as it is, to be resolved where it is used.
 */
enum AccountOption {
    TEXT(
            "text",
            "environment accountType context userAgent oAuthServiceAccount kubeconfigFile "
                    + "kubeconfigContents kubeconfigAgent kubectlExecutable serviceAccountName "
                    + "namingStrategy providerVersion skin caCertFile zoneId") {
        @Override
        @Nullable
        Object fit(Object value) {
            return asText(value);
        }
    },
    TEXTS("a list of texts", "namespaces omitNamespaces kinds omitKinds oAuthScopes requiredGroupMembership") {
        @Override
        @Nullable
        Object fit(Object value) {
            return switch (value) {
                case String text when isReference(text) -> text;
                case String text ->
                    Arrays.stream(text.split(","))
                            .map(String::strip)
                            .filter(part -> !part.isEmpty())
                            .toList();
                case List<?> list -> asTexts(list);
                default -> null;
            };
        }
    },
    FLAG(
            "true or false",
            "serviceAccount debug metrics checkPermissionsOnStartup onlySpinnakerManaged "
                    + "cacheAllApplicationRelationships liveManifestCalls configureImagePullSecrets "
                    + "insecure onlyNamespacedResources noProxy skipManifestDefaults "
                    + "skipServerSideApply") {
        @Override
        @Nullable
        Object fit(Object value) {
            return switch (value) {
                case Boolean flag -> flag;
                case String text when isReference(text) -> text;
                case String text ->
                    switch (text.strip().toLowerCase(Locale.ROOT)) {
                        case "true", "on", "yes", "1" -> true;
                        case "false", "off", "no", "0" -> false;
                        default -> null;
                    };
                default -> null;
            };
        }
    },
    NUMBER(
            "a number",
            "cacheThreads cacheIntervalSeconds kubectlRequestTimeoutSeconds " + "maxResumableResourceAgeMs") {
        @Override
        @Nullable
        Object fit(Object value) {
            return switch (value) {
                case Number number -> number;
                case String text when isReference(text) -> text;
                case String text when DIGITS.matcher(text.strip()).matches() -> Long.valueOf(text.strip());
                default -> null;
            };
        }
    },
    OBJECTS("a list of maps", "customResources customResourceDefinitions cachingPolicies dockerRegistries") {
        @Override
        @Nullable
        Object fit(Object value) {
            return isReference(value) || isListOfMaps(value) ? value : null;
        }
    },
    OBJECT("a map", "rawResourcesEndpointConfig") {
        @Override
        @Nullable
        Object fit(Object value) {
            return value instanceof Map ? value : null;
        }
    },
    PERMISSIONS("a map, or a list of maps, from READ, WRITE, EXECUTE or CREATE to roles", "permissions") {
        @Override
        @Nullable
        Object fit(Object value) {
            return isReference(value) || value instanceof Map || isListOfMaps(value) ? value : null;
        }
    };

    private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,18}");

    /** Spring's placeholders, its configuration server's ciphers and files, and Spinnaker's references to secrets. */
    private static final Pattern REFERENCE =
            Pattern.compile("(?s).*\\$\\{.*|\\{cipher}.*|(configserver|encrypted|encryptedFile|secret|vault):.*");

    private static final Map<String, AccountOption> BY_NAME = new HashMap<>();

    static {
        for (AccountOption option : values()) {
            for (String name : option.names.split(" ", -1)) {
                BY_NAME.put(name, option);
            }
        }
    }

    private final String expected;
    private final String names;

    AccountOption(String expected, String names) {
        this.expected = expected;
        this.names = names;
    }

    /** What an option of this name takes; null for an option that nobody knows. */
    static @Nullable AccountOption named(String name) {
        return BY_NAME.get(name);
    }

    /** Whether an option of this name takes text, so that what looks like a number or a boolean is the text it was written as. */
    static boolean isText(String name) {
        AccountOption option = named(name);
        return option == TEXT || option == TEXTS || option == PERMISSIONS;
    }

    /** The value in the type that the option takes, which is the value itself as a rule; null when it has no such value. */
    abstract @Nullable Object fit(Object value);

    /** What the option takes, in words. */
    String expected() {
        return expected;
    }

    private static boolean isReference(Object value) {
        return value instanceof String text && REFERENCE.matcher(text).matches();
    }

    private static boolean isListOfMaps(Object value) {
        return value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance);
    }

    private static @Nullable String asText(@Nullable Object value) {
        return switch (value) {
            case String text -> text;
            // Merged from a place where the option's name did not say that it is text.
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case BigInteger number -> number.toString();
            case Boolean flag -> flag.toString();
            case null, default -> null;
        };
    }

    private static @Nullable List<?> asTexts(List<?> list) {
        if (list.stream().allMatch(String.class::isInstance)) {
            return list;
        }
        var texts = new ArrayList<String>(list.size());
        for (Object element : list) {
            String text = asText(element);
            if (text == null) {
                return null;
            }
            texts.add(text);
        }
        return List.copyOf(texts);
    }
}
