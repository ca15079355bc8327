package io.dynamicaccounts.functions.lifecycle;

import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.account.ZoneId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What a row of the lifecycle table changes besides the standing. */
public enum Effect {
    /** Agents must act anew; whatever is still on its way about the generation before matches nothing any more. */
    NEXT_GENERATION("generation +1", facts -> List.of(new Change.Increment(Attribute.GENERATION))),
    /** No number of the time before the adoption, not even of writes that were lost with it, is as high. */
    NEW_EPOCH(
            "version and generation of the new epoch",
            facts -> List.of(
                    new Change.Set(Attribute.VERSION, facts.epoch()),
                    new Change.Set(Attribute.GENERATION, facts.epoch())),
            Fact.EPOCH),
    RESET_RETRIES("retries 0", facts -> List.of(new Change.Set(Attribute.RETRIES, 0L))),
    COUNT_RETRY("retries +1", facts -> List.of(new Change.Increment(Attribute.RETRIES))),
    /** The revision of an earlier stop must not be taken for that of the new one. */
    RESET_STOP_RETRIES(
            "stops 0",
            facts -> List.of(new Change.Set(Attribute.STOP_RETRIES, 0L), new Change.Clear(Attribute.STOP_REVISION))),
    COUNT_STOP_RETRY(
            "stops +1",
            facts -> List.of(new Change.Increment(Attribute.STOP_RETRIES), new Change.Clear(Attribute.STOP_REVISION))),
    /** The sweep publishes if the function that moved the account does not live to do it. */
    DUE_SOON("due soon", facts -> due(facts, Timing.PUBLICATION_GRACE)),
    DUE_FOR_RETRY(
            "due after the retry frequency", facts -> due(facts, facts.timing().retryFrequency())),
    /** Where it is left to an operator it is due once more, to be published. */
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
    /** One agent's answer does not show that the others were told: the sweep asks once more where one has not answered. */
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
    /** A zone that an operator names is certain. Where none is named it stays. */
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
    /** A zone that the search chose: only success makes it certain. */
    SET_ZONE_UNPINNED(
            "zone set",
            facts -> List.of(new Change.Set(Attribute.ZONE, facts.zone().value())),
            Fact.ZONE),
    REMEMBER_ZONES_LEFT(
            "zones left remembered", facts -> List.of(zones(Attribute.LEFT_ZONES, facts.leftZones())), Fact.LEFT_ZONES),
    /** They were told that it left. Who has not let go yet matters again should it move on. */
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
    /** Where no kubeconfig is asked for it stays. */
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
    /** A kubeconfig path given before goes with the definition that it was given for. */
    NEW_DEFINITION(
            "new definition",
            facts -> List.of(
                    new Change.Set(Attribute.DEFINITION, facts.definition().value()),
                    new Change.Clear(Attribute.KUBECONFIG_FILE)),
            Fact.DEFINITION),
    /** The tombstone of an earlier life has nothing left to clear: see {@link #LEAVE_TOMBSTONE}. */
    SET_ORIGIN("origin noted", Effect::origin, Fact.SOURCE, Fact.NAME_TOKEN),
    /** The tombstone keeps what a later life must go on from, where agents may still know of the account, and which
     * definition is left to delete. */
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

    @SuppressWarnings("ImmutableEnumChecker") // every one is a lambda without state
    private final Function<Facts, List<Change>> changes;

    @SuppressWarnings("ImmutableEnumChecker") // what Set.of returns is immutable
    private final Set<Fact> needs;

    Effect(String words, Function<Facts, List<Change>> changes, Fact... needs) {
        this.label = words;
        this.changes = changes;
        this.needs = Set.of(needs);
    }

    /** Returns the facts that the changes ask for. */
    Set<Fact> needs() {
        return needs;
    }

    /** As the diagram says it. */
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
