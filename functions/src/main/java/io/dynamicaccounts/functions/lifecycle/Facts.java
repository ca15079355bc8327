package io.dynamicaccounts.functions.lifecycle;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.Source;
import io.dynamicaccounts.functions.account.ZoneId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * The facts of one attempt at an event: who acts and when, and the facts that the event declares. Only
 * {@link EventFacts} builds them, so no declared fact can be left out, and {@link FactsCheck} verifies that no row
 * of the table asks for another.
 */
public final class Facts {

    private final Event event;
    private final EventFacts attempt;
    private final Map<Fact, Object> given;

    /** Creates the facts of an attempt. Each fact must have the type that the method of its name returns. */
    Facts(Event event, EventFacts attempt, Map<Fact, Object> given) {
        this.event = event;
        this.attempt = attempt;
        this.given = Map.copyOf(given);
    }

    /** The zones that failed and the reasons, in the same order. */
    record TriedZones(List<ZoneId> zones, List<String> reasons) {}

    /** Returns the event that is attempted. */
    public Event event() {
        return event;
    }

    Timing timing() {
        return attempt.timing();
    }

    Instant now() {
        return attempt.now();
    }

    String actor() {
        return attempt.actor();
    }

    Optional<String> message() {
        return attempt.message();
    }

    Set<Fact> given() {
        return given.keySet();
    }

    ZoneId zone() {
        return get(Fact.ZONE);
    }

    Optional<ZoneId> askedZone() {
        return get(Fact.ASKED_ZONE);
    }

    Optional<String> kubeconfigFile() {
        return get(Fact.KUBECONFIG_FILE);
    }

    long generation() {
        return this.<Long>get(Fact.GENERATION);
    }

    long version() {
        return this.<Long>get(Fact.VERSION);
    }

    Optional<Long> requiredVersion() {
        return get(Fact.REQUIRED_VERSION);
    }

    int retries() {
        return failedAccount().retries();
    }

    /**
     * Returns the wait before the next try after this number of retries. Without a next try, the wait is the time
     * that a publication takes.
     */
    Duration untilNextTry(int retries) {
        return timing().untilNextTry(failedAccount().name(), retries).orElse(Timing.PUBLICATION_GRACE);
    }

    private Account failedAccount() {
        return get(Fact.FAILED_ACCOUNT);
    }

    long stopRevision() {
        return this.<Long>get(Fact.STOP_REVISION);
    }

    long epoch() {
        return this.<Long>get(Fact.EPOCH);
    }

    DefinitionId definition() {
        return get(Fact.DEFINITION);
    }

    Source source() {
        return get(Fact.SOURCE);
    }

    String nameToken() {
        return get(Fact.NAME_TOKEN);
    }

    boolean otherAgentsLive() {
        return this.<Boolean>get(Fact.OTHER_AGENTS_LIVE);
    }

    boolean declarationsRefused() {
        return this.<Boolean>get(Fact.DECLARATIONS_REFUSED);
    }

    TriedZones triedZones() {
        return get(Fact.TRIED_ZONES);
    }

    List<ZoneId> leftZones() {
        return get(Fact.LEFT_ZONES);
    }

    List<ZoneId> holdingZones() {
        return get(Fact.HOLDING_ZONES);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // EventFacts gives each fact with its type
    private <T> T get(Fact fact) {
        Object value = given.get(fact);
        if (value == null) {
            throw new NoSuchElementException("an attempt to " + event.label() + " gives no " + fact);
        }
        return (T) value;
    }
}
