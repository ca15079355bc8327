package io.dynamicaccounts.functions.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.Source;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.lifecycle.Lifecycle.Decision;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Verifies every refusal that an operator can receive: what was found, in published words, and what to do instead.
 */
class RejectionMessagesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static final List<Event> BY_OPERATORS = List.of(
            Event.PROVISION,
            Event.ACTIVATE,
            Event.MOVE,
            Event.REDEFINE,
            Event.REASSIGN,
            Event.DEACTIVATE,
            Event.DELETE);

    /** The properties of an account besides its state. */
    private enum Trait {
        ORDINARY(Map.of()),
        MARKED(Map.of(Attribute.MARKED_FOR_DELETION, true)),
        DECLARED(Map.of(Attribute.SOURCE, Source.DECLARED_BY_AGENT.name()));

        private final Map<Attribute, Object> values;

        Trait(Map<Attribute, Object> values) {
            this.values = values;
        }
    }

    /** The properties of a request besides the event. */
    private enum Asked {
        NOTHING_MORE,
        ANOTHER_ZONE,
        ANOTHER_KUBECONFIG
    }

    private static Account account(AccountState state, Trait trait) {
        Map<Attribute, Object> values = new HashMap<>(Map.of(
                Attribute.NAME,
                "a",
                Attribute.STATE,
                state.name(),
                Attribute.VERSION,
                7L,
                Attribute.GENERATION,
                3L,
                Attribute.SOURCE,
                Source.MIGRATED.name(),
                Attribute.ZONE,
                "eu"));
        values.putAll(trait.values);
        return Account.of(values);
    }

    private static Facts facts(Event event, Asked asked) {
        return AnyFacts.by("tester", NOW, Timing.DEFAULT)
                .version(7)
                .generation(3)
                .zone(new ZoneId(asked == Asked.ANOTHER_ZONE ? "us" : "eu"))
                .kubeconfigFile(asked == Asked.ANOTHER_KUBECONFIG ? "/kube/other" : null)
                .definition(new DefinitionId("d1"))
                .source(Source.PROVISIONED)
                .nameToken("t1")
                .of(event);
    }

    /**
     * Returns whether the table can produce a state with this trait. Other combinations would be refusals that no
     * operator receives.
     */
    private static boolean possible(AccountState state, Trait trait) {
        return switch (trait) {
            case ORDINARY -> state != AccountState.REMOVED;
            case MARKED ->
                Set.of(AccountState.TO_DEACTIVATE, AccountState.DEACTIVATING, AccountState.FAILED_STOPPING)
                        .contains(state);
            case DECLARED ->
                Set.of(
                                AccountState.ACTIVE,
                                AccountState.TO_MIGRATE,
                                AccountState.ACTIVATING,
                                AccountState.FAILED_STARTING,
                                AccountState.FAILED_NO_AGENT,
                                AccountState.ORPHANED)
                        .contains(state);
        };
    }

    /**
     * Returns whether a request for the event can ask for this. Another zone is asked for by a move, which an
     * activation that names a zone becomes, and by a new definition.
     */
    private static boolean asks(Event event, Asked asked) {
        return switch (event) {
            case MOVE -> asked == Asked.ANOTHER_ZONE;
            case REDEFINE -> asked != Asked.ANOTHER_KUBECONFIG;
            case ACTIVATE -> asked != Asked.ANOTHER_ZONE;
            default -> asked == Asked.NOTHING_MORE;
        };
    }

    /** Returns each detail, with the requests that it answers. */
    private static Map<String, Set<String>> details() {
        var details = new TreeMap<String, Set<String>>();
        for (Event event : BY_OPERATORS) {
            for (AccountState state : AccountState.values()) {
                for (Trait trait : Trait.values()) {
                    for (Asked asked : Asked.values()) {
                        if (possible(state, trait)
                                && asks(event, asked)
                                && Lifecycle.decide(account(state, trait), facts(event, asked))
                                        instanceof Decision.Reject(String detail)) {
                            details.computeIfAbsent(detail, it -> new TreeSet<>())
                                    .add(event.label() + " " + state + " " + trait + " " + asked);
                        }
                    }
                }
            }
        }
        return details;
    }

    @Test
    void every_refusal_names_a_way_out() {
        assertThat(details()).isNotEmpty();
        details()
                .forEach(
                        (detail, asked) -> assertThat(detail)
                                .as("%s", asked)
                                .matches(
                                        ".+: .*(activate|deactivate|delete|wait until|change it there|PUT|start an agent|another name).*"));
    }

    @Test
    void no_refusal_has_a_word_that_is_not_published() {
        Set<String> internal = Arrays.stream(AccountState.values())
                .filter(state -> !state.visibleState()
                        .map(Objects::toString)
                        .filter(state.name()::equals)
                        .isPresent())
                .map(AccountState::name)
                .collect(Collectors.toSet());
        assertThat(internal).contains("FAILED_STARTING", "REMOVED");
        details()
                .keySet()
                .forEach(detail -> assertThat(detail)
                        .doesNotContain(internal)
                        .doesNotContainIgnoringCase("fenced")
                        .doesNotContainPattern("\\b(due|version|generation|pinned|marked|standing|epoch|needs)\\b"));
    }

    @Test
    void the_refusals_are_these() {
        assertThat(details().keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                "an account of this name is there already: delete it first, or take another name",
                                // an agent's own
                                "an agent's own configuration declares it: change it there",
                                "it is FAILED, and an agent's own configuration declares it: wait until it is tried"
                                        + " again, or change it there",
                                // being stopped
                                "it is TO_DEACTIVATE: wait until it is INACTIVE, then activate it",
                                "it is DEACTIVATING: wait until it is INACTIVE, then activate it",
                                "it is TO_DEACTIVATE in zone eu: wait until it is INACTIVE, then activate it with the"
                                        + " zoneId that it should have (PATCH /armory/accounts)",
                                "it is DEACTIVATING in zone eu: wait until it is INACTIVE, then activate it with the"
                                        + " zoneId that it should have (PATCH /armory/accounts)",
                                // being deleted
                                "it is being deleted: wait until it is gone, then it can be created anew",
                                "it is being deleted, and its stop FAILED: delete it again; once it is gone it can be"
                                        + " created anew",
                                // another zone
                                "it is TO_MIGRATE in zone eu: deactivate it, and activate it with the zoneId that it"
                                        + " should have (PATCH /armory/accounts) once it is INACTIVE",
                                "it is ACTIVATING in zone eu: deactivate it, and activate it with the zoneId that it"
                                        + " should have (PATCH /armory/accounts) once it is INACTIVE",
                                "it is ACTIVE in zone eu: deactivate it, and activate it with the zoneId that it"
                                        + " should have (PATCH /armory/accounts) once it is INACTIVE",
                                // the same by PUT
                                "PUT does not change the zone of an account, and it is INACTIVE in zone eu: activate it"
                                        + " with the zoneId that it should have (PATCH /armory/accounts)",
                                "PUT does not change the zone of an account, and it is FAILED in zone eu: activate it"
                                        + " with the zoneId that it should have (PATCH /armory/accounts)",
                                "PUT does not change the zone of an account, and it is ORPHANED in zone eu: activate it"
                                        + " with the zoneId that it should have (PATCH /armory/accounts)",
                                "PUT does not change the zone of an account, and it is TO_MIGRATE in zone eu: deactivate"
                                        + " it, and activate it with the zoneId that it should have (PATCH /armory/accounts) once it is INACTIVE",
                                "PUT does not change the zone of an account, and it is ACTIVATING in zone eu: deactivate"
                                        + " it, and activate it with the zoneId that it should have (PATCH /armory/accounts) once it is INACTIVE",
                                "PUT does not change the zone of an account, and it is ACTIVE in zone eu: deactivate"
                                        + " it, and activate it with the zoneId that it should have (PATCH /armory/accounts) once it is INACTIVE",
                                "PUT does not change the zone of an account, and it is TO_DEACTIVATE in zone eu: wait"
                                        + " until it is INACTIVE, then activate it with the zoneId that it should have"
                                        + " (PATCH /armory/accounts)",
                                "PUT does not change the zone of an account, and it is DEACTIVATING in zone eu: wait"
                                        + " until it is INACTIVE, then activate it with the zoneId that it should have"
                                        + " (PATCH /armory/accounts)",
                                // another kubeconfig
                                "it is TO_MIGRATE with another kubeconfigFile: change that with PUT"
                                        + " /armory/accounts/dynamic, or deactivate it and activate it again",
                                "it is ACTIVATING with another kubeconfigFile: change that with PUT"
                                        + " /armory/accounts/dynamic, or deactivate it and activate it again",
                                "it is ACTIVE with another kubeconfigFile: change that with PUT"
                                        + " /armory/accounts/dynamic, or deactivate it and activate it again",
                                "it is ORPHANED with another kubeconfigFile: change that with PUT"
                                        + " /armory/accounts/dynamic, or deactivate it and activate it again",
                                // handing out again
                                "it is INACTIVE: activate it instead",
                                "it is FAILED: activate it instead",
                                "it is ORPHANED, no agent lives in its zone: start an agent there, which takes it up"
                                        + " again")
                        .toList());
    }
}
