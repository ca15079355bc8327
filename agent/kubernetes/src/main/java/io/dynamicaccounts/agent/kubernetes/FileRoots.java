package io.dynamicaccounts.agent.kubernetes;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Maps names of files, as definitions have them for another machine, to files of this machine. A file whose name
 * begins with a root's {@code from} is in the root's {@code to}, under the rest of its name; of several roots the
 * longest {@code from} counts.
 *
 * <p>A {@code from} is a path, such as {@code /var/secrets}, or the beginning of a reference that Clouddriver
 * resolves, such as {@code configserver:} or <code>${HOME}</code>. A {@code from} ends where a segment ends: at the
 * end of the name, at a {@code /}, or with its own {@code :} or {@code !}. {@code .} stands for every relative path.
 * A rest that leads out of {@code to} by {@code ..} is refused.
 */
public record FileRoots(List<Root> roots) {

    /** No name is mapped. */
    public static final FileRoots NONE = new FileRoots(List.of());

    private static final String HERE = ".";

    private static final Pattern SCHEME = Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):.*", Pattern.DOTALL);

    /** Names of this scheme are no secrets; other references may be. */
    private static final String CONFIG_SERVER = "configserver";

    private static final String PLACEHOLDER = "${";

    public FileRoots {
        roots = roots.stream()
                .sorted(Comparator.comparingInt((Root root) -> root.from().length())
                        .reversed())
                .toList();
        var seen = new HashSet<String>();
        for (Root root : roots) {
            if (!seen.add(root.from())) {
                throw new IllegalArgumentException("--kubeconfig-root maps " + root.from() + " twice: leave one out");
            }
        }
    }

    /**
     * One mapping.
     *
     * @param from the beginning of the mapped names
     * @param to an absolute path of this machine
     */
    public record Root(String from, Path to) {

        public Root {
            from = withoutHere(from.length() > 1 && from.endsWith("/") ? from.substring(0, from.length() - 1) : from);
            to = to.normalize();
        }

        /** Returns the rest of a name that begins with {@code from}. */
        private Optional<String> rest(String name) {
            if (from.equals(HERE)) {
                return isRelative(name) ? Optional.of(name) : Optional.empty();
            }
            if (!name.startsWith(from)) {
                return Optional.empty();
            }
            String rest = name.substring(from.length());
            boolean segmentEnds =
                    rest.isEmpty() || rest.startsWith("/") || "/:!".indexOf(from.charAt(from.length() - 1)) >= 0;
            return segmentEnds ? Optional.of(rest.replaceFirst("^/+", "")) : Optional.empty();
        }
    }

    /**
     * Parses the roots of a command line, each as {@code FROM=TO}: {@code TO} begins after the last {@code =}.
     *
     * @throws IllegalArgumentException when a text is no root, or two roots have the same {@code FROM}; the message
     *     shows the form
     */
    public static FileRoots parse(List<String> texts) {
        var roots = new ArrayList<Root>();
        for (String text : texts) {
            int equals = text.lastIndexOf('=');
            String from = equals < 0 ? "" : text.substring(0, equals).strip();
            String to = text.substring(equals + 1).strip();
            if (from.isEmpty() || !to.startsWith("/")) {
                throw new IllegalArgumentException(
                        "--kubeconfig-root must be FROM=TO, with TO an absolute path, such as"
                                + " configserver:=/etc/kubeconfigs, not " + SafeText.brief(text));
            }
            roots.add(new Root(from, Path.of(to)));
        }
        return new FileRoots(roots);
    }

    /** Returns whether a name is a relative path. */
    static boolean isRelative(String name) {
        return !name.startsWith("/")
                && !name.startsWith("~")
                && !name.startsWith("{cipher}")
                && !name.contains(PLACEHOLDER)
                && !SCHEME.matcher(name).matches();
    }

    /** Returns the path of the file that a field names. */
    Path locate(String field, String name) throws CannotConnect {
        Optional<Path> mapped = mapped(field, name);
        if (mapped.isPresent()) {
            return mapped.get();
        }
        if (!name.startsWith("/") || name.contains(PLACEHOLDER)) {
            throw new CannotConnect(field + " must be an absolute path on the agent's machine, and is " + whatItIs(name)
                    + ": give an absolute path, or start agents with --kubeconfig-root " + suggested(name));
        }
        return path(field, name);
    }

    /** Returns the path to which a root maps the file that a field names; empty without such a root. */
    Optional<Path> mapped(String field, String name) throws CannotConnect {
        String plain = withoutHere(name);
        for (Root root : roots) {
            Optional<String> rest = root.rest(plain);
            if (rest.isPresent()) {
                Path path = root.to().resolve(path(field, rest.get())).normalize();
                if (!path.startsWith(root.to())) {
                    throw new CannotConnect(field + " leads out of " + root.to()
                            + ", to which --kubeconfig-root maps its beginning, by ..");
                }
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    private static Path path(String field, String name) throws CannotConnect {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new CannotConnect(field + " is no path");
        }
    }

    private static String withoutHere(String name) {
        return name.startsWith("./") && name.length() > 2 ? name.substring(2) : name;
    }

    private static String whatItIs(String name) {
        Matcher scheme = SCHEME.matcher(name);
        if (name.startsWith("{cipher}")) {
            return "an encrypted value";
        }
        if (name.contains(PLACEHOLDER)) {
            return "the placeholder " + SafeText.brief(name);
        }
        if (!scheme.matches()) {
            return "the relative " + SafeText.brief(name);
        }
        return scheme.group("scheme").equals(CONFIG_SERVER)
                ? SafeText.brief(name)
                : "a reference of the scheme " + SafeText.brief(scheme.group("scheme"));
    }

    private static String suggested(String name) {
        if (name.contains(PLACEHOLDER) && name.contains("}")) {
            return "'" + SafeText.brief(name.substring(0, name.lastIndexOf('}') + 1)) + "=DIRECTORY'";
        }
        if (name.startsWith(CONFIG_SERVER + ":")) {
            return CONFIG_SERVER + ":=DIRECTORY";
        }
        if (name.startsWith("~")) {
            return SafeText.brief(name.split("/", 2)[0]) + "=DIRECTORY";
        }
        return isRelative(name) ? ".=DIRECTORY" : "FROM=DIRECTORY";
    }
}
