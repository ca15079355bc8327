package io.dynamicaccounts.functions.definition;

import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.SecretEngine.NotResolved;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the references to secrets in a definition by what they stand for, on its way to an agent and nowhere else.
 *
 * <p>A reference whose engine the agent says that it has goes to the agent as it is. Any other is resolved by an engine
 * of the control plane where {@link AllowedReferences} permits it for the agent's zone, or else the definition cannot
 * be used. References are resolved in secret fields only, and in {@code kubeconfigFile}: what stands in another field
 * is shown to operators, or sent to a server that the definition names.
 *
 * @param engines the engines of the control plane
 * @param clock bounds the time of an answer
 */
public record ReferenceResolver(List<SecretEngine> engines, AllowedReferences allowed, InstantSource clock) {

    /** Resolves nothing. */
    public static final ReferenceResolver NONE =
            new ReferenceResolver(List.of(), AllowedReferences.NONE, InstantSource.system());

    /** The most references of one definition, each of which may be a call. */
    static final int MOST = 20;

    /** The most characters that the secrets of one definition have together, as many as a definition may have. */
    static final int MOST_CHARACTERS = 256 * 1024;

    static final String FILE = "kubeconfigFile";
    static final String CONTENTS = "kubeconfigContents";

    public ReferenceResolver {
        engines = List.copyOf(engines);
    }

    /** A definition with its references replaced, or why one of them could not be. */
    public sealed interface Resolution {
        record Resolved(Definition definition) implements Resolution {}

        /**
         * A reference has no value.
         *
         * @param reason which field and engine, and what to do; never a secret nor a parameter
         */
        record Failed(String reason) implements Resolution {}
    }

    /** Returns whether a definition refers to a secret. */
    public static boolean refers(Definition definition) {
        return refers(definition.fields());
    }

    private static boolean refers(@Nullable Object value) {
        return switch (value) {
            case String text -> SecretReference.of(text).isPresent();
            case Map<?, ?> map -> map.values().stream().anyMatch(ReferenceResolver::refers);
            case List<?> list -> list.stream().anyMatch(ReferenceResolver::refers);
            case null, default -> false;
        };
    }

    /**
     * Returns the definition as an agent receives it.
     *
     * @param agentEngines the engines that the agent has
     * @param secrets what was read for the same answer before
     */
    public Resolution resolve(Definition definition, ZoneId zone, Set<String> agentEngines, AnswerSecrets secrets) {
        try {
            return new Resolution.Resolved(
                    new Definition(new Walk(zone, agentEngines, secrets).definition(definition.fields())));
        } catch (NotResolved e) {
            return new Resolution.Failed(e.reason());
        }
    }

    /** Returns whether the control plane has the engine of a reference, and knows its form. */
    static boolean mayBeResolvedHere(SecretReference reference) {
        return reference.form() != SecretReference.Form.URL
                && SecretEngine.location(reference.engine()).isPresent();
    }

    /** Returns what can be written in a field in the place of a reference. */
    static String remedy(String field) {
        return field.equals(CONTENTS)
                ? "give kubeconfigFile, an absolute path on the agents' machines, instead"
                : "write its value, or leave it out";
    }

    /** One definition on its way to one agent. */
    private final class Walk {
        private final ZoneId zone;
        private final Set<String> agentEngines;
        private final AnswerSecrets secrets;
        private int references;
        private long characters;

        Walk(ZoneId zone, Set<String> agentEngines, AnswerSecrets secrets) {
            this.zone = zone;
            this.agentEngines = agentEngines;
            this.secrets = secrets;
        }

        Map<String, Object> definition(Map<String, Object> fields) throws NotResolved {
            var copy = new LinkedHashMap<String, Object>();
            for (Map.Entry<String, Object> field : fields.entrySet()) {
                if (field.getKey().equals(FILE)) {
                    file(field.getValue(), copy);
                } else {
                    copy.put(
                            field.getKey(),
                            value(field.getKey(), SecretFields.isSecret(field.getKey()), field.getValue()));
                }
            }
            return copy;
        }

