package io.dynamicaccounts.functions.store;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.Source;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.lifecycle.AnyFacts;
import io.dynamicaccounts.functions.lifecycle.Condition;
import io.dynamicaccounts.functions.lifecycle.Effect;
import io.dynamicaccounts.functions.lifecycle.Facts;
import io.dynamicaccounts.functions.lifecycle.Rule;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.functions.lifecycle.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * An account with one choice for each property that guards ask about, and the facts of one attempt with one choice
 * for each fact that an attempt may give. What a rule needs is found by search, so that a new guard or row is
 * covered without a change here.
 */
record Situation(AccountState state, int account, int attempt) {

    private static final Instant NOW = StoreContract.NOON;
    private static final AccountName NAME = new AccountName("searching");
    private static final List<ZoneId> ZONES = List.of(StoreContract.ZONE, StoreContract.OTHER_ZONE);

    /**
     * Radices of the digits of {@link #account}: zone, due, source, marked, pinned, deadline, retries, stops,
     * kubeconfig, confirmed.
     */
    private static final int[] ACCOUNT_CHOICES = {3, 3, 2, 2, 2, 2, 2, 2, 2, 2};
    /**
     * Radices of the digits of {@link #attempt}: zone, generation, version, bound of tries, kubeconfig, declarations,
     * required version.
     */
    private static final int[] ATTEMPT_CHOICES = {3, 2, 2, 2, 3, 2, 3};

    private static final Map<AccountState, List<Account>> ACCOUNTS = new ConcurrentHashMap<>();

    /** Returns a situation in which the rule is legal. */
    static Situation fulfilling(Rule rule) {
        return search(
                rule, "all guards of " + rule, verdicts -> verdicts.stream().allMatch(holds -> holds));
    }

    /** Returns a situation in which everything holds but the condition of this index. */
    static Situation violatingOnly(Rule rule, int index) {
        return search(rule, "all but guard " + index + " of " + rule, verdicts -> {
            for (int i = 0; i < verdicts.size(); i++) {
                if (verdicts.get(i) != (i != index)) {
                    return false;
                }
            }
            return index < verdicts.size();
        });
    }

    static Situation random(Rule rule, Random random) {
        var from = List.copyOf(rule.from());
        // Three of four situations begin where the rule is legal; most others would be refused for the state alone.
        AccountState state = random.nextInt(4) > 0
                ? from.get(random.nextInt(from.size()))
                : AccountState.values()[random.nextInt(AccountState.values().length)];
        int account = random.nextInt(product(ACCOUNT_CHOICES));
        while (true) {
            var situation = new Situation(state, account, random.nextInt(product(ATTEMPT_CHOICES)));
            if (conditions(rule, situation.facts()) != null) {
                return situation;
            }
        }
    }

    Situation standing(AccountState other) {
        return new Situation(other, account, attempt);
    }

    /** Returns the transition that creates the account of this situation. */
    Transition placing() {
        int[] digits = digits(account, ACCOUNT_CHOICES);
        var effects = new ArrayList<Effect>();
        // Due in the past or in the future is the same effect, written at another time.
        Instant written = digits[1] == 1 ? NOW.minus(Duration.ofHours(1)) : NOW;
        AnyFacts facts = Placed.facts(written).source(digits[2] == 0 ? Source.PROVISIONED : Source.DECLARED_BY_AGENT);
        facts.triedZones(ZONES, List.of());
        add(effects, Effect.SET_ZONE, digits[0] > 0);
        if (digits[0] > 0) {
            facts.zone(ZONES.get(digits[0] - 1));
        }
        add(effects, Effect.DUE_SOON, digits[1] > 0);
        add(effects, Effect.MARK_FOR_DELETION, digits[3] == 1);
        add(effects, Effect.PIN_ZONE, digits[4] == 1);
        add(effects, Effect.SET_DEADLINE, digits[5] == 1);
        add(effects, Effect.COUNT_RETRY, digits[6] == 1);
        add(effects, Effect.COUNT_STOP_RETRY, digits[7] == 1);
        // An hour ago where it is due in the past, and now where it is not.
        add(effects, Effect.SET_CONFIRMED, digits[9] == 1);
        add(effects, Effect.REMEMBER_ZONES_TRIED, digits[7] == 1);
        add(effects, Effect.NEW_DEFINITION, digits[6] == 1);
        if (digits[8] == 1 && digits[6] == 0) {
            effects.add(Effect.SET_KUBECONFIG);
            facts.kubeconfigFile("/kube/0");
        }
        return Placed.to(state, effects.toArray(Effect[]::new)).bind(facts.build(), "placing");
    }

