package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.credential.CreateCredential;
import io.dynamicaccounts.functions.credential.CredentialHistory;
import io.dynamicaccounts.functions.credential.CredentialView;
import io.dynamicaccounts.functions.credential.DeleteCredential;
import io.dynamicaccounts.functions.credential.GetCredential;
import io.dynamicaccounts.functions.credential.ReplaceCredential;
import io.dynamicaccounts.functions.credential.ReplaceCredential.WhereMissing;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.Roles;
import io.dynamicaccounts.functions.scenario.FaultyStore.Fault;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Writers of one credential, held up before each of their calls of the store by each other, and failing at each of
 * them: what is stored, every answer and the revisions are as if they had come one after the other.
 */
class CredentialScenariosTest {

    private static final AccountName NAME = new AccountName("credential");
    private static final String DELETED = "deleted";

    /** What a writer does. */
    private enum Writing {
        CREATE,
        STORE,
        REPLACE,
        DELETE
    }

    /** What was written before. */
    private enum Before {
        NOTHING,
        STORED,
        STORED_AND_DELETED
    }

    /** One store, and who writes to it. */
    private static final class Bench {

        private final FaultyStore faults = new FaultyStore();
        private final World world = new World(Settings.DEFAULT, faults::around);

        Bench(Before before) {
            if (before != Before.NOTHING) {
                write(Writing.STORE, "before");
            }
            if (before == Before.STORED_AND_DELETED) {
                write(Writing.DELETE, "before");
            }
        }

        /** Returns the class of the answer. */
        String write(Writing writing, String environment) {
            var definition = new Definition(
                    Map.of("name", NAME.value(), "environment", environment, "kubeconfigContents", "secret"));
            return switch (writing) {
                case CREATE ->
                    answer(
                            FunctionName.CREATE_CREDENTIAL,
                            new CreateCredential.Request("operator", Roles.ALL, NAME, definition));
                case STORE ->
                    answer(
                            FunctionName.REPLACE_CREDENTIAL,
                            new ReplaceCredential.Request(
                                    "operator", Roles.ALL, NAME, definition, WhereMissing.CREATE));
                case REPLACE ->
                    answer(
                            FunctionName.REPLACE_CREDENTIAL,
                            new ReplaceCredential.Request(
                                    "operator", Roles.ALL, NAME, definition, WhereMissing.REFUSE));
                case DELETE ->
                    answer(FunctionName.DELETE_CREDENTIAL, new DeleteCredential.Request("operator", Roles.ALL, NAME));
            };
        }

        private <I, O> String answer(FunctionName<I, O> name, I request) {
            return world.controlPlane.get(name).apply(request).getClass().getSimpleName();
        }

        /** The environments of the revisions, the newest first. */
        List<Object> revisions() {
            return world
                    .controlPlane
                    .get(FunctionName.CREDENTIAL_HISTORY)
                    .apply(new CredentialHistory.Request(NAME, Roles.ALL))
                    .revisions()
                    .stream()
                    .map(revision -> revision.credential()
                            .map(view -> view.fields().get("environment"))
                            .orElse(DELETED))
                    .toList();
        }

        Optional<CredentialView> present() {
            return world.controlPlane
                    .get(FunctionName.CREDENTIAL)
                    .apply(new GetCredential.Request(NAME, Roles.ALL))
                    .credential();
        }
    }

    /** The answers and the revisions of a single writer, the newest first. */
    private record Alone(String answer, List<Object> revisions) {}

    @TestFactory
    Stream<DynamicTest> a_deleted_credential_is_written_as_one_that_never_was() {
        var deleted = List.<Object>of(DELETED, "before");
        return Stream.of(
                alone(Before.NOTHING, Writing.CREATE, new Alone("Stored", List.of("new"))),
                alone(Before.NOTHING, Writing.STORE, new Alone("Stored", List.of("new"))),
                alone(Before.NOTHING, Writing.REPLACE, new Alone("Missing", List.of())),
                alone(Before.NOTHING, Writing.DELETE, new Alone("Missing", List.of())),
                alone(Before.STORED, Writing.CREATE, new Alone("NameTaken", List.of("before"))),
                alone(Before.STORED, Writing.STORE, new Alone("Stored", List.of("new", "before"))),
                alone(Before.STORED, Writing.REPLACE, new Alone("Stored", List.of("new", "before"))),
                alone(Before.STORED, Writing.DELETE, new Alone("Deleted", deleted)),
                alone(
                        Before.STORED_AND_DELETED,
                        Writing.CREATE,
                        new Alone("Stored", List.of("new", DELETED, "before"))),
                alone(Before.STORED_AND_DELETED, Writing.STORE, new Alone("Stored", List.of("new", DELETED, "before"))),
                alone(Before.STORED_AND_DELETED, Writing.REPLACE, new Alone("Missing", deleted)),
                alone(Before.STORED_AND_DELETED, Writing.DELETE, new Alone("Missing", deleted)));
    }

