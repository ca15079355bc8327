package io.dynamicaccounts.agent.kubernetes;

import io.dynamicaccounts.agent.protocol.ClearDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of a definition that matter for connecting to the cluster. */
record ConnectionFields(Map<String, Object> all) {

    /**
     * The three forms in which Spinnaker references a secret that is stored elsewhere; each begins with the engine.
     */
    private static final Pattern REFERENCE = Pattern.compile(
            "(?<scheme>encrypted|encryptedFile|secret):(?://)?(?<engine>[^!:/?]*)(?<parameters>.*)", Pattern.DOTALL);

    /** The name of a file, which a root of this machine may map; the name is checked when the file is read. */
    static final String KUBECONFIG_FILE = "kubeconfigFile";

    private static final String CONTENTS = "kubeconfigContents";

    /**
     * Returns the fields with the one reference that this agent may resolve: the contents of the kubeconfig, or, as a
     * whole file, its name. In any other field the value could be sent to a server that the definition names.
     *
     * @param secrets resolves it, and may wait for the agent's own cluster
     */
    static ConnectionFields of(ClearDefinition definition, ClusterSecrets secrets) throws CannotConnect {
        Map<String, Object> fields = new HashMap<>(definition.fields());
        if (secrets.areAllowed()) {
            for (String field : List.of(CONTENTS, KUBECONFIG_FILE)) {
                Optional<Matcher> found = reference(fields.get(field) instanceof String text ? text : "")
                        .filter(reference -> reference.group("engine").equals(ClusterSecrets.ENGINE))
                        .filter(reference -> !reference.group("scheme").equals("secret"))
                        .filter(reference -> field.equals(CONTENTS)
                                || reference.group("scheme").equals("encryptedFile"));
                if (found.isPresent()) {
                    fields.remove(field);
                    fields.put(CONTENTS, secrets.read(found.get().group("parameters")));
                }
            }
        }
        return checked(fields);
    }

    private static ConnectionFields checked(Map<String, Object> fields) throws CannotConnect {
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            if (field.getValue() != null && !field.getKey().equals(KUBECONFIG_FILE)) {
                refuseReference(
                        field.getKey(),
                        field.getValue(),
                        field.getKey().equals(CONTENTS)
                                ? "give kubeconfigFile, an absolute path on the agent's machine, instead"
                                : "write its value, or leave it out");
            }
        }
        return new ConnectionFields(fields);
    }

    /**
     * Refuses a reference to a secret. A reference has parameters that may be secrets, so that the reason names only
     * scheme and engine.
     */
    static void refuseReference(String field, Object value, String remedy) throws CannotConnect {
        Optional<Matcher> found = reference(value);
        if (found.isPresent()) {
            String engine = found.get().group("engine");
            throw new CannotConnect(SafeText.brief(field) + " (" + found.get().group("scheme")
                    + ":) needs the secret engine " + SafeText.brief(engine)
                    + (engine.equals(ClusterSecrets.ENGINE)
                            ? ", which agents have with --secrets-from, and for kubeconfigContents only: "
                            : ", which this agent does not have: ")
                    + remedy);
        }
    }

    /** Finds a reference at any depth, because the agent has no list of the fields that hold secrets. */
    private static Optional<Matcher> reference(Object value) {
        return switch (value) {
            case String text -> Optional.of(REFERENCE.matcher(text)).filter(Matcher::matches);
            case Map<?, ?> map -> reference(map.values());
            case Iterable<?> list -> {
                for (Object each : list) {
                    Optional<Matcher> found = each == null ? Optional.empty() : reference(each);
                    if (found.isPresent()) {
                        yield found;
                    }
                }
                yield Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    /** Returns the text of a field; empty when the field is missing or blank. */
    Optional<String> text(String name) throws CannotConnect {
        return switch (all.get(name)) {
            case null -> Optional.empty();
            case String text -> text.isBlank() ? Optional.empty() : Optional.of(text);
            default -> throw new CannotConnect(name + " must be a text");
        };
    }

    boolean isTrue(String name) throws CannotConnect {
        return switch (all.get(name)) {
            case null -> false;
            case Boolean value -> value;
            case String text when text.equalsIgnoreCase("true") -> true;
            case String text when text.equalsIgnoreCase("false") || text.isEmpty() -> false;
            default -> throw new CannotConnect(name + " must be true or false");
        };
    }

    List<String> texts(String name) throws CannotConnect {
        return switch (all.get(name)) {
            case null -> List.of();
            case List<?> list -> {
                List<String> texts = new ArrayList<>();
                for (Object each : list) {
                    if (!(each instanceof String text) || text.isBlank()) {
                        throw new CannotConnect(name + " must be a list of texts");
                    }
                    texts.add(text);
                }
                yield List.copyOf(texts);
            }
            default -> throw new CannotConnect(name + " must be a list of texts");
        };
    }

    /** Returns the names of the fields that a Spinnaker account may have and that this agent ignores. */
    List<String> oAuth() {
        return all.keySet().stream()
                .filter(name -> name.startsWith("oAuth"))
                .sorted()
                .toList();
    }

    @Override
    public String toString() {
        return "Fields[masked]";
    }
}
