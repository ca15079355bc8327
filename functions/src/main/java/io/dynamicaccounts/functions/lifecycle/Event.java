package io.dynamicaccounts.functions.lifecycle;

import io.dynamicaccounts.functions.account.Coded;
import java.util.Locale;
import java.util.Set;

/**
 * The events that can happen to an account. {@link Lifecycle} decides from which states, under which guards, and to
 * which state each event leads.
 */
public enum Event implements Coded {
    PROVISION(
            "PROVISION",
            Fact.SOURCE,
            Fact.DEFINITION,
            Fact.NAME_TOKEN,
            Fact.ASKED_ZONE,
            Fact.KUBECONFIG_FILE,
            Fact.VERSION,
            Fact.REQUIRED_VERSION,
            Fact.LEFT_ZONES),
    ACTIVATE("ACTIVATE", Fact.ASKED_ZONE, Fact.KUBECONFIG_FILE, Fact.REQUIRED_VERSION),
    MOVE("MOVE", Fact.ZONE, Fact.ASKED_ZONE, Fact.KUBECONFIG_FILE, Fact.VERSION, Fact.LEFT_ZONES),
    ASSIGN("ASSIGN", Fact.ZONE, Fact.GENERATION),
    CONFIRM("CONFIRM", Fact.ZONE, Fact.GENERATION, Fact.OTHER_AGENTS_LIVE, Fact.HOLDING_ZONES),
    START_FAILED("START_FAILED", Fact.ZONE, Fact.GENERATION, Fact.VERSION, Fact.FAILED_ACCOUNT),
    TRY_NEXT_ZONE("TRY_NEXT_ZONE", Fact.ZONE, Fact.GENERATION, Fact.VERSION, Fact.LEFT_ZONES, Fact.TRIED_ZONES),
    RETRY("RETRY", Fact.GENERATION),
    /**
     * Needs one fact more once the account was read, because only the stored account shows whether this release was
     * the last.
     */
    RELEASE("RELEASE", Set.of(Fact.ZONE, Fact.GENERATION), Set.of(Fact.ZONE, Fact.GENERATION, Fact.FAILED_ACCOUNT)),
    NO_TAKER("NO_TAKER", Fact.VERSION),
    REQUEUE("REQUEUE", Fact.ZONE, Fact.GENERATION, Fact.VERSION, Fact.LEFT_ZONES),
    REDEFINE("REDEFINE", Fact.ASKED_ZONE, Fact.VERSION, Fact.DEFINITION),
    REASSIGN("REASSIGN"),
    ORPHAN("ORPHAN", Fact.VERSION),
    DEACTIVATE("DEACTIVATE"),
    STOP_SENT("STOP_SENT", Fact.ZONE, Fact.GENERATION, Fact.STOP_REVISION),
    STOPPED("STOPPED", Fact.VERSION),
    STOP_FAILED("STOP_FAILED", Fact.ZONE, Fact.GENERATION),
    STOP_AGAIN("STOP_AGAIN", Fact.GENERATION),
    DELETE("DELETE", Fact.VERSION, Fact.REQUIRED_VERSION, Fact.DECLARATIONS_REFUSED),
    DECLARE("DECLARE", Fact.SOURCE, Fact.DEFINITION, Fact.NAME_TOKEN, Fact.ASKED_ZONE, Fact.VERSION, Fact.LEFT_ZONES),
    REDECLARE("REDECLARE", Fact.ZONE, Fact.VERSION, Fact.DEFINITION),
    WITHDRAW("WITHDRAW", Fact.VERSION),
    ADOPT("ADOPT", Fact.VERSION, Fact.EPOCH, Fact.STOP_REVISION);

    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // what Set.of returns is immutable
    private final Set<Fact> facts;

    @SuppressWarnings("ImmutableEnumChecker") // what Set.of returns is immutable
    private final Set<Fact> factsOnceRead;

    Event(String code, Fact... facts) {
        this(code, Set.of(facts), Set.of(facts));
    }

    Event(String code, Set<Fact> facts, Set<Fact> factsOnceRead) {
        this.code = code;
        this.facts = facts;
        this.factsOnceRead = factsOnceRead;
    }

    @Override
    public String code() {
        return code;
    }

    /** Returns the facts that every attempt at the event gives: see {@link EventFacts}. */
    Set<Fact> facts() {
        return facts;
    }

    /** Returns the facts that an attempt gives once the account was read. */
    Set<Fact> factsOnceRead() {
        return factsOnceRead;
    }

    /** Returns the event as the history, refusals and the document of the table name it: {@code "stop sent"}. */
    public String label() {
        return code.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
