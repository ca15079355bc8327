package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.store.Assignment.ReportedResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One registration says something of an assignment's generation. Saying FAILED for the first time and saying it again are two
 * conditional writes, of which one fits; so a try is counted without reading the count before.
 *
 * @param writer the token of this saying
 */
record Saying(
        ItemKey key,
        long generation,
        long registration,
        ReportedResult result,
        Instant at,
        Optional<String> message,
        String writer) {

    /** How often another may come in between. */
    private static final int TRIES = 8;

    /** So many outcomes of registrations that are gone do no harm; more than that are taken out. */
    private static final int DEAD = 8;

    /** The item after it; empty when that generation is not what is assigned. */
    Optional<Item> in(Table table) {
        boolean again = false;
        for (int tries = 0; tries < TRIES; tries++) {
            switch (table.update(again ? failedAgain() : said())) {
                case Table.Written.Done(Item item) -> {
                    return Optional.of(item);
                }
                case Table.Written.Refused(Optional<Item> found) -> {
                    if (found.filter(this::wasMine).isPresent()) {
                        return found;
                    }
                    if (found.filter(this::isCurrent).isEmpty()) {
                        return Optional.empty();
                    }
                    again = found.filter(this::hadFailed).isPresent();
                }
            }
        }
        throw Failure.contended(key);
    }

    private Update said() {
        Update update = Update.of(key)
                .when(current())
                .set(AssignmentItem.said(generation, result, 1, at, message, writer), path());
        return result == ReportedResult.FAILED ? update.when(Clause.not(failedBefore())) : update;
    }

    private Update failedAgain() {
        Update update = Update.of(key)
                .when(current())
                .when(failedBefore())
                .when(Clause.not(Clause.equal(Value.text(writer), path(Name.BY))))
                .increment(path(Name.TRIES))
                .set(Value.instant(at), path(Name.SAID_AT))
                .set(Value.text(writer), path(Name.BY));
        return message.map(reason -> update.set(Value.text(reason), path(Name.REASON)))
                .orElseGet(() -> update.remove(path(Name.REASON)));
    }

    private Clause current() {
        return Clause.all(
                Clause.equal(Value.number(generation), Name.GENERATION),
                Clause.not(Clause.equal(Value.text(AccountState.REMOVED.code()), Name.STANDING)));
    }

    private boolean isCurrent(Item found) {
        return found.number(Name.GENERATION) == generation
                && !found.text(Name.STANDING).equals(AccountState.REMOVED.code());
    }

    private Clause failedBefore() {
        return Clause.all(
                Clause.equal(Value.number(generation), path(Name.OF_GENERATION)),
                Clause.equal(Value.text(ReportedResult.FAILED.code()), path(Name.RESULT)));
    }

    private boolean hadFailed(Item found) {
        return last(found)
                .filter(said -> said.number(Name.OF_GENERATION) == generation)
                .filter(said -> said.text(Name.RESULT).equals(ReportedResult.FAILED.code()))
                .isPresent();
    }

    private boolean wasMine(Item found) {
        return last(found)
                .flatMap(said -> said.textIfAny(Name.BY))
                .filter(writer::equals)
                .isPresent();
    }

    private Optional<Item> last(Item found) {
        return Optional.ofNullable(found.map(Name.OUTCOMES).get(name())).map(value -> new Item(value.m()));
    }

    private String[] path(String... within) {
        var path = new String[2 + within.length];
        path[0] = Name.OUTCOMES;
        path[1] = name();
        System.arraycopy(within, 0, path, 2, within.length);
        return path;
    }

    private String name() {
        return Long.toString(registration);
    }

    /** Takes out what registrations said that do not live, once there are many. */
    Optional<Update> forgetTheDead(Item item, Set<Long> live) {
        List<String> dead = item.map(Name.OUTCOMES).keySet().stream()
                .filter(said -> !said.equals(name()) && !live.contains(Long.parseLong(said)))
                .toList();
        if (dead.size() < DEAD) {
            return Optional.empty();
        }
        Update update = Update.of(key).when(Clause.exists(Name.OUTCOMES));
        dead.forEach(said -> update.remove(Name.OUTCOMES, said));
        return Optional.of(update);
    }
}
