package io.dynamicaccounts.functions.lifecycle;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.Source;
import io.dynamicaccounts.functions.account.ZoneId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the facts of an attempt at each event. There is one method for each event, and the method takes all facts
 * that the event declares: see {@link Event#facts()}. A generation always comes before a version.
 *
 * @param actor the name of the token, agent or function that acts, such as {@code sweep}
 * @param now the time of the attempt
 * @param timing the configured bounds
 * @param message the text for operators in the account and its history
 */
public record EventFacts(String actor, Instant now, Timing timing, Optional<String> message) {

    /** Returns the same facts with this message. */
    public EventFacts withMessage(String text) {
        return withMessage(Optional.of(text));
    }

    /** Returns the same facts with this message, or without a message. */
    public EventFacts withMessage(Optional<String> text) {
        return new EventFacts(actor, now, timing, text);
    }

    /**
     * Returns the facts of a {@link Event#PROVISION}.
     *
     * @param earlier the account or tombstone found under the name; empty before any read
     * @param requiredVersion the version that the tombstone must still have, if any; zero requires that there is none
     */
    public Facts provision(
            Source source,
            DefinitionId definition,
            String nameToken,
            Optional<ZoneId> zone,
            Optional<String> kubeconfigFile,
            Optional<Account> earlier,
            Optional<Long> requiredVersion) {
        return of(
                Event.PROVISION,
                Map.of(
                        Fact.SOURCE, source,
                        Fact.DEFINITION, definition,
                        Fact.NAME_TOKEN, nameToken,
                        Fact.ASKED_ZONE, zone,
                        Fact.KUBECONFIG_FILE, kubeconfigFile,
                        Fact.VERSION, version(earlier),
                        Fact.REQUIRED_VERSION, requiredVersion,
                        Fact.LEFT_ZONES, zonesThatMayKnow(earlier)));
    }

    /**
     * Returns the facts of an {@link Event#ACTIVATE}.
     *
     * @param requiredVersion the version that the account must still have, if any
     */
    public Facts activate(Optional<ZoneId> zone, Optional<String> kubeconfigFile, Optional<Long> requiredVersion) {
        return of(
                Event.ACTIVATE,
                Map.of(
                        Fact.ASKED_ZONE, zone,
                        Fact.KUBECONFIG_FILE, kubeconfigFile,
                        Fact.REQUIRED_VERSION, requiredVersion));
    }

    /** Returns the facts of a {@link Event#MOVE} of the account found to this zone. */
    public Facts move(Account found, ZoneId zone, Optional<String> kubeconfigFile) {
        return of(
                Event.MOVE,
                Map.of(
                        Fact.ZONE, zone,
                        Fact.ASKED_ZONE, Optional.of(zone),
                        Fact.KUBECONFIG_FILE, kubeconfigFile,
                        Fact.VERSION, found.version(),
                        Fact.LEFT_ZONES, found.zonesThatMayKnowIt()));
    }

    /** Returns the facts of an {@link Event#ASSIGN}. */
    public Facts assign(ZoneId zone, long generation) {
        return of(Event.ASSIGN, Map.of(Fact.ZONE, zone, Fact.GENERATION, generation));
    }

    /**
     * Returns the facts of a {@link Event#CONFIRM}.
     *
     * @param otherAgentsLive whether the zone has live agents besides the acting one
     * @param holdingZones those of the zones left whose agents have not acknowledged the departure
     */
    public Facts confirm(ZoneId zone, long generation, boolean otherAgentsLive, List<ZoneId> holdingZones) {
        return of(
                Event.CONFIRM,
                Map.of(
                        Fact.ZONE, zone,
                        Fact.GENERATION, generation,
                        Fact.OTHER_AGENTS_LIVE, otherAgentsLive,
                        Fact.HOLDING_ZONES, holdingZones));
    }

    /** Returns the facts of a {@link Event#START_FAILED} of the account found. */
    public Facts startFailed(Account found, ZoneId zone, long generation, long version) {
        return of(
                Event.START_FAILED,
                Map.of(
                        Fact.ZONE, zone,
                        Fact.GENERATION, generation,
                        Fact.VERSION, version,
                        Fact.FAILED_ACCOUNT, found));
    }

    /**
     * Returns the facts of a {@link Event#TRY_NEXT_ZONE} of the account found.
     *
     * @param leftZones the zones that the account leaves
     * @param triedZones the zones that failed
     * @param reasons why each zone failed, in the same order
     */
    public Facts tryNextZone(
            Account found, ZoneId next, List<ZoneId> leftZones, List<ZoneId> triedZones, List<String> reasons) {
        return of(
                Event.TRY_NEXT_ZONE,
                Map.of(
                        Fact.ZONE,
                        next,
                        Fact.GENERATION,
                        found.generation(),
                        Fact.VERSION,
                        found.version(),
                        Fact.LEFT_ZONES,
                        leftZones,
                        Fact.TRIED_ZONES,
                        new Facts.TriedZones(triedZones, reasons)));
    }

    /** Returns the facts of a {@link Event#RETRY}. */
    public Facts retry(long generation) {
        return of(Event.RETRY, Map.of(Fact.GENERATION, generation));
    }

    /**
     * Returns the facts of a {@link Event#RELEASE}.
     *
     * @param found the account; empty before any read
     */
    public Facts release(ZoneId zone, long generation, Optional<Account> found) {
        return of(
                Event.RELEASE,
                found.<Map<Fact, Object>>map(account ->
                                Map.of(Fact.ZONE, zone, Fact.GENERATION, generation, Fact.FAILED_ACCOUNT, account))
                        .orElseGet(() -> Map.of(Fact.ZONE, zone, Fact.GENERATION, generation)));
    }

    /** Returns the facts of a {@link Event#NO_TAKER}. */
    public Facts noTaker(long version) {
        return of(Event.NO_TAKER, Map.of(Fact.VERSION, version));
    }

    /**
     * Returns the facts of a {@link Event#REQUEUE}.
     *
     * @param leftZones the zones that the account leaves for this one
     */
    public Facts requeue(ZoneId zone, long generation, long version, List<ZoneId> leftZones) {
        return of(
                Event.REQUEUE,
                Map.of(
                        Fact.ZONE, zone,
                        Fact.GENERATION, generation,
                        Fact.VERSION, version,
                        Fact.LEFT_ZONES, leftZones));
    }

    /** Returns the facts of a {@link Event#REDEFINE}. */
    public Facts redefine(Optional<ZoneId> zone, long version, DefinitionId definition) {
        return of(Event.REDEFINE, Map.of(Fact.ASKED_ZONE, zone, Fact.VERSION, version, Fact.DEFINITION, definition));
    }

    /** Returns the facts of a {@link Event#REASSIGN}. */
    public Facts reassign() {
        return of(Event.REASSIGN, Map.of());
    }

    /** Returns the facts of an {@link Event#ORPHAN}. */
    public Facts orphan(long version) {
        return of(Event.ORPHAN, Map.of(Fact.VERSION, version));
    }

    /** Returns the facts of a {@link Event#DEACTIVATE}. */
    public Facts deactivate() {
        return of(Event.DEACTIVATE, Map.of());
    }

    /**
     * Returns the facts of a {@link Event#STOP_SENT}.
     *
     * @param revision the revision that sends the stop to the agents
     */
    public Facts stopSent(ZoneId zone, long generation, long revision) {
        return of(Event.STOP_SENT, Map.of(Fact.ZONE, zone, Fact.GENERATION, generation, Fact.STOP_REVISION, revision));
    }

    /** Returns the facts of a {@link Event#STOPPED}. */
    public Facts stopped(long version) {
        return of(Event.STOPPED, Map.of(Fact.VERSION, version));
    }

    /** Returns the facts of a {@link Event#STOP_FAILED}. */
    public Facts stopFailed(ZoneId zone, long generation) {
        return of(Event.STOP_FAILED, Map.of(Fact.ZONE, zone, Fact.GENERATION, generation));
    }

    /** Returns the facts of a {@link Event#STOP_AGAIN}. */
    public Facts stopAgain(long generation) {
        return of(Event.STOP_AGAIN, Map.of(Fact.GENERATION, generation));
    }

    /**
     * Returns the facts of a {@link Event#DELETE}.
     *
     * @param found the account; empty before any read
     * @param declarationsRefused whether the account was refused to every agent that declares it
     * @param requiredVersion the version that the account must still have, if any
     */
    public Facts delete(Optional<Account> found, boolean declarationsRefused, Optional<Long> requiredVersion) {
        return of(
                Event.DELETE,
                Map.of(
                        Fact.VERSION, version(found),
                        Fact.REQUIRED_VERSION, requiredVersion,
                        Fact.DECLARATIONS_REFUSED, declarationsRefused));
    }

    /**
     * Returns the facts of a {@link Event#DECLARE}.
     *
     * @param earlier the account or tombstone found under the name; empty before any read
     */
    public Facts declare(ZoneId zone, DefinitionId definition, String nameToken, Optional<Account> earlier) {
        return of(
                Event.DECLARE,
                Map.of(
                        Fact.SOURCE,
                        Source.DECLARED_BY_AGENT,
                        Fact.DEFINITION,
                        definition,
                        Fact.NAME_TOKEN,
                        nameToken,
                        Fact.ASKED_ZONE,
                        Optional.of(zone),
                        Fact.VERSION,
                        version(earlier),
                        Fact.LEFT_ZONES,
                        zonesThatMayKnow(earlier)));
    }

    /** Returns the facts of a {@link Event#REDECLARE}. */
    public Facts redeclare(ZoneId zone, long version, DefinitionId definition) {
        return of(Event.REDECLARE, Map.of(Fact.ZONE, zone, Fact.VERSION, version, Fact.DEFINITION, definition));
    }

    /** Returns the facts of a {@link Event#WITHDRAW}. */
    public Facts withdraw(long version) {
        return of(Event.WITHDRAW, Map.of(Fact.VERSION, version));
    }

    /** Returns the facts of an {@link Event#ADOPT}: a stop that was sent before counts as sent with the epoch. */
    public Facts adopt(long version, long epoch) {
        return of(Event.ADOPT, Map.of(Fact.VERSION, version, Fact.EPOCH, epoch, Fact.STOP_REVISION, epoch));
    }

    private Facts of(Event event, Map<Fact, Object> given) {
        return new Facts(event, this, given);
    }

    private static long version(Optional<Account> found) {
        return found.map(Account::version).orElse(0L);
    }

    private static List<ZoneId> zonesThatMayKnow(Optional<Account> earlier) {
        return earlier.map(Account::zonesThatMayKnowIt).orElse(List.of());
    }
}
