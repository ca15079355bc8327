package io.dynamicaccounts.agent.simulated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The faults of simulated clusters. Of several rules of a kind, the first rule whose pattern matches the account
 * counts.
 *
 * <pre>
 * fail=GLOB[:reason[:times]]      starts fail; with times, only the first ones of each account
 * slow=GLOB:millis                starts take this long
 * hang=GLOB                       starts never end by themselves
 * stopfail=GLOB[:reason[:times]]  stops fail
 * lose=GLOB:millis[:reason]       watches are lost this long after they began
 * </pre>
 *
 * A {@code *} stands for any characters. A file has one rule in each line; empty lines and lines that begin with
 * {@code #} are ignored.
 */
public final class SimulationRules {

    /** Only a comma before the kind of the next rule separates rules; any other comma belongs to a reason. */
    private static final Pattern BORDER = Pattern.compile(",\\s*(?=(?:fail|slow|hang|stopfail|lose)\\s*=)|,\\s*$");

    private static final Pattern WITH_TIMES = Pattern.compile("(.*):(\\d{1,9})");

    private final List<SimulationRule> rules;

    private SimulationRules(List<SimulationRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Returns rules without any fault. */
    public static SimulationRules none() {
        return new SimulationRules(List.of());
    }

    /**
     * Parses these texts, each of them one rule or several rules separated by commas.
     *
     * @throws IllegalArgumentException when a text is not a rule; the message names the text
     */
    public static SimulationRules parse(List<String> texts) {
        List<SimulationRule> rules = new ArrayList<>();
        for (String text : texts) {
            String line = text.strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                BORDER.splitAsStream(line)
                        .map(String::strip)
                        .map(SimulationRules::rule)
                        .forEach(rules::add);
            }
        }
        return new SimulationRules(rules);
    }

    /**
     * Reads the rules of a file.
     *
     * @throws IOException when the file cannot be read
     * @throws IllegalArgumentException when a line of the file is not a rule
     */
    public static SimulationRules read(Path file) throws IOException {
        return parse(Files.readAllLines(file));
    }

    private static SimulationRule rule(String line) {
        int equals = line.indexOf('=');
        String kind = equals < 0 ? "" : line.substring(0, equals).strip();
        String rest = line.substring(equals + 1).strip();
        int colon = rest.indexOf(':');
        SimulationRule.Glob accounts = SimulationRule.Glob.of(colon < 0 ? rest : rest.substring(0, colon));
        String parameters = colon < 0 ? "" : rest.substring(colon + 1);
        // No account's name has a comma, so that the pattern would match none.
        if (rest.isEmpty() || colon == 0 || (colon < 0 ? rest : rest.substring(0, colon)).contains(",")) {
            throw unreadable(line);
        }
        return switch (kind) {
            case "fail" ->
                new SimulationRule.FailingStart(accounts, reason(parameters, "the start fails"), times(parameters));
            case "stopfail" ->
                new SimulationRule.FailingStop(accounts, reason(parameters, "the stop fails"), times(parameters));
            case "slow" -> new SimulationRule.SlowStart(accounts, millis(parameters, line));
            case "hang" -> new SimulationRule.HangingStart(accounts);
            case "lose" -> {
                int next = parameters.indexOf(':');
                yield new SimulationRule.Loss(
                        accounts,
                        millis(next < 0 ? parameters : parameters.substring(0, next), line),
                        next < 0 ? "the watch was lost" : parameters.substring(next + 1));
            }
            default -> throw unreadable(line);
        };
    }

    /**
     * A reason may contain colons, as the reasons of Go programs do; only digits after the last colon are a count.
     */
    private static String reason(String parameters, String otherwise) {
        Matcher counted = WITH_TIMES.matcher(parameters);
        String reason = counted.matches() ? counted.group(1) : parameters;
        return reason.isBlank() ? otherwise : reason.strip();
    }

    private static int times(String parameters) {
        Matcher counted = WITH_TIMES.matcher(parameters);
        return counted.matches() ? Integer.parseInt(counted.group(2)) : Integer.MAX_VALUE;
    }

    private static Duration millis(String text, String line) {
        if (!text.strip().matches("\\d{1,9}")) {
            throw unreadable(line);
        }
        return Duration.ofMillis(Integer.parseInt(text.strip()));
    }

    private static IllegalArgumentException unreadable(String line) {
        return new IllegalArgumentException("not a simulation rule: '" + line
                + "'; expected fail=GLOB[:reason[:times]], slow=GLOB:millis, hang=GLOB, stopfail=GLOB[:reason[:times]]"
                + " or lose=GLOB:millis[:reason], several with spaces or commas between them");
    }

    <R extends SimulationRule> Optional<R> first(Class<R> kind, String account) {
        return rules.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(rule -> rule.accounts().matches(account))
                .findFirst();
    }
}
