package io.dynamicaccounts.functions.lifecycle;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.Source;
import io.dynamicaccounts.functions.account.ZoneId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects facts for a test, including combinations that no caller gives. A fact that may be empty is empty until
 * the test gives it; every other fact is absent until then.
 */
public final class AnyFacts {

    private final EventFacts attempt;
    private final Map<Fact, Object> given = new EnumMap<>(Fact.class);
    private Optional<String> message = Optional.empty();

    private AnyFacts(EventFacts attempt) {
        this.attempt = attempt;
        given.put(Fact.ASKED_ZONE, Optional.empty());
        given.put(Fact.KUBECONFIG_FILE, Optional.empty());
        given.put(Fact.REQUIRED_VERSION, Optional.empty());
        given.put(Fact.OTHER_AGENTS_LIVE, false);
        given.put(Fact.DECLARATIONS_REFUSED, false);
        given.put(Fact.TRIED_ZONES, new Facts.TriedZones(List.of(), List.of()));
        given.put(Fact.LEFT_ZONES, List.of());
        given.put(Fact.HOLDING_ZONES, List.of());
    }

    public static AnyFacts by(String actor, Instant now, Timing timing) {
        return new AnyFacts(new EventFacts(actor, now, timing, Optional.empty()));
    }

    public AnyFacts message(String text) {
        message = Optional.of(text);
        return this;
    }

    /** Gives the zone that the attempt is about and that is asked for. */
    public AnyFacts zone(ZoneId zone) {
        return with(Fact.ZONE, zone).with(Fact.ASKED_ZONE, Optional.of(zone));
    }

    public AnyFacts generation(long generation) {
        return with(Fact.GENERATION, generation);
    }

    public AnyFacts version(long version) {
        return with(Fact.VERSION, version);
    }

    public AnyFacts requiredVersion(long version) {
        return with(Fact.REQUIRED_VERSION, Optional.of(version));
    }

    public AnyFacts failedAccount(Account found) {
        return with(Fact.FAILED_ACCOUNT, found);
    }

    public AnyFacts stopRevision(long revision) {
        return with(Fact.STOP_REVISION, revision);
    }

    public AnyFacts epoch(long epoch) {
        return with(Fact.EPOCH, epoch);
    }

    public AnyFacts definition(DefinitionId definition) {
        return with(Fact.DEFINITION, definition);
    }

    public AnyFacts kubeconfigFile(@Nullable String path) {
        return with(Fact.KUBECONFIG_FILE, Optional.ofNullable(path));
    }

    public AnyFacts source(Source source) {
        return with(Fact.SOURCE, source);
    }

    public AnyFacts nameToken(String token) {
        return with(Fact.NAME_TOKEN, token);
    }

    public AnyFacts otherAgentsLive(boolean live) {
        return with(Fact.OTHER_AGENTS_LIVE, live);
    }

    public AnyFacts declarationsRefused(boolean refused) {
        return with(Fact.DECLARATIONS_REFUSED, refused);
    }

    public AnyFacts triedZones(List<ZoneId> zones, List<String> reasons) {
        return with(Fact.TRIED_ZONES, new Facts.TriedZones(zones, reasons));
    }

    public AnyFacts leftZones(List<ZoneId> zones) {
        return with(Fact.LEFT_ZONES, zones);
    }

    public AnyFacts holdingZones(List<ZoneId> zones) {
        return with(Fact.HOLDING_ZONES, zones);
    }

    /** Removes the fact. */
    AnyFacts without(Fact fact) {
        given.remove(fact);
        return this;
    }

    private AnyFacts with(Fact fact, Object value) {
        given.put(fact, value);
        return this;
    }

    /** Returns the facts of an attempt at a row of the test's own, whatever its event. */
    public Facts build() {
        return of(Event.PROVISION);
    }

    /** Returns the facts of an attempt at this event. */
    public Facts of(Event event) {
        return new Facts(event, attempt.withMessage(message), given);
    }
}
