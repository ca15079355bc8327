package io.dynamicaccounts.functions.scenario;

import static io.dynamicaccounts.functions.scenario.Operation.*;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountState;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Where the account of a stage stands when something is done to it, and what can be done there that means anything.
 */
enum Beginning {
    // spotless:off
    NEVER_STORED(           AccountState.REMOVED,         Scenes::everybodyArrives,      only(STORE_CREDENTIAL, DELETE_CREDENTIAL, PROVISION, MIGRATE, ACTIVATE, DELETE, REDEFINE,
                                                                                     POLL, POLL_OF_NEWCOMER, TAKE_OVER, GOODBYE, DISCONNECT,
                                                                                     DECLARE, SWEEP)),
    INACTIVE(               AccountState.INACTIVE,        Scenes::inactive,              resting(STORE_CREDENTIAL, DELETE_CREDENTIAL, EDIT, PROVISION, POLL_OF_NEWCOMER, GOODBYE,
                                                                                     DECLARE)),
    WITHOUT_ZONE(           AccountState.INACTIVE,        Scenes::withoutZone,           resting(GOODBYE)),
    WAITING(                AccountState.TO_MIGRATE,      Scenes::waiting,               resting(EDIT, POLL_OF_SECOND, POLL_OF_NEWCOMER,
                                                                                     TAKE_OVER, GOODBYE, DISCONNECT)),
    ACTIVATING(             AccountState.ACTIVATING,      Scenes::activating,            working(EDIT, REPORT, LOSE, FETCH)),
    FAILING(                AccountState.ACTIVATING,      Scenes::failing,               working(REPORT_OF_SECOND, RECOVER)),
    HALF_CONFIRMED(         AccountState.ACTIVE,          Scenes::halfConfirmed,         working(REPORT_OF_SECOND, LOSE)),
    ACTIVE(                 AccountState.ACTIVE,          Scenes::active,                working(STORE_CREDENTIAL, DELETE_CREDENTIAL, EDIT, LOSE, FETCH, DECLARE)),
    ONE_FAILS(              AccountState.ACTIVE,          Scenes::oneFails,              working()),
    REMOVED(                AccountState.REMOVED,         Scenes::removed,               only(STORE_CREDENTIAL, DELETE_CREDENTIAL, PROVISION, PROVISION_ELSEWHERE, MIGRATE, ACTIVATE,
                                                                                     DELETE, REDEFINE, POLL, TAKE_OVER, DECLARE, SWEEP)),
    REDEFINED(              AccountState.ACTIVE,          Scenes::redefined,             working(REPORT, LOSE)),
    UNSETTLED(              AccountState.ACTIVE,          Scenes::unsettled,             working()),
    TO_DEACTIVATE(          AccountState.TO_DEACTIVATE,   Scenes::toDeactivate,          working()),
    DEACTIVATING(           AccountState.DEACTIVATING,    Scenes::deactivating,          working(REPORT)),
    HALF_STOPPED(           AccountState.DEACTIVATING,    Scenes::halfStopped,           working(REPORT_OF_SECOND)),
    MARKED(                 AccountState.DEACTIVATING,    Scenes::marked,                working(STORE_CREDENTIAL, DELETE_CREDENTIAL, REPORT_OF_SECOND)),
    FAILED_STARTING(        AccountState.FAILED_STARTING, Scenes::failedStarting,        resting(STORE_CREDENTIAL, DELETE_CREDENTIAL, POLL_OF_SECOND, TAKE_OVER, GOODBYE)),
    GIVEN_UP(               AccountState.FAILED_STARTING, Scenes::givenUp,               resting()),
    NO_TAKER(               AccountState.TO_MIGRATE,      Scenes::noTaker,               resting(POLL_OF_SECOND)),
    FAILED_NO_AGENT(        AccountState.FAILED_NO_AGENT, Scenes::failedNoAgent,         resting(POLL_OF_SECOND)),
    REQUEUED_BY_THE_SWEEP(  AccountState.FAILED_NO_AGENT, Scenes::requeuedByTheSweep,    resting()),
    ORPHANED(               AccountState.ORPHANED,        Scenes::orphaned,              resting(EDIT, REPORT, POLL_OF_SECOND, POLL_OF_NEWCOMER,
                                                                                     TAKE_OVER)),
    RETURNING(              AccountState.ORPHANED,        Scenes::returning,             working(REPORT)),
    SILENT(                 AccountState.ACTIVE,          Scenes::silent,                working(LOSE)),
    SILENT_WHILE_STARTING(  AccountState.ACTIVATING,      Scenes::silentWhileStarting,   working(REPORT)),
    SILENT_WHILE_STOPPING(  AccountState.DEACTIVATING,    Scenes::silentWhileStopping,   working(REPORT)),
    ONE_SILENT(             AccountState.ACTIVE,          Scenes::oneSilent,             working()),
    START_EXPIRED(          AccountState.ACTIVATING,      Scenes::startExpired,          working(REPORT)),
    CONFIRMATION_EXPIRED(   AccountState.ACTIVE,          Scenes::confirmationExpired,   working()),
    STOP_EXPIRED(           AccountState.DEACTIVATING,    Scenes::stopExpired,           working()),
    FAILED_STOPPING(        AccountState.FAILED_STOPPING, Scenes::failedStopping,        working()),
    UNPUBLISHED_ACTIVATION( AccountState.TO_MIGRATE,      Scenes::unpublishedActivation, resting(POLL_OF_NEWCOMER, TAKE_OVER)),
    UNPUBLISHED_DEFINITION( AccountState.ACTIVE,          Scenes::unpublishedDefinition, working()),
    UNPUBLISHED_STOP(       AccountState.TO_DEACTIVATE,   Scenes::unpublishedStop,       working()),
    UNPUBLISHED_REMOVAL(    AccountState.REMOVED,         Scenes::unpublishedRemoval,    only(STORE_CREDENTIAL, DELETE_CREDENTIAL, PROVISION, PROVISION_ELSEWHERE, DELETE, REDEFINE,
                                                                                     POLL, DECLARE, SWEEP)),
    DECLARED(               AccountState.ACTIVE,          Scenes::declared,              working(STORE_CREDENTIAL, DELETE_CREDENTIAL, REDECLARE, DECLARE_NOTHING, DECLARE_BY_SECOND,
                                                                                     LOSE)),
    JUST_DECLARED(          AccountState.ACTIVE,          Scenes::justDeclared,          working(REDECLARE, DECLARE_NOTHING, DECLARE_BY_SECOND,
                                                                                     REPORT)),
    // Nobody brings back what a late list, or the agent's absence, withdraws here: when it comes is not for a pair to compare.
    DECLARED_UNPERMITTED(   AccountState.ACTIVE,          Scenes::declaredWithoutPermission,
                                                                               resting(DECLARE, REDECLARE, POLL_OF_SECOND, POLL_OF_NEWCOMER,
                                                                                     TAKE_OVER, MIGRATE, PROVISION_ELSEWHERE, LOSE)),
    DECLARED_AND_ORPHANED(  AccountState.ORPHANED,        Scenes::declaredAndOrphaned,   only(POLL, POLL_OF_SECOND, REDECLARE, DECLARE_NOTHING,
                                                                                     DECLARE_BY_SECOND, REASSIGN, PROVISION, DELETE,
                                                                                     TAKE_OVER, SWEEP)),
    DECLARER_SILENT(        AccountState.ACTIVE,          Scenes::declarerSilent,        working(DECLARE, DECLARE_NOTHING, DECLARE_BY_SECOND)),
    SEARCHING(              AccountState.ACTIVATING,      Scenes::searching,             working(REPORT_OF_SECOND, RECOVER)),
    SEARCH_EXPIRED(         AccountState.ACTIVATING,      Scenes::searchExpired,         working()),
    NOWHERE_TO_SEARCH(      AccountState.FAILED_NO_AGENT, Scenes::nowhereToSearch,       only(ACTIVATE, MOVE, DEACTIVATE, DELETE, REDEFINE,
                                                                                     POLL, POLL_ELSEWHERE, SWEEP)),
    MOVED(                  AccountState.ACTIVATING,      Scenes::moved,                 working(POLL_ELSEWHERE, REPORT_ELSEWHERE));
    // spotless:on

