package io.dynamicaccounts.local.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.store.AccountNames;
import io.dynamicaccounts.functions.store.History.PastTransition;
import io.dynamicaccounts.functions.store.Observations.Observation;
import io.dynamicaccounts.functions.transition.Parallel;
import io.dynamicaccounts.local.demo.ChildProcess;
import io.dynamicaccounts.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * As many accounts as a zone holds, through processes with a heap that holds but a few of them. Prints how long each
 * takes.
 */
@Tag("long")
class LargeBackupTest {

    private static final int ACCOUNTS = 20_000;
    private static final Instant TIME = Instant.parse("2026-11-26T18:00:00Z");
    private static final List<String> SMALL = List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError");

    @TempDir
    Path folder;

    @Test
    void twenty_thousand_accounts_go_through_a_heap_of_64_mebibytes() throws Exception {
        populate(folder.resolve("source.db"));
        Path file = folder.resolve("backup.jsonl");
        timed("backup", "wrote ", "backup", file.toString(), "--database", at("source.db"));
        System.out.println("the file: " + Files.size(file) / 1024 / 1024 + " MiB");
        timed("restore", "adopted ", "restore", file.toString(), "--database", at("target.db"));
        try (var store = SqliteStore.open(folder.resolve("target.db"))) {
            assertThat(store.names().count()).isEqualTo(ACCOUNTS);
            assertThat(store.countByState().orElseThrow().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(ACCOUNTS);
        }
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private void timed(String what, String until, String... arguments) throws IOException {
        long begun = System.nanoTime();
        try (ChildProcess child = ChildProcess.start(folder.resolve("log"), SMALL, List.of(arguments))) {
            child.printed(until);
        }
        System.out.println(
                what + ": " + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s");
    }

    private static void populate(Path file) {
        try (var store = SqliteStore.open(file)) {
            String kubeconfig = "c2VhbGVk".repeat(400);
            Parallel.bounded(64).map(IntStream.range(0, ACCOUNTS).boxed().toList(), number -> {
                var name = new AccountName("account-%05d".formatted(number));
                var id = new DefinitionId("definition-" + number);
                store.definitions()
                        .put(new EncryptedDefinition(
                                name,
                                id,
                                TIME,
                                Map.of("name", name.value(), "kubeconfigContents", "********"),
                                Map.of("/kubeconfigContents", kubeconfig)));
                store.names().put(new AccountNames.Entry(name, "token", TIME));
                store.observations()
                        .put(
                                name,
                                new Observation(
                                        Optional.of("https://" + name),
                                        Optional.of("v1.35.5"),
                                        Optional.empty(),
                                        IntStream.range(0, 40)
                                                .mapToObj(i -> "team-" + i)
                                                .toList()));
                store.history()
                        .append(IntStream.rangeClosed(1, 5)
                                .mapToObj(version -> new PastTransition(
                                        name,
                                        version,
                                        TIME,
                                        Event.REASSIGN,
                                        AccountState.ACTIVE,
                                        AccountState.ACTIVE,
                                        "ops",
                                        Optional.empty()))
                                .toList());
                store.accounts().restore(List.of(account(name, id)));
                return name;
            });
        }
    }

    private static Account account(AccountName name, DefinitionId id) {
        return Account.of(Map.of(
                Attribute.NAME,
                name.value(),
                Attribute.STATE,
                AccountState.ACTIVE.name(),
                Attribute.VERSION,
                5L,
                Attribute.GENERATION,
                1L,
                Attribute.ZONE,
                "eu",
                Attribute.DEFINITION,
                id.value(),
                Attribute.NAME_TOKEN,
                "token",
                Attribute.EVENT,
                Event.REASSIGN.name(),
                Attribute.ACTOR,
                "ops",
                Attribute.UPDATED,
                TIME));
    }
}
