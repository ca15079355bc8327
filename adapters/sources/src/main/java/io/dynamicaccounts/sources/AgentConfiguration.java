package io.dynamicaccounts.sources;

import io.dynamicaccounts.functions.definition.CredentialSource.Unreadable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.reader.UnicodeReader;

/**
 * What the documented agents' configuration file, such as {@code armory-agent.yml}, says beside its accounts.
 *
 * <p>The switch {@code dynamicAccountsEnabled} may stand at the top, where it is documented, or within {@code
 * clouddriver} or {@code kubernetes}. Case, dashes and underscores of a key do not matter. All other keys are the
 * agent's own and are skipped.
 *
 * @param dynamicAccounts the switch; empty where the file does not have it
 * @param listsAccounts whether the file has {@code kubernetes.accounts}
 */
public record AgentConfiguration(Optional<Boolean> dynamicAccounts, boolean listsAccounts) {

    private static final Set<String> SWITCHES =
            Set.of("dynamicaccountsenabled", "clouddriver.dynamicaccountsenabled", "kubernetes.dynamicaccountsenabled");

    private static final Set<String> SECTIONS = Set.of("clouddriver", "kubernetes");

    private static final String ACCOUNTS = "kubernetes.accounts";

    /**
     * Reads a file once.
     *
     * @throws Unreadable when the file cannot be read, is not YAML, or has a switch that is neither true nor false, or
     *     both
     */
    public static AgentConfiguration read(Path file) {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            return new Reading(file, new ParserImpl(new StreamReader(new UnicodeReader(bytes)), FileBounds.options()))
                    .read();
        } catch (YAMLException e) {
            // Without the exception, which quotes the file.
            throw new Unreadable(file + " is not YAML", new IOException("no YAML"));
        } catch (IOException e) {
            throw new Unreadable(file + " cannot be read", e);
        }
    }

    /** One pass over the events of a file. */
    private static final class Reading {

        private final Path file;
        private final Parser events;
        private final YamlReader nodes;
        private Optional<Boolean> dynamicAccounts = Optional.empty();
        private boolean listsAccounts;

        Reading(Path file, Parser events) {
            this.file = file;
            this.events = events;
            this.nodes = new YamlReader(events, Placeholders.NONE);
        }

        AgentConfiguration read() {
            while (!(events.peekEvent() instanceof StreamEndEvent)) {
                if (events.getEvent() instanceof DocumentStartEvent) {
                    nodes.startDocument();
                    map("");
                }
            }
            return new AgentConfiguration(dynamicAccounts, listsAccounts);
        }

        private void map(String prefix) {
            if (!(events.peekEvent() instanceof MappingStartEvent)) {
                // An alias or a mistake, which the reader of accounts looks into.
                listsAccounts |= prefix.equals("kubernetes.");
                nodes.skip();
                return;
            }
            events.getEvent();
            while (!(events.peekEvent() instanceof MappingEndEvent)) {
                int line = LineNumbers.of(events.peekEvent());
                value(prefix + relaxed(nodes.key()), line);
            }
            events.getEvent();
        }

        private void value(String key, int line) {
            listsAccounts |= key.equals(ACCOUNTS);
            if (SWITCHES.contains(key)) {
                set(nodes.read(), line);
            } else if (SECTIONS.contains(key)) {
                map(key + ".");
            } else {
                nodes.skip();
            }
        }

        private void set(@Nullable Object value, int line) {
            boolean enabled = switch (value) {
                case Boolean flag -> flag;
                case String text when text.equals("true") || text.equals("false") -> text.equals("true");
                case null, default -> throw wrong(line, "must be true or false");
            };
            if (dynamicAccounts.filter(before -> before != enabled).isPresent()) {
                throw wrong(line, "contradicts an earlier line: keep one of the two");
            }
            dynamicAccounts = Optional.of(enabled);
        }

        private Unreadable wrong(int line, String detail) {
            return new Unreadable(
                    file + ": line " + line + ", dynamicAccountsEnabled: " + detail, new IOException("wrong switch"));
        }

        private static String relaxed(@Nullable String key) {
            return key == null
                    ? ""
                    : key.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
        }
    }
}
