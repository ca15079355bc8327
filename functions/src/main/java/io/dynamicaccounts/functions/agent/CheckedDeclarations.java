package io.dynamicaccounts.functions.agent;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.agent.Poll.Conflict;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.SecretFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The part of an agent's list of static accounts that can be accepted, decided before any stored data is read.
 *
 * @param admitted the definitions that may be accepted
 * @param refused the listed accounts that are not accepted: the token does not permit them, or the declaration holds
 *     a secret
 * @param conflicts the reasons, for the operator of the agent; they never contain a value of a definition
 */
record CheckedDeclarations(Map<AccountName, Definition> admitted, Set<AccountName> refused, List<Conflict> conflicts) {

    /** Short, because a whole list may be refused and the size of an answer is bounded as well. */
    private static final String NOT_PERMITTED =
            "no pattern in staticAccounts of this agent's token matches it: add one there, or declare it no more";

    /** Checks each entry of a list for its name, the permission of the token, and secrets. */
    static CheckedDeclarations check(List<Map<String, Object>> list, Predicate<AccountName> mayDeclare) {
        var admitted = new LinkedHashMap<AccountName, Definition>();
        var refused = new TreeSet<AccountName>();
        var conflicts = new ArrayList<Conflict>();
        for (Map<String, Object> fields : list) {
            // An entry without a name must not become an account of the name "null".
            String text = fields.get("name") instanceof String named ? named : "";
            try {
                var name = new AccountName(text);
                var definition = new Definition(fields);
                Optional<String> refusal = refusal(name, definition, mayDeclare);
                refusal.ifPresent(detail -> conflicts.add(new Conflict(text, detail)));
                if (refusal.isPresent()) {
                    refused.add(name);
                } else {
                    admitted.put(name, definition);
                }
            } catch (IllegalArgumentException e) {
                conflicts.add(new Conflict(text, String.valueOf(e.getMessage())));
            }
        }
        admitted.keySet().removeAll(refused);
        return new CheckedDeclarations(admitted, refused, conflicts);
    }

    private static Optional<String> refusal(
            AccountName name, Definition definition, Predicate<AccountName> mayDeclare) {
        if (!mayDeclare.test(name)) {
            return Optional.of(NOT_PERMITTED);
        }
        return SecretFields.secrets(definition).stream()
                .findFirst()
                .map(pointer -> "secret at " + pointer
                        + ": a declaration holds none; name a file on the agent's machine as kubeconfigFile");
    }

    /** Returns the names of all valid accounts that the list names. */
    Set<AccountName> names() {
        var names = new TreeSet<>(admitted.keySet());
        names.addAll(refused);
        return names;
    }
}
