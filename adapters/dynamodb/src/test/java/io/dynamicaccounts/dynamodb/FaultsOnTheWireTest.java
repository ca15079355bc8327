package io.dynamicaccounts.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.dynamodb.Faults.Fault;
import io.dynamicaccounts.http.contract.Reply;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests each operation of the API with a fault at its first request to the database, then at its second, and so on:
 * the operation succeeds, or answers 503 with a Retry-After; in both cases a repeat, or the usual work of agents and
 * sweep, completes it.
 */
@NeedsTestServer
class FaultsOnTheWireTest {

    /** More requests than any operation sends. */
    private static final int MOST_REQUESTS = 60;

    private static Installation installation;
    private static int scenes;

    @BeforeAll
    static void install() {
        installation = new Installation();
    }

    @AfterAll
    static void uninstall() {
        installation.close();
    }

    /**
     * An operation of the API.
     *
     * @param before the preparation
     * @param ask the call
     * @param answers the permitted answers of a repeat after a 503, whose first call may have taken effect
     * @param after the check of the final state
     */
    private record Operation(
            String name,
            Consumer<Scene> before,
            Function<Scene, Reply> ask,
            Set<Integer> answers,
            Consumer<Scene> after) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Operation reading(String name, Function<Scene, String> target) {
        return new Operation(name, Scene::active, scene -> scene.read(target.apply(scene)), Set.of(200), scene -> {});
    }

    private static final Consumer<Scene> NOTHING = scene -> {};

    private static final List<Operation> OPERATIONS = List.of(
            new Operation("provision", NOTHING, Scene::provision, Set.of(202, 409), scene -> scene.comesTo("INACTIVE")),
            new Operation("migrate", NOTHING, Scene::migrate, Set.of(202, 409), scene -> scene.comesTo("INACTIVE")),
            new Operation("redefine", Scene::active, Scene::redefine, Set.of(202), scene -> {
                scene.comesTo("ACTIVE");
                assertThat(scene.definitions().text()).contains("/kube/second");
            }),
            new Operation(
                    "activate",
                    Scene::provision,
                    scene -> scene.wish("ACTIVE"),
                    Set.of(202),
                    scene -> scene.comesTo("ACTIVE")),
            new Operation(
                    "poll that registers and starts",
                    scene -> {
                        scene.provision();
                        scene.wish("ACTIVE");
                    },
                    Scene::poll,
                    Set.of(200),
                    scene -> scene.comesTo("ACTIVE")),
            new Operation(
                    "report",
                    scene -> {
                        scene.provision();
                        scene.wish("ACTIVE");
                        scene.poll();
                    },
                    Scene::report,
                    Set.of(202),
                    scene -> scene.comesTo("ACTIVE")),
            new Operation(
                    "definitions",
                    Scene::active,
                    Scene::definitions,
                    Set.of(200),
                    scene -> assertThat(scene.definitions().text()).contains("/kube/first")),
            new Operation("reassign", Scene::active, Scene::reassign, Set.of(202), scene -> scene.comesTo("ACTIVE")),
            new Operation(
                    "deactivate",
                    Scene::active,
                    scene -> scene.wish("INACTIVE"),
                    Set.of(202),
                    scene -> scene.comesTo("INACTIVE")),
            new Operation(
                    "poll that stops",
                    scene -> {
                        scene.active();
                        scene.wish("INACTIVE");
                    },
                    Scene::poll,
                    Set.of(200),
                    scene -> scene.comesTo("INACTIVE")),
            new Operation("delete", Scene::active, Scene::delete, Set.of(202, 404), scene -> scene.comesTo("GONE")),
            new Operation("delete what rests", Scene::provision, Scene::delete, Set.of(202, 404), scene -> {
                scene.comesTo("GONE");
                assertThat(scene.provision().status()).isEqualTo(202);
            }),
            new Operation("disconnect", Scene::active, Scene::disconnect, Set.of(202, 404), scene -> {
                assertThat(scene.read("/armory/agents/" + scene.agent).status()).isEqualTo(404);
                scene.comesTo("ACTIVE");
            }),
            new Operation("goodbye", Scene::active, Scene::goodbye, Set.of(202), scene -> {
                assertThat(scene.read("/armory/agents/" + scene.agent).status()).isEqualTo(404);
                scene.comesTo("ACTIVE");
            }),
            new Operation(
                    "store a credential",
                    NOTHING,
                    scene -> scene.storeCredential("/kube/first"),
                    Set.of(200),
                    scene -> scene.credentialComesTo(Optional.of("/kube/first"))),
            new Operation(
                    "replace a credential",
                    scene -> scene.storeCredential("/kube/first"),
                    scene -> scene.storeCredential("/kube/second"),
                    Set.of(200),
                    scene -> scene.credentialComesTo(Optional.of("/kube/second"))),
            new Operation(
                    "delete a credential",
                    scene -> scene.storeCredential("/kube/first"),
                    Scene::deleteCredential,
                    Set.of(200, 404),
                    scene -> scene.credentialComesTo(Optional.empty())),
            new Operation(
                    "migrate from a stored credential",
                    scene -> scene.storeCredential("/kube/stored"),
                    Scene::migrate,
                    Set.of(202, 409),
                    scene -> scene.comesTo("INACTIVE")),
            reading("revisions of a credential", scene -> "/credentials/" + scene.account + "/history"),
            reading("get", scene -> scene.path("")),
            reading("namespaces", scene -> "/agents/kubernetes/accounts/" + scene.account + "/namespaces"),
            reading("history", scene -> scene.path("/history")),
            reading("list", scene -> "/armory/accounts?limit=10"),
            reading("list of a zone", scene -> "/armory/accounts?zoneId=" + scene.zone),
            reading("agents", scene -> "/armory/agents"),
            reading("agent", scene -> "/armory/agents/" + scene.agent));

    static Stream<Arguments> faults() {
        return Stream.of(Fault.DROPPED_AFTER, Fault.THROTTLED)
                .flatMap(fault -> OPERATIONS.stream().map(operation -> Arguments.of(operation, fault)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void each_operation_succeeds_or_answers_503_and_is_completed_later(Operation operation, Fault fault) {
        int faults = 0;
        boolean met = true;
        while (met) {
            assertThat(faults).isLessThan(MOST_REQUESTS);
            var scene = new Scene(installation, ++scenes);
            operation.before().accept(scene);

            installation.wire.arm(faults, fault);
            Reply reply = operation.ask().apply(scene);
            met = installation.wire.disarm();

            String context = "%s, %s at request %d".formatted(operation, fault, faults);
            assertThat(reply.status()).as("%s: %s", context, reply).isIn(200, 202, 503);
            if (reply.status() == 503) {
                assertThat(reply.header("Retry-After")).as(context).isNotEmpty();
                Reply repeat = operation.ask().apply(scene);
                assertThat(repeat.status())
                        .as("repeat of %s: %s", context, repeat)
                        .isIn(operation.answers());
            }
            operation.after().accept(scene);
            faults++;
        }
        assertThat(faults).as("faults that were met").isGreaterThan(1);
    }
}
