package io.dynamicaccounts.functions.scenario;

import static io.dynamicaccounts.functions.scenario.Operation.*;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.Standing;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Where the account of a stage stands when something is done to it, and what can be done there that means anything. */
enum Beginning {
    // spotless:off
    NEVER_STORED(           Standing.REMOVED,         Scenes::everybodyArrives,      only(PROVISION, MIGRATE, ACTIVATE, DELETE, REDEFINE,
                                                                                     POLL, POLL_OF_NEWCOMER, TAKE_OVER, GOODBYE, DISCONNECT,
                                                                                     DECLARE, SWEEP)),
    INACTIVE(               Standing.INACTIVE,        Scenes::inactive,              resting(EDIT, PROVISION, POLL_OF_NEWCOMER, GOODBYE,
                                                                                     DECLARE)),
    WITHOUT_ZONE(           Standing.INACTIVE,        Scenes::withoutZone,           resting(GOODBYE)),
    WAITING(                Standing.TO_MIGRATE,      Scenes::waiting,               resting(EDIT, POLL_OF_SECOND, POLL_OF_NEWCOMER,
                                                                                     TAKE_OVER, GOODBYE, DISCONNECT)),
    ACTIVATING(             Standing.ACTIVATING,      Scenes::activating,            working(EDIT, REPORT, LOSE, FETCH)),
    FAILING(                Standing.ACTIVATING,      Scenes::failing,               working(REPORT_OF_SECOND, RECOVER)),
    HALF_CONFIRMED(         Standing.ACTIVE,          Scenes::halfConfirmed,         working(REPORT_OF_SECOND, LOSE)),
    ACTIVE(                 Standing.ACTIVE,          Scenes::active,                working(EDIT, LOSE, FETCH, DECLARE)),
    ONE_FAILS(              Standing.ACTIVE,          Scenes::oneFails,              working()),
    REMOVED(                Standing.REMOVED,         Scenes::removed,               only(PROVISION, PROVISION_ELSEWHERE, MIGRATE, ACTIVATE,
                                                                                     DELETE, REDEFINE, POLL, TAKE_OVER, DECLARE, SWEEP)),
    REDEFINED(              Standing.ACTIVE,          Scenes::redefined,             working(REPORT, LOSE)),
    UNSETTLED(              Standing.ACTIVE,          Scenes::unsettled,             working()),
    TO_DEACTIVATE(          Standing.TO_DEACTIVATE,   Scenes::toDeactivate,          working()),
    DEACTIVATING(           Standing.DEACTIVATING,    Scenes::deactivating,          working(REPORT)),
    HALF_STOPPED(           Standing.DEACTIVATING,    Scenes::halfStopped,           working(REPORT_OF_SECOND)),
    MARKED(                 Standing.DEACTIVATING,    Scenes::marked,                working(REPORT_OF_SECOND)),
    FAILED_STARTING(        Standing.FAILED_STARTING, Scenes::failedStarting,        resting(POLL_OF_SECOND, TAKE_OVER, GOODBYE)),
    GIVEN_UP(               Standing.FAILED_STARTING, Scenes::givenUp,               resting()),
    NO_TAKER(               Standing.TO_MIGRATE,      Scenes::noTaker,               resting(POLL_OF_SECOND)),
    FAILED_NO_AGENT(        Standing.FAILED_NO_AGENT, Scenes::failedNoAgent,         resting(POLL_OF_SECOND)),
    REQUEUED_BY_THE_SWEEP(  Standing.FAILED_NO_AGENT, Scenes::requeuedByTheSweep,    resting()),
    ORPHANED(               Standing.ORPHANED,        Scenes::orphaned,              resting(EDIT, REPORT, POLL_OF_SECOND, POLL_OF_NEWCOMER,
                                                                                     TAKE_OVER)),
    RETURNING(              Standing.ORPHANED,        Scenes::returning,             working(REPORT)),
    SILENT(                 Standing.ACTIVE,          Scenes::silent,                working(LOSE)),
    SILENT_WHILE_STARTING(  Standing.ACTIVATING,      Scenes::silentWhileStarting,   working(REPORT)),
    SILENT_WHILE_STOPPING(  Standing.DEACTIVATING,    Scenes::silentWhileStopping,   working(REPORT)),
    ONE_SILENT(             Standing.ACTIVE,          Scenes::oneSilent,             working()),
    START_EXPIRED(          Standing.ACTIVATING,      Scenes::startExpired,          working(REPORT)),
    CONFIRMATION_EXPIRED(   Standing.ACTIVE,          Scenes::confirmationExpired,   working()),
    STOP_EXPIRED(           Standing.DEACTIVATING,    Scenes::stopExpired,           working()),
    FAILED_STOPPING(        Standing.FAILED_STOPPING, Scenes::failedStopping,        working()),
    UNPUBLISHED_ACTIVATION( Standing.TO_MIGRATE,      Scenes::unpublishedActivation, resting(POLL_OF_NEWCOMER, TAKE_OVER)),
    UNPUBLISHED_DEFINITION( Standing.ACTIVE,          Scenes::unpublishedDefinition, working()),
    UNPUBLISHED_STOP(       Standing.TO_DEACTIVATE,   Scenes::unpublishedStop,       working()),
    UNPUBLISHED_REMOVAL(    Standing.REMOVED,         Scenes::unpublishedRemoval,    only(PROVISION, PROVISION_ELSEWHERE, DELETE, REDEFINE,
                                                                                     POLL, DECLARE, SWEEP)),
    DECLARED(               Standing.ACTIVE,          Scenes::declared,              working(REDECLARE, DECLARE_NOTHING, DECLARE_BY_SECOND,
                                                                                     LOSE)),
    JUST_DECLARED(          Standing.ACTIVE,          Scenes::justDeclared,          working(REDECLARE, DECLARE_NOTHING, DECLARE_BY_SECOND,
                                                                                     REPORT)),
    // Nobody brings back what a late list, or the agent's absence, withdraws here: when it comes is not for a pair to compare.
    DECLARED_UNPERMITTED(   Standing.ACTIVE,          Scenes::declaredWithoutPermission,
                                                                               resting(DECLARE, REDECLARE, POLL_OF_SECOND, POLL_OF_NEWCOMER,
                                                                                     TAKE_OVER, MIGRATE, PROVISION_ELSEWHERE, LOSE)),
    DECLARED_AND_ORPHANED(  Standing.ORPHANED,        Scenes::declaredAndOrphaned,   only(POLL, POLL_OF_SECOND, REDECLARE, DECLARE_NOTHING,
                                                                                     DECLARE_BY_SECOND, REASSIGN, PROVISION, DELETE,
                                                                                     TAKE_OVER, SWEEP)),
    DECLARER_SILENT(        Standing.ACTIVE,          Scenes::declarerSilent,        working(DECLARE, DECLARE_NOTHING, DECLARE_BY_SECOND)),
    SEARCHING(              Standing.ACTIVATING,      Scenes::searching,             working(REPORT_OF_SECOND, RECOVER)),
    SEARCH_EXPIRED(         Standing.ACTIVATING,      Scenes::searchExpired,         working()),
    NOWHERE_TO_SEARCH(      Standing.FAILED_NO_AGENT, Scenes::nowhereToSearch,       only(ACTIVATE, MOVE, DEACTIVATE, DELETE, REDEFINE,
                                                                                     POLL, POLL_ELSEWHERE, SWEEP)),
    MOVED(                  Standing.ACTIVATING,      Scenes::moved,                 working(POLL_ELSEWHERE, REPORT_ELSEWHERE));
    // spotless:on

    private final Standing standing;
    private final Consumer<Stage> scene;
    private final List<Operation> operations;

    @SuppressWarnings("ImmutableEnumChecker") // every one is a reference to a method without state
    Beginning(Standing standing, Consumer<Stage> scene, List<Operation> operations) {
        this.standing = standing;
        this.scene = scene;
        this.operations = operations;
    }

    /** What is worth doing here. */
    List<Operation> operations() {
        return operations;
    }

    /** Brings a fresh stage here. */
    void bring(Stage stage) {
        scene.accept(stage);
        if (stage.account().map(Account::standing).orElse(Standing.REMOVED) != standing) {
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