    private final AccountState state;
    private final Consumer<Stage> scene;
    private final List<Operation> operations;

    @SuppressWarnings("ImmutableEnumChecker") // every one is a reference to a method without state
    Beginning(AccountState state, Consumer<Stage> scene, List<Operation> operations) {
        this.state = state;
        this.scene = scene;
        this.operations = operations;
    }

    /** What is worth doing here. */
    List<Operation> operations() {
        return operations;
    }

    /** What is worth doing here while something else is done: each is one transition at most. */
    List<Operation> operationsAtOnce() {
        return operations.stream()
                .filter(operation -> state != AccountState.REMOVED || !operation.creates())
                .toList();
    }

    /** Brings a fresh stage here. */
    void bring(Stage stage) {
        scene.accept(stage);
        if (stage.account().map(Account::state).orElse(AccountState.REMOVED) != state) {
            throw new IllegalStateException(this + " begins elsewhere: " + stage.timeline);
        }
    }

    /** Where agents have nothing to do with the account, or are not there. */
    private static List<Operation> resting(Operation... besides) {
        return with(List.of(ACTIVATE, MOVE, DEACTIVATE, DELETE, REDEFINE, REASSIGN, POLL, SWEEP), besides);
    }

    private static List<Operation> working(Operation... besides) {
        return with(resting(DISCONNECT, POLL_OF_SECOND, POLL_OF_NEWCOMER, TAKE_OVER, GOODBYE), besides);
    }

    private static List<Operation> only(Operation... operations) {
        return List.of(operations);
    }

    private static List<Operation> with(List<Operation> usual, Operation... besides) {
        return Stream.concat(usual.stream(), Stream.of(besides)).toList();
    }
}
