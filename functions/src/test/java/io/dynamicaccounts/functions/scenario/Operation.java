package io.dynamicaccounts.functions.scenario;

import static io.dynamicaccounts.functions.scenario.Stage.ACCOUNT;
import static io.dynamicaccounts.functions.scenario.Stage.OTHER_ZONE;
import static io.dynamicaccounts.functions.scenario.Stage.ZONE;

import io.dynamicaccounts.functions.definition.SecretFields;
import io.dynamicaccounts.functions.store.Assignment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What somebody does to the account of a stage, or to the agents of its zone: one call of one function. */
enum Operation {
    PROVISION(stage -> () -> stage.world.provision(ZONE, ACCOUNT, stage.definition("provisioned"))),
    PROVISION_ELSEWHERE(stage -> () -> stage.world.provision(OTHER_ZONE, ACCOUNT, stage.definition("elsewhere"))),
    MIGRATE(stage -> () -> stage.world.migrate(ZONE, ACCOUNT)),
    ACTIVATE(stage -> () -> stage.world.activate(ACCOUNT)),
    MOVE(stage -> () -> stage.world.activateIn(OTHER_ZONE, ACCOUNT)),
    DEACTIVATE(stage -> () -> stage.world.deactivate(ACCOUNT)),
    DELETE(stage -> () -> stage.world.delete(ACCOUNT)),
    REDEFINE(stage -> () -> stage.world.redefine(ACCOUNT, stage.definition("redefined"))),
    /** Whoever read the account writes it back with one thing changed, and the mask of the secret as it was. */
    EDIT(stage -> {
        var edited = stage.definition(SecretFields.MASK);
        edited.put("context", "edited");
        return () -> stage.world.redefine(ACCOUNT, edited);
    }),
    /** The first credential of the name, which the account receives, or which is migrated and activated. */
    STORE_CREDENTIAL(stage -> () -> stage.world.storeCredential(ACCOUNT, stage.definition("stored"))),
    DELETE_CREDENTIAL(stage -> {
        stage.hasCredential();
        return () -> stage.world.deleteCredential(ACCOUNT);
    }),
    REASSIGN(stage -> () -> stage.world.reassign(ACCOUNT)),
    DISCONNECT(stage -> {
        TestAgent agent = stage.one;
        return () -> stage.world.disconnect(agent);
    }),
    POLL(stage -> poll(stage, stage.one)),
    REPORT(stage -> report(stage.one)),
    LOSE(stage -> lose(stage.one)),
    RECOVER(stage -> {
        TestAgent agent = stage.one;
        var entry = agent.recoversOn(ACCOUNT);
        return () -> entry.map(one -> agent.send(List.of(one)));
    }),
    FETCH(stage -> {
        TestAgent agent = stage.one;
        return () -> agent.askDefinitions(ACCOUNT);
    }),
    POLL_OF_SECOND(stage -> poll(stage, stage.two)),
    REPORT_OF_SECOND(stage -> report(stage.two)),
    POLL_ELSEWHERE(stage -> poll(stage, stage.three)),
    REPORT_ELSEWHERE(stage -> report(stage.three)),
    POLL_OF_NEWCOMER(stage -> poll(stage, stage.newcomer)),
    TAKE_OVER(stage -> {
        TestAgent process = stage.replaceOne();
        return process::poll;
    }),
    GOODBYE(stage -> {
        TestAgent agent = stage.one;
        agent.diesCleanly();
        stage.fallSilent(agent);
        return agent::goodbye;
    }),
    DECLARE(stage -> {
        stage.one.declares(ACCOUNT).untilTaken();
        return poll(stage, stage.one);
    }),
    REDECLARE(stage -> {
        stage.one
                .declaring(Map.of("name", ACCOUNT, "kubeconfigFile", "/kube/redeclared"))
                .untilTaken();
        return poll(stage, stage.one);
    }),
    DECLARE_NOTHING(stage -> {
        stage.one.declares().untilTaken();
        return poll(stage, stage.one);
    }),
    DECLARE_BY_SECOND(stage -> {
        stage.two.declares(ACCOUNT).untilTaken();
        return poll(stage, stage.two);
    }),
    /** Nobody is served meanwhile: it is no pair of anything. */
    ADOPT(stage -> stage.world::adopt),
    SWEEP(stage -> stage.world::sweep),
    /** Nobody's call: polls and sweeps go on while a function is slow. */
    A_WHILE(stage -> () -> {
        stage.pass(Duration.ofSeconds(40));
        return "passed";
    });

    /** A call that its caller repeats until it is answered. */
    @FunctionalInterface
    interface Call {
        Object make();
    }

    private final Function<Stage, Call> call;

    @SuppressWarnings("ImmutableEnumChecker") // every one is a lambda without state
    Operation(Function<Stage, Call> call) {
        this.call = call;
    }

    /** What the caller has decided on. */
    Call on(Stage stage) {
        return call.apply(stage);
    }

    /**
     * Whether its caller may leave it at that when it is not answered: an agent says what has happened until it is
     * heard, and what is half adopted is not served.
     */
    boolean mayBeGivenUp() {
        return this != LOSE && this != RECOVER && this != ADOPT;
    }

    /**
     * Whether it takes two transitions where there is no account, so that others may come in between: what creates an
     * account and activates it.
     */
    boolean creates() {
        return this == STORE_CREDENTIAL;
    }

    /**
     * Whether it writes the credential of the account. What two writers of one credential lead to, {@link
     * InterceptorScenariosTest} tells: the account follows the last, but only one after the other it is removed in
     * between, and may be created in another zone.
     */
    boolean writesCredential() {
        return this == STORE_CREDENTIAL || this == DELETE_CREDENTIAL;
    }

    /** A process that polls lives; the call of one that has ended was under way for long. */
    private static Call poll(Stage stage, TestAgent agent) {
        stage.live(agent);
        return agent::poll;
    }

    private static Call report(TestAgent agent) {
        return () -> Optional.ofNullable(agent.report());
    }

    /** It watched, and does no longer. */
    private static Call lose(TestAgent agent) {
        Optional<Long> generation =
                agent.watches().contains(ACCOUNT) ? Optional.of(agent.watchesGeneration(ACCOUNT)) : Optional.empty();
        return () -> generation.map(of -> agent.send(
                List.of(TestAgent.says(ACCOUNT, of, Assignment.ReportedResult.FAILED, "401 from the cluster"))));
    }
}
