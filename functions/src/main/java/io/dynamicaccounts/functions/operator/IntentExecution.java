package io.dynamicaccounts.functions.operator;

import io.dynamicaccounts.functions.SharedComponents;
import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.account.Coded;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.Source;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.definition.StartHint;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.store.BoundedRetry;
import io.dynamicaccounts.functions.store.Credentials;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import io.dynamicaccounts.functions.store.Intent;
import io.dynamicaccounts.functions.transition.TransitionResult;
import io.dynamicaccounts.functions.transition.WriteContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Carries out what a write of a credential asks for the account of its name. It needs no key: the account gets the
 * definition as the credential has it, under the same id, by which a repeated execution recognises what was done.
 *
 * <p>The account is read before the credential is known to be as it was read, and every write to the account requires
 * the version that was read. So of two executions, of the same or of a newer write, none undoes what the other did.
 */
public final class IntentExecution {

    /** How long whoever wrote the credential has to carry it out, before the sweep does. */
    private static final Duration FIRST = Duration.ofSeconds(30);

    private static final Duration SELDOM = Duration.ofHours(1);

    /** The most tries, about a day. */
    private static final int MOST_TRIES = 30;

    /**
     * How long a call may still run that began before a credential was deleted, and may create its account: until
     * then the deletion looks for it again.
     */
    private static final Duration LATE_CALLS = Duration.ofMinutes(2);

    private static final int EARLIER_REVISIONS = 20;

    private static final BoundedRetry RETRY = new BoundedRetry(8);

    private final WriteContext context;
    private final StartHint hints;
    private final Credentials credentials;
    private final AccountCreation creation;
    private final Redefinition redefinition;
    private final Activate activate;
    private final Delete delete;

    /** Builds the execution over the shared components. */
    public IntentExecution(SharedComponents shared) {
        this.context = shared.context();
        this.hints = shared.hints();
        this.credentials = shared.store().credentials();
        this.creation = new AccountCreation(shared);
        this.redefinition = new Redefinition(context);
        this.activate = new Activate(shared);
        this.delete = new Delete(shared);
    }

    /** Who carries out an intent. */
    private enum Execution {
        /**
         * The function that wrote it: until the sweep may take it up, nobody else has carried it out, and whatever
         * the account has become was asked for at the same time.
         */
        FIRST,
        /** Somebody who does not know how far others have come. */
        LATER
    }

    /** What one step led to. */
    private sealed interface Step {
        /** Nothing is left to do. */
        record End(Optional<String> told) implements Step {
            static final End DONE = new End(Optional.empty());

            static End told(String why) {
                return new End(Optional.of(why));
            }
        }

        /** Something has to come first. */
        record Wait(String why) implements Step {}

        /** The account changed meanwhile: it is read again. */
        record Again() implements Step {}
    }

    /**
     * Returns the intent of a write that is about to be made of a definition. One that cannot become an account's has
     * ended from the beginning, and says why, with no value of it.
     *
     * @param found the account, or its tombstone, as it was read before the write
     */
    public Intent toDefine(Intent.Kind kind, AccountName name, Definition definition, Optional<Account> found) {
        var entry = new Migrate.Entry(name, Optional.empty(), Optional.empty());
        MigrationPlan plan = MigrationPlan.of(List.of(entry), Map.of(name, definition));
        Intent intent = Intent.of(
                kind,
                context.now().plus(FIRST),
                found.flatMap(Account::definition).map(DefinitionId::value),
                plan.newAccounts().stream().findFirst().flatMap(account -> account.message(hints)));
        return plan.flaws().isEmpty()
                ? intent
                : intent.ended(Optional.of("cannot be migrated: "
                        + plan.flaws().stream().map(Migrate.Flaw::detail).collect(Collectors.joining("; "))));
    }

    /**
     * Returns the intent of a deletion that is about to be written.
     *
     * @param found the account, or its tombstone, as it was read before the write
     */
    public Intent toDelete(Optional<Account> found) {
        return Intent.of(
                Intent.Kind.DELETE, context.now().plus(FIRST), found.flatMap(Account::nameToken), Optional.empty());
    }

