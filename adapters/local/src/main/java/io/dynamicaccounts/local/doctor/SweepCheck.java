package io.dynamicaccounts.local.doctor;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.SweepMark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Checks whether the sweep runs, and whether due work is left undone. */
final class SweepCheck {

    private static final String SWEEP = "sweep";
    private static final String WORK = "due work";

    /** How many intervals a sweep may be late, or may leave work to the next sweep. */
    private static final int INTERVALS = 4;

    private static final Duration LEAST = Duration.ofMinutes(2);

    private static final int MOST = 100;

    private final Store store;
    private final Duration patience;

    SweepCheck(Store store, Settings settings) {
        this.store = store;
        Duration late = settings.sweepInterval().multipliedBy(INTERVALS);
        this.patience = late.compareTo(LEAST) < 0 ? LEAST : late;
    }

    List<Finding> look(Instant now) {
        return List.of(sweep(now), work(now));
    }

    private Finding sweep(Instant now) {
        Optional<SweepMark> mark = store.sweepMarks().read();
        String advice =
                "serve the store, with dynamic-accounts.enabled; on AWS look at the schedule and the log of the function sweep";
        if (mark.isEmpty() || mark.get().lastRun().equals(SweepMark.NEVER)) {
            return Finding.warning(SWEEP, "it never ran", advice);
        }
        Duration ago = Duration.between(mark.get().lastRun(), now);
        if (ago.compareTo(patience) > 0) {
            return Finding.warning(SWEEP, "it last ran " + words(ago) + " ago", advice);
        }
        return mark.get().distrusts(now)
                ? Finding.warning(
                        SWEEP,
                        "it runs, and believes nobody to be gone"
                                + mark.get()
                                        .reason()
                                        .map(reason -> ", because " + reason)
                                        .orElse(""),
                        "it does again by itself")
                : Finding.ok(SWEEP, "it last ran " + words(ago) + " ago");
    }

    private Finding work(Instant now) {
        List<Account> late = store.accounts().due(now.minus(patience), MOST);
        if (late.isEmpty()) {
            return Finding.ok(WORK, "nothing waits for longer than " + words(patience));
        }
        Duration longest =
                late.getFirst().due().map(due -> Duration.between(due, now)).orElse(patience);
        return Finding.failed(
                WORK,
                (late.size() == MOST ? "at least " : "") + late.size() + " accounts wait to be taken up, for up to "
                        + words(longest) + ": "
                        + NameList.of(late.stream().map(Account::name).toList()),
                "the sweep does not run, or does not keep up; serve the store, and look for \"the sweep\" in the log");
    }

    private static String words(Duration time) {
        if (time.compareTo(Duration.ofMinutes(2)) < 0) {
            return Math.max(0, time.toSeconds()) + " s";
        }
        return time.compareTo(Duration.ofHours(2)) < 0 ? time.toMinutes() + " minutes" : time.toHours() + " hours";
    }
}
