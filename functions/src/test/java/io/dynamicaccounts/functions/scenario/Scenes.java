package io.dynamicaccounts.functions.scenario;

import static io.dynamicaccounts.functions.scenario.Stage.ACCOUNT;
import static io.dynamicaccounts.functions.scenario.Stage.OTHER_ZONE;
import static io.dynamicaccounts.functions.scenario.Stage.ZONE;

import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.scenario.FaultyStore.Fault;
import java.time.Duration;

/** What happens on a stage before it is at its {@link Beginning}. */
final class Scenes {

    private Scenes() {}

    /** Two agents of its zone and one of another live, and there is no account. */
    static void everybodyArrives(Stage stage) {
        arrive(stage, stage.one, stage.two, stage.three);
    }

    static void inactive(Stage stage) {
        everybodyArrives(stage);
        stage.world.migrate(ZONE, ACCOUNT);
    }

    static void withoutZone(Stage stage) {
        everybodyArrives(stage);
        stage.world.migrateAnywhere(ACCOUNT);
    }

    /** It waits for an agent. */
    static void waiting(Stage stage) {
        inactive(stage);
        stage.world.activate(ACCOUNT);
    }

    static void activating(Stage stage) {
        waiting(stage);
        stage.one.poll();
    }

    /** The second agent has not said that it cannot start it either. */
    static void failing(Stage stage) {
        inactive(stage);
        stage.one.failsOn(ACCOUNT);
        stage.two.failsOn(ACCOUNT);
        stage.world.activate(ACCOUNT);
        stage.one.poll();
        stage.two.poll();
        stage.one.report();
    }

    /** Only one of the two agents has confirmed it. */
    static void halfConfirmed(Stage stage) {
        activating(stage);
        stage.two.poll();
        stage.one.report();
    }

    static void active(Stage stage) {
        waiting(stage);
        stage.settle();
    }

    /** The second agent could not start it, could now, and is to ask again soon. */
    static void oneFails(Stage stage) {
        waiting(stage);
        stage.two.failsOn(ACCOUNT);
        stage.one.poll();
        stage.one.report();
        stage.two.poll();
        stage.two.report();
        stage.two.managesAgain(ACCOUNT);
    }

    static void removed(Stage stage) {
        active(stage);
        stage.world.delete(ACCOUNT);
        stage.settle();
    }

    /** Its definition has changed, and one agent knows it already. */
    static void redefined(Stage stage) {
        active(stage);
        stage.world.redefine(ACCOUNT, stage.definition("changed"));
        stage.one.poll();
    }

    /** The second agent has not applied the new roster yet. */
    static void unsettled(Stage stage) {
        active(stage);
        stage.newcomer.poll();
        stage.live(stage.newcomer);
        stage.one.poll();
    }

    static void toDeactivate(Stage stage) {
        active(stage);
        stage.world.deactivate(ACCOUNT);
    }

    static void deactivating(Stage stage) {
        toDeactivate(stage);
        stage.one.poll();
    }

    /** All that is missing is the word of the second agent. */
    static void halfStopped(Stage stage) {
        deactivating(stage);
        stage.two.poll();
        stage.one.report();
    }

    static void marked(Stage stage) {
        active(stage);
        stage.world.delete(ACCOUNT);
        stage.one.poll();
        stage.two.poll();
        stage.one.report();
    }

    /** To be tried again now. */
    static void failedStarting(Stage stage) {
        inactive(stage);
        stage.one.failsOn(ACCOUNT);
        stage.two.failsOn(ACCOUNT);
        stage.world.activate(ACCOUNT);
        stage.one.poll();
        stage.two.poll();
        stage.one.report();
        stage.two.report();
        stage.one.managesAgain(ACCOUNT);
        stage.two.managesAgain(ACCOUNT);
        stage.world.pass(6);
    }

    /** Tried as often as it may be. */
    static void givenUp(Stage stage) {
        inactive(stage);
        stage.one.failsOn(ACCOUNT);
        stage.two.failsOn(ACCOUNT);
        stage.world.activate(ACCOUNT);
        stage.settle();
    }

    /** Due, and nobody lives in its zone. */
    static void noTaker(Stage stage) {
        arrive(stage, stage.three);
        stage.world.migrate(ZONE, ACCOUNT);
        stage.world.activate(ACCOUNT);
        stage.world.pass(6);
    }

    static void failedNoAgent(Stage stage) {
        noTaker(stage);
        stage.world.sweep();
        stage.world.pass(1);
    }

    /** An agent of its zone lives again, and takes nothing. */
    static void requeuedByTheSweep(Stage stage) {
        failedNoAgent(stage);
        stage.one.capacity(0);
        stage.live(stage.one);
        stage.pass(Duration.ofSeconds(118));
        stage.one.capacity(100);
        stage.world.pass(3);
    }

    static void orphaned(Stage stage) {
        active(stage);
        stage.fallSilent(stage.one, stage.two);
        stage.pass(Duration.ofSeconds(90));
    }

    /** Its agents have come back, and one has not reported yet. */
    static void returning(Stage stage) {
        orphaned(stage);
        stage.live(stage.one, stage.two);
        stage.one.poll();
        stage.two.poll();
    }

    /** Its agents are stale, and no sweep has come since. */
    static void silent(Stage stage) {
        active(stage);
        silence(stage);
    }