    /**
     * Carries out the intent of a revision that was just written.
     *
     * @param found the account, or its tombstone, as it was read before the write
     * @return the revision with its intent as it stands now
     */
    public Revision carryOut(Revision written, Optional<Account> found) {
        boolean create = written.intent().orElseThrow().kind() == Intent.Kind.CREATE;
        // What is there is written to only as it was read, but what was not there may have come since.
        Step first = create || found.filter(Account::exists).isPresent()
                ? step(written, found, Execution.FIRST)
                : new Step.Again();
        Optional<Revision> settled =
                first instanceof Step.Again ? takeUp(written, Execution.FIRST) : settle(written, first);
        return settled.orElse(written);
    }

    /**
     * Carries out the intent of a present revision.
     *
     * @return the revision with its intent as it stands now; empty where another revision has taken its place, or
     *     somebody else has settled it
     */
    public Optional<Revision> takeUp(Revision read) {
        return takeUp(read, Execution.LATER);
    }

    private Optional<Revision> takeUp(Revision read, Execution execution) {
        return RETRY.run(
                () -> {
                    Optional<Account> found = context.store().accounts().find(read.name());
                    if (!isPresent(read)) {
                        return Optional.of(Optional.<Revision>empty());
                    }
                    Step step = step(read, found, execution);
                    return step instanceof Step.Again ? Optional.empty() : Optional.of(settle(read, step));
                },
                () -> "account " + read.name() + " is changing too fast");
    }

    private boolean isPresent(Revision read) {
        return credentials
                .find(read.name())
                .filter(present -> present.writer().equals(read.writer()))
                .isPresent();
    }

    private Optional<Revision> settle(Revision read, Step step) {
        Intent intent = read.intent().orElseThrow();
        Intent next = switch (step) {
            case Step.End(Optional<String> told) -> intent.ended(told);
            case Step.Wait(String why) ->
                intent.tries() < MOST_TRIES
                        ? intent.again(context.now().plus(pause(intent.tries())), why)
                        : intent.ended(Optional.of("given up after " + MOST_TRIES + " tries: " + why));
            case Step.Again again -> throw new IllegalStateException("not decided yet");
        };
        return credentials.settle(read, next) ? Optional.of(read.with(Optional.of(next))) : Optional.empty();
    }

