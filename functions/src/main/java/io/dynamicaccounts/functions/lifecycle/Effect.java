package io.dynamicaccounts.functions.lifecycle;

import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.account.ZoneId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The changes that a row of the lifecycle table makes besides the state. */
public enum Effect {
    /**
     * Makes agents act anew. Reports about the generation before that are still on their way match nothing any more.
     */
    NEXT_GENERATION("generation +1", facts -> List.of(new Change.Increment(Attribute.GENERATION))),
    /**
     * Raises version and generation above every number from before the adoption, including the numbers of writes
     * that were lost with the old store.
     */
    NEW_EPOCH(
            "version and generation of the new epoch",
            facts -> List.of(
                    new Change.Set(Attribute.VERSION, facts.epoch()),
                    new Change.Set(Attribute.GENERATION, facts.epoch())),
            Fact.EPOCH),
    RESET_RETRIES("retries 0", facts -> List.of(new Change.Set(Attribute.RETRIES, 0L))),
    COUNT_RETRY("retries +1", facts -> List.of(new Change.Increment(Attribute.RETRIES))),
    /**
     * Clears the revision too: the revision of an earlier stop must not be taken for the revision of the new one.
     */
    RESET_STOP_RETRIES(
            "stops 0",
            facts -> List.of(new Change.Set(Attribute.STOP_RETRIES, 0L), new Change.Clear(Attribute.STOP_REVISION))),
    COUNT_STOP_RETRY(
            "stops +1",
            facts -> List.of(new Change.Increment(Attribute.STOP_RETRIES), new Change.Clear(Attribute.STOP_REVISION))),
    /**
     * Lets the sweep publish the transition if the function that moved the account ended before it could publish.
     */
    DUE_SOON("due soon", facts -> due(facts, Timing.PUBLICATION_GRACE)),
    DUE_FOR_RETRY(
            "due after the retry frequency", facts -> due(facts, facts.timing().retryFrequency())),
    /**
     * Sets the time of the next try. An account that is left to an operator becomes due once more, so that it is
     * published.
     */
    DUE_FOR_NEXT_TRY(
            "due for the next try: after the retry frequency while retries are left, then at growing intervals",
            facts -> due(facts, facts.untilNextTry(facts.retries())),
            Fact.FAILED_ACCOUNT),
    DUE_FOR_FIRST_TRY(
            "due for the first try of a new count", facts -> due(facts, facts.untilNextTry(0)), Fact.FAILED_ACCOUNT),
    SET_CONFIRMED("confirmed now", facts -> List.of(new Change.Set(Attribute.CONFIRMED_SINCE, millis(facts.now())))),
    CLEAR_CONFIRMED("not confirmed", facts -> List.of(new Change.Clear(Attribute.CONFIRMED_SINCE))),
    DUE_FOR_AGENT_CHECK("due in a while", facts -> due(facts, Timing.WITHOUT_AGENT)),
    DUE_FOR_ACKNOWLEDGEMENT(
            "due after two polls",
            facts -> due(facts, facts.timing().pollInterval().multipliedBy(2))),
    DUE_AT_DEADLINE("due at the deadline", facts -> due(facts, facts.timing().activationTimeout())),
    /**
     * Lets the sweep ask again where another agent has not answered, because the answer of one agent does not show
     * that the others received the change.
     */
    DUE_FOR_OTHER_AGENTS(
            "due after two polls where other agents live, else nothing due",
            facts -> facts.otherAgentsLive()
                    ? due(facts, facts.timing().pollInterval().multipliedBy(2))
                    : List.of(new Change.Clear(Attribute.DUE)),
            Fact.OTHER_AGENTS_LIVE),
    CLEAR_DUE("nothing due", facts -> List.of(new Change.Clear(Attribute.DUE))),
    SET_DEADLINE(
            "deadline set",
            facts -> List.of(new Change.Set(
                    Attribute.DEADLINE, millis(facts.now().plus(facts.timing().activationTimeout()))))),
    CLEAR_DEADLINE("deadline cleared", facts -> List.of(new Change.Clear(Attribute.DEADLINE))),
    MARK_FOR_DELETION("marked for deletion", facts -> List.of(new Change.Set(Attribute.MARKED_FOR_DELETION, true))),
    PIN_ZONE("zone pinned", facts -> List.of(new Change.Set(Attribute.ZONE_PINNED, true))),
    /**
     * Sets and pins the zone that an operator names, because such a zone is certain. The zone stays when the
     * operator names none.
     */
    SET_ZONE(
            "zone set and pinned, if one is named",
            facts -> facts.askedZone()
                    .<List<Change>>map(zone -> List.of(
                            new Change.Set(Attribute.ZONE, zone.value()), new Change.Set(Attribute.ZONE_PINNED, true)))
                    .orElse(List.of()),
            Fact.ASKED_ZONE),
    REPLACE_ZONE(
            "zone set and pinned, or cleared",
            facts -> facts.askedZone()
                    .<List<Change>>map(zone -> List.of(
                            new Change.Set(Attribute.ZONE, zone.value()), new Change.Set(Attribute.ZONE_PINNED, true)))
                    .orElse(List.of(new Change.Clear(Attribute.ZONE))),
            Fact.ASKED_ZONE),
    /** Sets a zone that the search chose without pinning it: only a confirmed start makes such a zone certain. */
    SET_ZONE_UNPINNED(
            "zone set",
            facts -> List.of(new Change.Set(Attribute.ZONE, facts.zone().value())),
            Fact.ZONE),
    REMEMBER_ZONES_LEFT(
            "zones left remembered", facts -> List.of(zones(Attribute.LEFT_ZONES, facts.leftZones())), Fact.LEFT_ZONES),
    /**
     * Forgets the zones left, whose agents received the departure. The zones whose agents have not acknowledged the
     * departure are kept, because they matter again if the account moves on.
     */
    KEEP_HOLDING_ZONES(
            "zones left forgotten but those that have not let go",
            facts -> List.of(
                    new Change.Clear(Attribute.LEFT_ZONES),
                    facts.holdingZones().isEmpty()
                            ? new Change.Clear(Attribute.HOLDING_ZONES)
                            : zones(Attribute.HOLDING_ZONES, facts.holdingZones())),
            Fact.HOLDING_ZONES),
    REMEMBER_ZONES_TRIED(
            "zones tried remembered",
            facts -> List.of(
                    zones(Attribute.TRIED_ZONES, facts.triedZones().zones()),
                    new Change.Set(Attribute.TRIED_REASONS, facts.triedZones().reasons())),
            Fact.TRIED_ZONES),
    FORGET_ZONES_TRIED(
            "zones tried forgotten",
            facts -> List.of(new Change.Clear(Attribute.TRIED_ZONES), new Change.Clear(Attribute.TRIED_REASONS))),
    /** Sets the kubeconfig path that was asked for. The path stays when none is asked for. */
    SET_KUBECONFIG(
            "kubeconfig set",
            facts -> facts.kubeconfigFile()
                    .<List<Change>>map(file -> List.of(new Change.Set(Attribute.KUBECONFIG_FILE, file)))
                    .orElse(List.of()),
            Fact.KUBECONFIG_FILE),
    SET_STOP_REVISION(
            "stop revision",
            facts -> List.of(new Change.Set(Attribute.STOP_REVISION, facts.stopRevision())),
            Fact.STOP_REVISION),
    /**
     * Sets the definition and clears a kubeconfig path that was given before, because the path belonged to the old
     * definition.
     */
    NEW_DEFINITION(
            "new definition",
            facts -> List.of(
                    new Change.Set(Attribute.DEFINITION, facts.definition().value()),
                    new Change.Clear(Attribute.KUBECONFIG_FILE)),
            Fact.DEFINITION),
    /**
     * Notes where the account comes from. The tombstone of an earlier account of the name needs no clearing: see
     * {@link #LEAVE_TOMBSTONE}.
     */
    SET_ORIGIN("origin noted", Effect::origin, Fact.SOURCE, Fact.NAME_TOKEN),
    /**
     * Clears all but three facts: the numbers that a later account of the name must continue from, the zones whose
     * agents may still hold the account, and the definition that is left to delete.
     */
    LEAVE_TOMBSTONE("tombstone left", Effect::tombstone);

