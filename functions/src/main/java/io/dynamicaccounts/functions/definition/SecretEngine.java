package io.dynamicaccounts.functions.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service that keeps secrets, which the control plane asks while it answers an agent. It is asked only for what
 * {@link AllowedReferences} permits. An implementation bounds the time and the size of each read, follows no
 * redirect, keeps nothing that it has read, and puts no part of a secret into an exception or a log. Safe for use by
 * any number of threads.
 */
public interface SecretEngine {

    /** Returns the parameters that say where a secret is, in their order, of an engine that the control plane has. */
    static Optional<List<String>> location(String engine) {
        return Optional.ofNullable(LOCATIONS.get(engine));
    }

    /** The engines that the control plane has, with the parameters that say where a secret is. */
    Map<String, List<String>> LOCATIONS = Map.of("secrets-manager", List.of("r", "s"), "s3", List.of("r", "b", "f"));

    /** The parameter that selects one value of what a secret contains. */
    String KEY = "k";

    /** Returns the name by which references call the engine, one of {@link #LOCATIONS}. */
    String name();

    /**
     * Returns the secret at a place.
     *
     * @param location the values of the parameters of the engine's location
     * @throws NotResolved when the place cannot be, is the control plane's own, or has nothing to read
     */
    String read(Map<String, String> location) throws NotResolved;

    /**
     * Returns one value of a secret.
     *
     * @param secret what {@link #read} returned
     * @throws NotResolved when the secret has no such value
     */
    String select(String secret, String key) throws NotResolved;

    /**
     * A reference has no value, for a reason that operators may read: it names neither the secret nor a parameter.
     */
    final class NotResolved extends Exception {
        private static final long serialVersionUID = 1;

        /** Creates the failure with its reason, which completes "the field … cannot be resolved: ". */
        public NotResolved(String reason) {
            super(reason, null, false, false);
        }

        /** Returns the reason. */
        public String reason() {
            return String.valueOf(getMessage());
        }
    }
}
