package io.dynamicaccounts.sources;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.CredentialSource.Unreadable;
import io.dynamicaccounts.functions.definition.Definition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The definitions that a running Clouddriver stores, read page by page. To be used once.
 *
 * <p>Clouddriver leaves out what the user may not see after it has cut a page, so a short page is not the last. The
 * last is the one without a new entry, also when a wide page is asked for: so as many hidden ones in a row as a wide
 * page has are passed over.
 */
final class ClouddriverDefinitions {

    /** The limit that Clouddriver has where a request gives none. */
    static final int PAGE = 100;

    static final int WIDE_PAGE = 1_000;

    /** Ten times the largest supported fleet. */
    private static final int MAX_ENTRIES = 100_000;

    private static final String KUBERNETES = "kubernetes";

    /** The discriminator, which older versions wrote otherwise, and which is no option of the account. */
    private static final List<String> DISCRIMINATORS = List.of("type", "@type");

    private final Pages pages;
    private final Bounds bounds = new Bounds();
    private final Set<Object> seen = new HashSet<>();
    private final Map<AccountName, Definition> accounts = new LinkedHashMap<>();
    private final List<SourceProblem> problems = new ArrayList<>();

    /** Answers pages of definitions by name. */
    interface Pages {

        /**
         * Returns the definitions from a name on, which is included and need not exist, or from the beginning.
         *
         * @throws Unreadable when the page cannot be read
         */
        List<?> page(Optional<String> first, int limit);
    }

    ClouddriverDefinitions(Pages pages) {
        this.pages = pages;
    }

    /**
     * Reads all pages.
     *
     * @throws Unreadable when one of them cannot be read
     */
    ClouddriverAccounts read() {
        Optional<String> last = Optional.empty();
        int limit = PAGE;
        boolean more = true;
        while (more) {
            int before = seen.size();
            for (Object entry : pages.page(last, limit)) {
                Optional<String> name = name(entry);
                add(entry, name);
                last = name.isPresent() ? name : last;
            }
            boolean nothingNew = seen.size() == before;
            more = !nothingNew || limit == PAGE;
            limit = nothingNew ? WIDE_PAGE : PAGE;
        }
        return new ClouddriverAccounts(Collections.unmodifiableMap(accounts), List.copyOf(problems));
    }

    private static Optional<String> name(@Nullable Object entry) {
        return entry instanceof Map<?, ?> map && map.get("name") instanceof String name
                ? Optional.of(name)
                : Optional.empty();
    }

    private void add(@Nullable Object entry, Optional<String> name) {
        if (!seen.add(name.isPresent() ? name.get() : Collections.singletonList(entry))) {
            return;
        }
        if (seen.size() > MAX_ENTRIES) {
            throw new Unreadable(
                    "Clouddriver lists more than " + MAX_ENTRIES + " definitions", new IOException("too many"));
        }
        int number = seen.size();
        String place = "definition " + number;
        if (!isKubernetes(entry)) {
            problems.add(new SourceProblem(number, place, "is not of type kubernetes"));
            return;
        }
        switch (AccountEntry.of(number, place, withoutType(entry), bounds)) {
            case AccountEntry.Rejected rejected -> problems.addAll(rejected.problems());
            case AccountEntry.Usable(AccountName account, Definition definition) -> accounts.put(account, definition);
        }
    }

    private static boolean isKubernetes(@Nullable Object entry) {
        return !(entry instanceof Map<?, ?> map)
                || DISCRIMINATORS.stream().map(map::get).allMatch(type -> type == null || type.equals(KUBERNETES));
    }

    private static @Nullable Object withoutType(@Nullable Object entry) {
        if (!(entry instanceof Map<?, ?> map)) {
            return entry;
        }
        var copy = new LinkedHashMap<Object, @Nullable Object>(map);
        copy.keySet().removeAll(DISCRIMINATORS);
        return copy;
    }
}