    private static DynamicTest alone(Before before, Writing writing, Alone expected) {
        return DynamicTest.dynamicTest(before + ": " + writing, () -> {
            var bench = new Bench(before);
            String answer = bench.write(writing, "new");
            assertThat(new Alone(answer, bench.revisions())).isEqualTo(expected);
        });
    }

    /** What two writers lead to. */
    private record End(String first, String second, List<Object> revisions) {}

    @TestFactory
    Stream<DynamicTest> of_two_writers_one_comes_after_the_other() {
        return Arrays.stream(Before.values())
                .flatMap(before -> Arrays.stream(Writing.values())
                        .flatMap(first -> Arrays.stream(Writing.values())
                                .map(second -> DynamicTest.dynamicTest(
                                        before + ": " + first + " while " + second,
                                        () -> pausedAtEachCall(before, first, second)))));
    }

    private static void pausedAtEachCall(Before before, Writing first, Writing second) {
        Set<End> serial =
                Set.copyOf(List.of(firstThenSecond(before, first, second), secondThenFirst(before, first, second)));
        int calls = calls(before, first);
        for (int point = 0; point < calls; point++) {
            var bench = new Bench(before);
            var answers = new ArrayList<String>();
            bench.faults.pauseAfter(point, () -> answers.add(bench.write(second, "second")));
            String answer = bench.write(first, "first");
            assertThat(new End(answer, answers.getFirst(), bench.revisions()))
                    .as("held up before call %d of %d", point + 1, calls)
                    .isIn(serial);
        }
    }

    private static End firstThenSecond(Before before, Writing first, Writing second) {
        var bench = new Bench(before);
        String one = bench.write(first, "first");
        return new End(one, bench.write(second, "second"), bench.revisions());
    }

    private static End secondThenFirst(Before before, Writing first, Writing second) {
        var bench = new Bench(before);
        String two = bench.write(second, "second");
        return new End(bench.write(first, "first"), two, bench.revisions());
    }

    private static int calls(Before before, Writing writing) {
        var bench = new Bench(before);
        int already = bench.faults.calls();
        bench.write(writing, "first");
        return bench.faults.calls() - already;
    }

    @TestFactory
    Stream<DynamicTest> a_write_that_fails_anywhere_is_made_once_it_is_repeated_and_else_is_made_or_not() {
        return Arrays.stream(Before.values())
                .flatMap(before -> Arrays.stream(Writing.values())
                        .map(writing -> DynamicTest.dynamicTest(
                                before + ": " + writing, () -> failingAtEachCall(before, writing))));
    }

    private static void failingAtEachCall(Before before, Writing writing) {
        List<Object> unwritten = new Bench(before).revisions();
        var undisturbed = new Bench(before);
        undisturbed.write(writing, "first");
        int calls = calls(before, writing);
        for (int point = 0; point < calls; point++) {
            for (Fault fault : Fault.values()) {
                var bench = new Bench(before);
                bench.faults.failAfter(point, fault);
                try {
                    bench.write(writing, "first");
                } catch (FaultyStore.Died | StoreUnavailable e) {
                    assertThat(bench.revisions())
                            .as("%s at call %d of %d, and given up", fault, point + 1, calls)
                            .isIn(unwritten, undisturbed.revisions());
                    bench.write(writing, "first");
                }
                assertThat(withoutRepeats(bench.revisions()))
                        .as("%s at call %d of %d, and repeated", fault, point + 1, calls)
                        .isEqualTo(undisturbed.revisions());
                assertThat(bench.present().map(CredentialView::fields))
                        .isEqualTo(undisturbed.present().map(CredentialView::fields));
            }
        }
    }

    /** Whoever repeats a write that was made writes the same once more. */
    private static List<Object> withoutRepeats(List<Object> revisions) {
        var without = new ArrayList<Object>();
        for (Object revision : revisions) {
            if (without.isEmpty() || !without.getLast().equals(revision)) {
                without.add(revision);
            }
        }
        return without;
    }

    @Test
    void what_operators_read_has_no_secret() {
        var bench = new Bench(Before.STORED);
        assertThat(bench.present().orElseThrow().fields()).containsEntry("kubeconfigContents", "********");
    }
}
