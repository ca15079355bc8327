package io.dynamicaccounts.functions.lifecycle;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.Source;
import io.dynamicaccounts.functions.account.ZoneId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt at a transition knows: who acts and when, and whatever the guards and effects of its row ask for. A row that
 * asks for a fact that the caller did not give is a programming error and throws {@link NoSuchElementException}.
 */
public final class Facts {

    private final Timing timing;
    private final Instant now;
    private final String actor;
    private final @Nullable String message;
    private final @Nullable ZoneId zone;
    private final @Nullable Long generation;
    private final @Nullable Long version;
    private final @Nullable Failures failures;
    private final @Nullable Long stopRevision;
    private final @Nullable Long epoch;
    private final @Nullable DefinitionId definition;
    private final @Nullable String kubeconfigFile;
    private final @Nullable Source source;
    private final @Nullable String nameToken;
    private final boolean otherAgentsLive;
    private final boolean declarationsRefused;
    private final List<ZoneId> triedZones;
    private final List<String> triedReasons;
    private final List<ZoneId> leftZones;
    private final List<ZoneId> holdingZones;

    /** Whose start fails, and how often it was tried again before. */
    private record Failures(AccountName account, int retries) {}

    private Facts(Builder builder) {
        this.timing = builder.timing;
        this.now = builder.now;
        this.actor = builder.actor;
        this.message = builder.message;
        this.zone = builder.zone;
        this.generation = builder.generation;
        this.version = builder.version;
        this.failures = builder.failures;
        this.stopRevision = builder.stopRevision;
        this.epoch = builder.epoch;
        this.definition = builder.definition;
        this.kubeconfigFile = builder.kubeconfigFile;
        this.source = builder.source;
        this.nameToken = builder.nameToken;
        this.otherAgentsLive = builder.otherAgentsLive;
        this.declarationsRefused = builder.declarationsRefused;
        this.triedZones = builder.triedZones;
        this.triedReasons = builder.triedReasons;
        this.leftZones = builder.leftZones;
        this.holdingZones = builder.holdingZones;
    }

    /** Facts of an attempt by this actor (see contract: token name, agent id, {@code sweep}, …) at this time. */
    public static Builder by(String actor, Instant now, Timing timing) {
        return new Builder(actor, now, timing);
    }

    public Timing timing() {
        return timing;
    }

    public Instant now() {
        return now;
    }

    public String actor() {
        return actor;
    }

    public Optional<String> message() {
        return Optional.ofNullable(message);
    }

    public Optional<ZoneId> zone() {
        return Optional.ofNullable(zone);
    }

    public Optional<String> kubeconfigFile() {
        return Optional.ofNullable(kubeconfigFile);
    }

    /** Whether agents live in the zone besides the one that acts. */
    public boolean otherAgentsLive() {
        return otherAgentsLive;
    }

    /** Whether the account found is declared by none but agents to which it was refused. */
    boolean declarationsRefused() {
        return declarationsRefused;
    }

    public List<ZoneId> triedZones() {
        return triedZones;
    }

    public List<String> triedReasons() {
        return triedReasons;
    }

    public List<ZoneId> leftZones() {
        return leftZones;
    }

    /** Those of the zones left whose agents have not let go. */
    public List<ZoneId> holdingZones() {
        return holdingZones;
    }

    long generation() {
        return required("generation", generation);
    }

    long version() {
        return required("version", version);
    }

    int retries() {
        return required("number of retries", failures).retries();
    }

    /** How long until the next try, after so many; as long as a publication takes where there is none by itself. */
    Duration untilNextTry(int retries) {
        return timing.untilNextTry(required("number of retries", failures).account(), retries)
                .orElse(Timing.PUBLICATION_GRACE);
    }

    long stopRevision() {
        return required("stop revision", stopRevision);
    }

    long epoch() {
        return required("epoch", epoch);
    }

    ZoneId requiredZone() {
        return required("zone", zone);
    }

    DefinitionId definition() {
        return required("definition", definition);
    }

    Source source() {
        return required("source", source);
    }

    String nameToken() {
        return required("name token", nameToken);
    }

    private static <T> T required(String what, @Nullable T value) {
        if (value == null) {
            throw new NoSuchElementException("the transition needs a " + what);
        }
        return value;
    }

    /** Collects the facts; every fact but actor, time and timing is optional until a row asks for it. */
    public static final class Builder {
        private final Timing timing;
        private final Instant now;
        private final String actor;
        private @Nullable String message;
        private @Nullable ZoneId zone;
        private @Nullable Long generation;
        private @Nullable Long version;
        private @Nullable Failures failures;
        private @Nullable Long stopRevision;
        private @Nullable Long epoch;
        private @Nullable DefinitionId definition;
        private @Nullable String kubeconfigFile;
        private @Nullable Source source;
        private @Nullable String nameToken;
        private boolean otherAgentsLive;
        private boolean declarationsRefused;
        private List<ZoneId> triedZones = List.of();
        private List<String> triedReasons = List.of();
        private List<ZoneId> leftZones = List.of();
        private List<ZoneId> holdingZones = List.of();

        private Builder(String actor, Instant now, Timing timing) {
            this.actor = actor;
            this.now = now;
            this.timing = timing;
        }

        /** What a human should read in the account and its history. */
        public Builder message(@Nullable String message) {
            this.message = message;
            return this;
        }

        public Builder zone(@Nullable ZoneId zone) {
            this.zone = zone;
            return this;
        }

        public Builder generation(long generation) {
            this.generation = generation;
            return this;
        }

        public Builder version(long version) {
            this.version = version;
            return this;
        }

        /** How often the start of the account found was tried again: by that the next try is due, should it fail now. */
        public Builder failedAccount(Account found) {
            this.failures = new Failures(found.name(), found.retries());
            return this;
        }

        public Builder stopRevision(long stopRevision) {
            this.stopRevision = stopRevision;
            return this;
        }

        /** The installation's epoch: see {@link io.dynamicaccounts.functions.store.Installation}. */
        public Builder epoch(long epoch) {
            this.epoch = epoch;
            return this;
        }

        public Builder definition(DefinitionId definition) {
            this.definition = definition;
            return this;
        }

        public Builder kubeconfigFile(@Nullable String kubeconfigFile) {
            this.kubeconfigFile = kubeconfigFile;
            return this;
        }

        public Builder source(Source source) {
            this.source = source;
            return this;
        }

        public Builder nameToken(String nameToken) {
            this.nameToken = nameToken;
            return this;
        }

        public Builder otherAgentsLive(boolean othersLive) {
            this.otherAgentsLive = othersLive;
            return this;
        }

        public Builder declarationsRefused(boolean declarationsRefused) {
            this.declarationsRefused = declarationsRefused;
            return this;
        }

        /** The zones that failed, and why, in the same order. */
        public Builder triedZones(List<ZoneId> triedZones, List<String> reasons) {
            this.triedZones = List.copyOf(triedZones);
            this.triedReasons = List.copyOf(reasons);
            return this;
        }

        public Builder leftZones(List<ZoneId> leftZones) {
            this.leftZones = List.copyOf(leftZones);
            return this;
        }

        public Builder holdingZones(List<ZoneId> holdingZones) {
            this.holdingZones = List.copyOf(holdingZones);
            return this;
        }

        public Facts build() {
            return new Facts(this);
        }
    }
}