        /**
         * A file of Clouddriver's machine is on no agent's, so its content is given in its place. What is not resolved
         * here stays: agents may have a directory for it.
         */
        private void file(@Nullable Object value, Map<String, Object> copy) throws NotResolved {
            Optional<SecretReference> reference = SecretReference.of(value)
                    .filter(found -> !agentEngines.contains(found.engine()))
                    .filter(found -> engine(found).isPresent() && allowed.permits(zone, found));
            if (reference.isEmpty()) {
                copy.put(FILE, value);
            } else {
                copy.put(
                        reference.get().form() == SecretReference.Form.FILE ? CONTENTS : FILE,
                        resolved(FILE, reference.get()));
            }
        }

        private @Nullable Object value(String field, boolean secret, @Nullable Object value) throws NotResolved {
            return switch (value) {
                case String text -> {
                    Optional<SecretReference> reference = SecretReference.of(text);
                    yield reference.isEmpty() ? text : text(field, secret, text, reference.get());
                }
                case Map<?, ?> map -> {
                    var copy = new LinkedHashMap<String, @Nullable Object>();
                    for (Map.Entry<?, ?> each : map.entrySet()) {
                        String name = (String) each.getKey();
                        copy.put(name, value(name, secret || SecretFields.isSecret(name), each.getValue()));
                    }
                    yield copy;
                }
                case List<?> list -> {
                    var copy = new ArrayList<@Nullable Object>(list.size());
                    for (Object each : list) {
                        copy.add(value(field, secret, each));
                    }
                    yield copy;
                }
                case null, default -> value;
            };
        }

        private String text(String field, boolean secret, String text, SecretReference reference) throws NotResolved {
            if (agentEngines.contains(reference.engine())) {
                return text;
            }
            if (!secret) {
                throw failed(field, reference, "references are for secret fields only: write the value itself");
            }
            if (engine(reference).isEmpty()) {
                throw failed(
                        field,
                        reference,
                        "neither the control plane nor this agent has the secret engine " + reference.engineName()
                                + ": " + remedy(field));
            }
            if (!allowed.permits(zone, reference)) {
                throw failed(
                        field,
                        reference,
                        "dynamic-accounts.references.allowed does not permit it for zone " + zone
                                + ": permit it there, or " + remedy(field));
            }
            return resolved(field, reference);
        }

        private String resolved(String field, SecretReference reference) throws NotResolved {
            SecretEngine engine = engine(reference).orElseThrow();
            references++;
            if (references > MOST) {
                throw new NotResolved("the definition has more than " + MOST + " references to secrets");
            }
            var location = new LinkedHashMap<>(reference.parameters());
            String key = location.remove(SecretEngine.KEY);
            String value;
            try {
                if (reference.form() == SecretReference.Form.FILE && key != null) {
                    throw new NotResolved("encryptedFile: stands for a whole file, and takes no " + SecretEngine.KEY);
                }
                String secret = secrets.read(engine, Map.copyOf(location), clock);
                value = key == null ? secret : engine.select(secret, key);
            } catch (NotResolved e) {
                throw failed(field, reference, e.reason());
            }
            characters += value.length();
            if (characters > MOST_CHARACTERS) {
                throw failed(field, reference, "the secrets of a definition may have 256 KiB together");
            }
            return value;
        }

        private Optional<SecretEngine> engine(SecretReference reference) {
            return engines.stream()
                    .filter(engine ->
                            mayBeResolvedHere(reference) && engine.name().equals(reference.engine()))
                    .findFirst();
        }

        private static NotResolved failed(String field, SecretReference reference, String reason) {
            return new NotResolved("the reference (" + reference.form().scheme() + ":) in " + FieldName.shown(field)
                    + " cannot be resolved: " + reason);
        }
    }
}