    /** Returns the facts of the attempt. */
    Facts facts() {
        int[] digits = digits(attempt, ATTEMPT_CHOICES);
        // The accounts' counts are none or one: of two tries there are some left, of one there are none after one.
        int tries = digits[3] == 0 ? 2 : 1;
        var timing = new Timing(
                tries, Duration.ofSeconds(5), Duration.ofSeconds(300), Duration.ofSeconds(10), Duration.ofSeconds(900));
        AnyFacts facts = AnyFacts.by("tester", NOW, timing)
                .source(Source.MIGRATED)
                .nameToken("another-name-token")
                .definition(new DefinitionId("definition-2"))
                .stopRevision(7)
                .leftZones(ZONES)
                .holdingZones(ZONES)
                .triedZones(List.of(StoreContract.OTHER_ZONE), List.of())
                .generation(digits[1] == 0 ? 1 : 2)
                .version(digits[2] == 0 ? 1 : 2)
                .failedAccount(placing().create(NAME))
                .epoch(digits[1] == 0 ? 1_000 : 1)
                .declarationsRefused(digits[5] == 0);
        if (digits[0] > 0) {
            facts.zone(ZONES.get(digits[0] - 1));
        }
        if (digits[6] > 0) {
            facts.requiredVersion(digits[6]);
        }
        if (digits[4] > 0) {
            facts.kubeconfigFile("/kube/" + (digits[4] - 1)).message("with kubeconfig");
        }
        return facts.build();
    }

    private static Situation search(Rule rule, String wanted, Predicate<List<Boolean>> fits) {
        AccountState from = rule.from().iterator().next();
        List<Account> accounts = ACCOUNTS.computeIfAbsent(from, Situation::accounts);
        for (int j = 0; j < product(ATTEMPT_CHOICES); j++) {
            List<Condition> conditions = conditions(rule, new Situation(from, 0, j).facts());
            for (int i = 0; conditions != null && i < accounts.size(); i++) {
                Account account = accounts.get(i);
                if (fits.test(conditions.stream()
                        .map(condition -> condition.holds(account))
                        .toList())) {
                    return new Situation(from, i, j);
                }
            }
        }
        throw new AssertionError("no situation has " + wanted + ": give situations another choice");
    }

    private static List<Account> accounts(AccountState state) {
        return IntStream.range(0, product(ACCOUNT_CHOICES))
                .mapToObj(i -> new Situation(state, i, 0).placing().create(NAME))
                .toList();
    }

    /**
     * Returns the conditions of the rule with these facts; null when the rule asks for a fact that they do not give.
     */
    private static List<Condition> conditions(Rule rule, Facts facts) {
        try {
            return rule.bind(facts, "searching").conditions();
        } catch (NoSuchElementException needsAFactThatIsAbsentHere) {
            return null;
        }
    }

    private static void add(List<Effect> effects, Effect effect, boolean wanted) {
        if (wanted) {
            effects.add(effect);
        }
    }

    private static int product(int[] radices) {
        int product = 1;
        for (int radix : radices) {
            product *= radix;
        }
        return product;
    }

    private static int[] digits(int number, int[] radices) {
        int[] digits = new int[radices.length];
        int rest = number;
        for (int i = 0; i < radices.length; i++) {
            digits[i] = rest % radices[i];
            rest /= radices[i];
        }
        return digits;
    }
}
