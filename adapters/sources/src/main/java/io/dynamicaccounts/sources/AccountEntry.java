package io.dynamicaccounts.sources;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.SecretFields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One element of {@code kubernetes.accounts}: the account that the element defines, or the problems of the element.
 */
sealed interface AccountEntry {

    /** An element that defines an account. */
    record Usable(AccountName name, Definition definition) implements AccountEntry {}

    /** An element that defines no account that could be migrated. */
    record Rejected(List<SourceProblem> problems) implements AccountEntry {}

    /**
     * Returns the entry of an element that starts on this line, at this place, and was read as this value, within the
     * bounds of its file.
     */
    static AccountEntry of(int line, String place, @Nullable Object value, Bounds bounds) {
        UnusableValue broken = bounds.check(line, value);
        if (broken != null) {
            return rejected(broken.line(), place, broken.detail());
        }
        if (!(value instanceof Map<?, ?> map)) {
            return rejected(line, place, "must be a map of account options");
        }
        var fields = new LinkedHashMap<String, Object>();
        map.forEach((key, option) -> fields.put((String) key, option));
        List<SourceProblem> problems = new ArrayList<>();
        AccountName name = name(line, place, fields, problems);
        fit(line, place, fields, problems);
        Set<String> masks = SecretFields.masks(new Definition(fields));
        if (!masks.isEmpty()) {
            problems.add(new SourceProblem(line, place, "has a mask where a value should be, at " + masks));
        }
        return name != null && problems.isEmpty()
                ? new Usable(name, new Definition(Collections.unmodifiableMap(fields)))
                : new Rejected(problems);
    }

    private static @Nullable AccountName name(
            int line, String place, Map<String, Object> fields, List<SourceProblem> problems) {
        String text = switch (fields.get("name")) {
            case String written -> written;
            // A name of digits only is a text, as in Clouddriver.
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case null -> {
                problems.add(new SourceProblem(line, place, "has no name"));
                yield null;
            }
            default -> {
                problems.add(new SourceProblem(line, place + ".name", "must be text: put it in quotes"));
                yield null;
            }
        };
        if (text == null) {
            return null;
        }
        fields.put("name", text);
        try {
            return new AccountName(text);
        } catch (IllegalArgumentException e) {
            problems.add(new SourceProblem(line, place + ".name", String.valueOf(e.getMessage())));
            return null;
        }
    }

    private static void fit(int line, String place, Map<String, Object> fields, List<SourceProblem> problems) {
        fields.replaceAll((field, value) -> {
            AccountOption option = AccountOption.named(field);
            if (option == null || value == null) {
                return value;
            }
            Object fitting = option.fit(value);
            if (fitting == null) {
                problems.add(new SourceProblem(line, place + "." + field, "must be " + option.expected()));
            }
            return fitting;
        });
    }

    private static Rejected rejected(int line, String place, String detail) {
        return new Rejected(List.of(new SourceProblem(line, place, detail)));
    }
}