    static void silentWhileStarting(Stage stage) {
        activating(stage);
        silence(stage);
    }

    static void silentWhileStopping(Stage stage) {
        deactivating(stage);
        silence(stage);
    }

    /** The first agent of the two is stale. */
    static void oneSilent(Stage stage) {
        active(stage);
        stage.fallSilent(stage.one);
        stage.pass(Duration.ofSeconds(50));
        stage.two.poll();
        stage.world.pass(11);
    }

    static void startExpired(Stage stage) {
        waiting(stage);
        expire(stage);
    }

    static void confirmationExpired(Stage stage) {
        active(stage);
        stage.world.redefine(ACCOUNT, stage.definition("changed"));
        expire(stage);
    }

    static void stopExpired(Stage stage) {
        toDeactivate(stage);
        expire(stage);
    }

    /** To be stopped again now. */
    static void failedStopping(Stage stage) {
        stopExpired(stage);
        stage.world.sweep();
        stage.world.pass(6);
    }

    /** The function that activated it died before it told anybody. */
    static void unpublishedActivation(Stage stage) {
        inactive(stage);
        dies(stage, Operation.ACTIVATE, AccountState.TO_MIGRATE);
    }

    static void unpublishedDefinition(Stage stage) {
        active(stage);
        dies(stage, Operation.REDEFINE, AccountState.ACTIVE);
    }

    static void unpublishedStop(Stage stage) {
        active(stage);
        dies(stage, Operation.DELETE, AccountState.TO_DEACTIVATE);
    }

    static void unpublishedRemoval(Stage stage) {
        inactive(stage);
        dies(stage, Operation.DELETE, AccountState.REMOVED);
    }

    static void declared(Stage stage) {
        stage.one.declares(ACCOUNT).untilTaken();
        stage.two.declares().untilTaken();
        everybodyArrives(stage);
        stage.settle();
    }

    /** Declared before its agent's token needed to permit it. */
    static void declaredWithoutPermission(Stage stage) {
        declared(stage);
        stage.one.withoutPermission().declares(ACCOUNT).untilTaken().poll();
        stage.settle();
    }

    /** Declared, and not confirmed. */
    static void justDeclared(Stage stage) {
        stage.two.declares().untilTaken();
        everybodyArrives(stage);
        stage.one.declares(ACCOUNT).untilTaken().poll();
    }

    static void declaredAndOrphaned(Stage stage) {
        declared(stage);
        stage.fallSilent(stage.one, stage.two);
        stage.pass(Duration.ofSeconds(90));
    }

    /** Only one that was fenced declared it, and another lives. */
    static void declarerSilent(Stage stage) {
        declared(stage);
        stage.fallSilent(stage.one);
        stage.pass(Duration.ofSeconds(50));
        stage.two.poll();
        stage.world.pass(11);
    }

    /** As {@link #failing}, and looking for a zone. */
    static void searching(Stage stage) {
        withoutZone(stage);
        stage.one.failsOn(ACCOUNT);
        stage.two.failsOn(ACCOUNT);
        stage.world.activate(ACCOUNT);
        stage.one.poll();
        stage.two.poll();
        stage.one.report();
    }

    static void searchExpired(Stage stage) {
        withoutZone(stage);
        stage.world.activate(ACCOUNT);
        expire(stage);
    }

    /** Nobody lived anywhere; now somebody does. */
    static void nowhereToSearch(Stage stage) {
        stage.world.migrateAnywhere(ACCOUNT);
        stage.world.activate(ACCOUNT);
        stage.world.pass(6);
        stage.world.sweep();
        stage.live(stage.three);
        stage.pass(Duration.ofSeconds(118));
        stage.world.pass(3);
    }

    /** It was watched in another zone before, whose agents may cache it still. */
    static void moved(Stage stage) {
        orphaned(stage);
        stage.live(stage.one);
        stage.world.activateIn(OTHER_ZONE, ACCOUNT);
        stage.three.poll();
    }

    private static void arrive(Stage stage, TestAgent... agents) {
        stage.live(agents);
        stage.settle();
    }

    private static void silence(Stage stage) {
        stage.fallSilent(stage.one, stage.two);
        stage.pass(Duration.ofSeconds(50));
        stage.three.poll();
        stage.world.pass(12);
    }

    /** Both agents hang on it until its deadline has come, and are well again. */
    private static void expire(Stage stage) {
        stage.one.hangsOn(ACCOUNT);
        stage.two.hangsOn(ACCOUNT);
        stage.one.poll();
        stage.pass(Duration.ofSeconds(78));
        stage.world.pass(3);
        stage.one.hangsNoMore();
        stage.two.hangsNoMore();
    }

    /** Right after the account was written, which is due some seconds later. */
    private static void dies(Stage stage, Operation operation, AccountState to) {
        int length = stage.timeline.length();
        for (int calls = 0; stage.timeline.length() == length; calls++) {
            stage.faults.failAfter(calls, Fault.KILLED_AFTER);
            try {
                operation.on(stage).make();
            } catch (FaultyStore.Died died) {
                // As it should.
            }
            stage.faults.heal();
        }
        if (stage.timeline.standingAt(stage.timeline.length()) != to) {
            throw new AssertionError(operation + " leads elsewhere: " + stage.timeline);
        }
        stage.world.pass(6);
    }
}