    private static final Set<Attribute> CLEARED_IN_TOMBSTONE = EnumSet.of(
            Attribute.SOURCE,
            Attribute.ZONE_PINNED,
            Attribute.KUBECONFIG_FILE,
            Attribute.RETRIES,
            Attribute.CONFIRMED_SINCE,
            Attribute.STOP_RETRIES,
            Attribute.MARKED_FOR_DELETION,
            Attribute.DEADLINE,
            Attribute.STOP_REVISION,
            Attribute.TRIED_ZONES,
            Attribute.TRIED_REASONS);

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // every value is a lambda without state
    private final Function<Facts, List<Change>> changes;

    @SuppressWarnings("ImmutableEnumChecker") // what Set.of returns is immutable
    private final Set<Fact> needs;

    Effect(String label, Function<Facts, List<Change>> changes, Fact... needs) {
        this.label = label;
        this.changes = changes;
        this.needs = Set.of(needs);
    }

    /** Returns the facts that the changes ask for. */
    Set<Fact> needs() {
        return needs;
    }

    /** Returns the words for this effect in the document of the table. */
    public String label() {
        return label;
    }

    List<Change> changes(Facts facts) {
        return changes.apply(facts);
    }

    private static List<Change> due(Facts facts, Duration in) {
        return List.of(new Change.Set(Attribute.DUE, millis(facts.now().plus(in))));
    }

    private static Change zones(Attribute attribute, List<ZoneId> zones) {
        return new Change.Set(attribute, zones.stream().map(ZoneId::value).toList());
    }

    private static List<Change> origin(Facts facts) {
        return List.of(
                new Change.Set(Attribute.SOURCE, facts.source().code()),
                new Change.Set(Attribute.NAME_TOKEN, facts.nameToken()));
    }

    private static List<Change> tombstone(Facts facts) {
        return CLEARED_IN_TOMBSTONE.stream().<Change>map(Change.Clear::new).toList();
    }

    static Instant millis(Instant instant) {
        return Instant.ofEpochMilli(instant.toEpochMilli());
    }
}
