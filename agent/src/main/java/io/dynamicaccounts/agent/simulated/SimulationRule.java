package io.dynamicaccounts.agent.simulated;

import java.time.Duration;
import java.util.regex.Pattern;

/** A fault of the clusters whose account matches a pattern. */
sealed interface SimulationRule {

    Glob accounts();

    /** Starts of each account fail, always or the first few times. */
    record FailingStart(Glob accounts, String reason, int times) implements SimulationRule {}

    /** Starts take this long. */
    record SlowStart(Glob accounts, Duration delay) implements SimulationRule {}

    /** Starts never end by themselves. */
    record HangingStart(Glob accounts) implements SimulationRule {}

    /** Stops of each account fail, always or the first few times. */
    record FailingStop(Glob accounts, String reason, int times) implements SimulationRule {}

    /** Watches are lost for good after this long. */
    record Loss(Glob accounts, Duration after, String reason) implements SimulationRule {}

    /** A pattern in which * stands for any characters. */
    record Glob(Pattern pattern) {

        static Glob of(String text) {
            StringBuilder regex = new StringBuilder();
            for (String literal : text.split("\\*", -1)) {
                regex.append(regex.isEmpty() ? "" : ".*");
                regex.append(Pattern.quote(literal));
            }
            return new Glob(Pattern.compile(regex.toString()));
        }

        boolean matches(String account) {
            return pattern.matcher(account).matches();
        }
    }
}
