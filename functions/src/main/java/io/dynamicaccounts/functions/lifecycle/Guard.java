package io.dynamicaccounts.functions.lifecycle;

import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.account.Source;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The guards of the lifecycle table: what must hold besides the state for a row to apply. A state alone is not
 * enough, because a later account of the same name may have the same state.
 */
public enum Guard {
    MARKED("marked for deletion", facts -> when(new Condition.Equal(Attribute.MARKED_FOR_DELETION, true))),
    NOT_MARKED("not marked for deletion", facts -> when(new Condition.Absent(Attribute.MARKED_FOR_DELETION))),
    CHANGEABLE_BY_OPERATORS(
            "not declared by an agent's own configuration",
            facts -> when(new Condition.Different(Attribute.SOURCE, Source.DECLARED_BY_AGENT.code()))),
    DECLARED_BY_AGENT(
            "declared by an agent's own configuration",
            facts -> when(new Condition.Equal(Attribute.SOURCE, Source.DECLARED_BY_AGENT.code()))),
    /**
     * Holds of no account that an agent declares with permission: the condition for that case is never true, because
     * a number of retries is never negative.
     */
    DECLARATIONS_REFUSED(
            "refused to every agent that declares it",
            facts -> facts.declarationsRefused() ? List.of() : when(new Condition.Below(Attribute.RETRIES, 0)),
            Fact.DECLARATIONS_REFUSED),
    SAME_GENERATION(
            "same generation",
            facts -> when(new Condition.Equal(Attribute.GENERATION, facts.generation())),
            Fact.GENERATION),
    SAME_VERSION("same version", facts -> when(new Condition.Equal(Attribute.VERSION, facts.version())), Fact.VERSION),
    /** Holds when the account has the version that the caller requires, or when the caller requires none. */
    REQUIRED_VERSION(
            "the version required, if any",
            facts -> facts.requiredVersion()
                    .<List<Condition>>map(version -> when(new Condition.Equal(Attribute.VERSION, version)))
                    .orElse(List.of()),
            Fact.REQUIRED_VERSION),
    BEFORE_EPOCH("not adopted yet", facts -> when(new Condition.Below(Attribute.VERSION, facts.epoch())), Fact.EPOCH),
    AFTER_EPOCH("adopted", facts -> when(new Condition.AtLeast(Attribute.VERSION, facts.epoch())), Fact.EPOCH),
    SAME_ZONE(
            "same zone",
            facts -> when(new Condition.Equal(Attribute.ZONE, facts.zone().value())),
            Fact.ZONE),
    /**
     * Holds when the zone asked for is the account's zone, when the account has no zone, or when no zone is asked
     * for.
     */
    ZONE_UNCHANGED(
            "no other zone",
            facts -> facts.askedZone()
                    .<List<Condition>>map(zone -> when(new Condition.EqualOrAbsent(Attribute.ZONE, zone.value())))
                    .orElse(List.of()),
            Fact.ASKED_ZONE),
    /** Guards a name that is used again: no agent of another zone may still hold the earlier account of the name. */
    ZONE_AS_BEFORE(
            "no other zone in an earlier life",
            facts -> when(facts.askedZone()
                    .<Condition>map(zone -> new Condition.EqualOrAbsent(Attribute.ZONE, zone.value()))
                    .orElse(new Condition.Absent(Attribute.ZONE))),
            Fact.ASKED_ZONE),
    ANOTHER_ZONE(
            "another zone",
            facts -> when(new Condition.Different(Attribute.ZONE, facts.zone().value())),
            Fact.ZONE),
    /** Holds when the kubeconfig asked for is the account's, or when none is asked for. */
    KUBECONFIG_UNCHANGED(
            "no other kubeconfig",
            facts -> facts.kubeconfigFile()
                    .<List<Condition>>map(file -> when(new Condition.Equal(Attribute.KUBECONFIG_FILE, file)))
                    .orElse(List.of()),
            Fact.KUBECONFIG_FILE),
    NOT_PINNED("zone not pinned", facts -> when(new Condition.Absent(Attribute.ZONE_PINNED))),
    AWAITS_CONFIRMATION("has a deadline", facts -> when(new Condition.Present(Attribute.DEADLINE))),
    DUE("due", facts -> when(new Condition.NotAfter(Attribute.DUE, facts.now()))),
    RETRIES_LEFT(
            "retries left",
            facts -> when(new Condition.Below(Attribute.RETRIES, facts.timing().maxRetries()))),
    NO_RETRIES_LEFT(
            "no retries left",
            facts ->
                    when(new Condition.AtLeast(Attribute.RETRIES, facts.timing().maxRetries()))),
    /**
     * Holds of no account where recovery is turned off: the condition for that case is never true, because a number
     * of retries is never negative.
     */
    RECOVERS(
            "recovery on",
            facts -> facts.timing().recovers() ? List.of() : when(new Condition.Below(Attribute.RETRIES, 0))),
    STABLE(
            "confirmed for an hour",
            facts -> when(new Condition.NotAfter(
                    Attribute.CONFIRMED_SINCE, facts.now().minus(Timing.STABLE_AFTER)))),
    STOPS_LEFT(
            "stops left",
            facts -> when(
                    new Condition.Below(Attribute.STOP_RETRIES, facts.timing().maxRetries()))),
    NO_STOPS_LEFT(
            "no stops left",
            facts -> when(
                    new Condition.AtLeast(Attribute.STOP_RETRIES, facts.timing().maxRetries())));

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // every value is a lambda without state
    private final Function<Facts, List<Condition>> conditions;

    @SuppressWarnings("ImmutableEnumChecker") // what Set.of returns is immutable
    private final Set<Fact> needs;

    Guard(String label, Function<Facts, List<Condition>> conditions, Fact... needs) {
        this.label = label;
        this.conditions = conditions;
        this.needs = Set.of(needs);
    }

    /** Returns the facts that the conditions ask for. */
    Set<Fact> needs() {
        return needs;
    }

    /** Returns the words for this guard in the document of the table. */
    public String label() {
        return label;
    }

    /**
     * Returns the conditions that a store must check; empty when the attempt leaves open the value that the guard
     * compares.
     */
    List<Condition> conditions(Facts facts) {
        return conditions.apply(facts);
    }

    private static List<Condition> when(Condition condition) {
        return List.of(condition);
    }
}