    private static Duration pause(int tries) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(tries, 10));
        return doubled.compareTo(SELDOM) > 0 ? SELDOM : doubled;
    }

    private Step step(Revision revision, Optional<Account> found, Execution execution) {
        Intent.Kind kind = revision.intent().orElseThrow().kind();
        boolean first = execution == Execution.FIRST
                && revision.intent()
                        .flatMap(Intent::due)
                        .filter(context.now()::isBefore)
                        .isPresent();
        return found.filter(Account::exists)
                .map(account -> leftAlone(account).<Step>map(Step.End::told).orElseGet(() -> switch (kind) {
                    case CREATE -> activated(revision, account, define(revision, account, first));
                    case UPDATE -> define(revision, account, first);
                    case DELETE -> remove(revision, account, first);
                }))
                .orElseGet(() -> switch (kind) {
                    case CREATE -> create(revision, found, first);
                    case UPDATE -> Step.End.told("there is no account of this name to update");
                    case DELETE -> gone(revision);
                });
    }

    /** Returns why an account is not one that credentials decide on. */
    private static Optional<String> leftAlone(Account account) {
        return switch (account.source().orElse(Source.MIGRATED)) {
            case MIGRATED -> Optional.empty();
            case PROVISIONED ->
                Optional.of("left alone: the account has a definition of its own, by POST /armory/accounts/dynamic");
            case DECLARED_BY_AGENT -> Optional.of("left alone: an agent's own configuration declares the account");
        };
    }

    private Step create(Revision revision, Optional<Account> tombstone, boolean first) {
        Optional<String> removed = tombstone.flatMap(Account::definition).map(DefinitionId::value);
        if (!first && !removed.equals(revision.intent().orElseThrow().basis())) {
            return Step.End.told("an account of this name was removed since");
        }
        Instant now = context.now();
        TransitionResult result = creation.createAsFound(
                zone(revision),
                definition(revision, now),
                tombstone,
                context.facts(revision.actor(), now)
                        .withMessage(revision.intent().orElseThrow().note()));
        return result instanceof TransitionResult.Moved(Account account)
                ? activate(revision, account)
                : new Step.Again();
    }

    /** Gives the account the definition of the credential, unless it has it. */
    private Step define(Revision revision, Account account, boolean first) {
        if (account.markedForDeletion()) {
            return new Step.Wait("the account of this name is still being removed");
        }
        if (account.definition().equals(Optional.of(id(revision)))) {
            return Step.End.DONE;
        }
        if (!first && !isExpected(revision, account)) {
            return Step.End.told("left alone: the account has received another definition since");
        }
        Instant now = context.now();
        return switch (redefinition.redefine(
                revision.actor(), account, zone(revision), definition(revision, now), now)) {
            case TransitionResult.Moved moved -> Step.End.DONE;
            case TransitionResult.Rejected(Account refused, String detail) ->
                refused.version() == account.version() ? Step.End.told("left alone: " + detail) : new Step.Again();
            case TransitionResult.Unchanged unchanged -> Step.End.DONE;
            case TransitionResult.Missing missing -> new Step.Again();
        };
    }

    /** Activates the account that has just been given its definition, or was by an execution that ended then. */
    private Step activated(Revision revision, Account before, Step defined) {
        if (!defined.equals(Step.End.DONE)) {
            return defined;
        }
        Optional<Account> now = context.store().accounts().find(before.name());
        return now.filter(account -> account.definition().equals(Optional.of(id(revision))))
                .filter(IntentExecution::isUntouched)
                .map(account -> activate(revision, account))
                .orElse(Step.End.DONE);
    }

    /** Returns whether nothing has happened to the account since it got its definition. */
    private static boolean isUntouched(Account account) {
        return account.text(Attribute.EVENT)
                .map(code -> Coded.of(Event.class, code))
                .filter(event -> event == Event.PROVISION || event == Event.REDEFINE)
                .isPresent();
    }

    private Step activate(Revision revision, Account account) {
        var entry =
                new Activate.Entry(account.name(), account.zone(), Optional.empty(), Optional.of(account.version()));
        BatchOutcome outcome = activate.apply(new Activate.Request(revision.actor(), List.of(entry)));
        return switch (outcome.entries().getFirst().result()) {
            case TransitionResult.Moved moved -> Step.End.DONE;
            case TransitionResult.Unchanged unchanged -> Step.End.DONE;
            case TransitionResult.Rejected(Account refused, String detail) ->
                refused.version() == account.version() ? new Step.Wait(detail) : new Step.Again();
            case TransitionResult.Missing missing -> new Step.Again();
        };
    }

    private Step remove(Revision revision, Account account, boolean first) {
        if (account.markedForDeletion()) {
            return new Step.Wait("agents are still stopping the account: it is "
                    + account.visibleState().code());
        }
        if (!first
                && !account.nameToken().equals(revision.intent().orElseThrow().basis())
                && !isOfEarlierRevision(revision, account)) {
            return Step.End.told("left alone: the account was created since");
        }
        TransitionResult result = delete.removeAsFound(revision.actor(), account);
        if (!(result instanceof TransitionResult.Moved(Account removed))) {
            return new Step.Again();
        }
        return removed.exists() ? new Step.Wait("agents are stopping the account") : gone(revision);
    }

    private Step gone(Revision deletion) {
        Instant until = deletion.written().plus(LATE_CALLS);
        return context.now().isBefore(until)
                ? new Step.Wait("the account is gone; calls that began before may run until " + until)
                : Step.End.DONE;
    }

    /** Returns whether the account has the definition that was found, or one of an earlier write. */
    private boolean isExpected(Revision revision, Account account) {
        return account.definition()
                        .map(DefinitionId::value)
                        .equals(revision.intent().orElseThrow().basis())
                || isOfEarlierRevision(revision, account);
    }

    private boolean isOfEarlierRevision(Revision revision, Account account) {
        return credentials.revisions(revision.name(), EARLIER_REVISIONS).stream()
                .flatMap(earlier -> earlier.definition().stream())
                .anyMatch(definition -> account.definition().equals(Optional.of(definition.id())));
    }

    private static DefinitionId id(Revision revision) {
        return revision.definition().orElseThrow().id();
    }

    private static EncryptedDefinition definition(Revision revision, Instant now) {
        return revision.definition().orElseThrow().withOneConnection(now);
    }

    private static Optional<ZoneId> zone(Revision revision) {
        return Optional.ofNullable(
                        revision.definition().orElseThrow().fieldsInClear().get("zoneId"))
                .map(zone -> new ZoneId((String) zone));
    }
}
