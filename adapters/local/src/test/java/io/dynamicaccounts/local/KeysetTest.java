package io.dynamicaccounts.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.local.command.Ran;
import io.dynamicaccounts.local.demo.ChildProcess;
import io.dynamicaccounts.secrets.LocalKeyset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database beside a keyset that is not the one its secrets were encrypted with, or is a later one. */
class KeysetTest {

    private static final String CANARY = "canary-77d1";
    /** A backup notes how long an agent may go on by what it was told, and a restore waits for that. */
    private static final String[] QUICK = {"--set", "poll-seconds=1", "--set", "heartbeat-timeout-seconds=3"};

    @TempDir
    Path folder;

    @TempDir
    Path copies;

    private Path database;
    private Path keyset;

    @BeforeEach
    void serveASecret() throws Exception {
        database = folder.resolve("accounts.db");
        keyset = folder.resolve("accounts.db.keyset.json");
        try (var server = ServerProcess.start(folder, List.of(), QUICK)) {
            new Operator(server.uri()).provision("a", "z", Map.of("kubeconfigContents", "token: " + CANARY));
        }
        Files.copy(keyset, copies.resolve("right.json"));
    }

    private static String numberOfKey(Path keyset) throws IOException {
        Matcher matcher = Pattern.compile("\"primaryKeyId\"\\s*:\\s*(\\d+)").matcher(Files.readString(keyset));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private void anotherKeyset() throws IOException {
        Files.delete(keyset);
        LocalKeyset.openOrCreate(keyset);
    }

    /** The exit code of a process that was told to serve. */
    private int serve() throws IOException {
        try (ChildProcess child = ChildProcess.start(
                folder.resolve("server.log"),
                ServerProcess.SHORT_LIVED,
                List.of("serve", "--port", "0", "--database", database.toString()))) {
            try {
                child.printed("listening on ");
            } catch (IOException ended) {
                return child.ended();
            }
            return 0;
        }
    }

    private String logged() throws IOException {
        return Files.readString(folder.resolve("server.log"));
    }

    @Test
    void another_keyset_ends_the_start_and_the_message_names_the_key_that_is_wanted() throws Exception {
        String wanted = numberOfKey(keyset);
        anotherKeyset();
        String given = numberOfKey(keyset);

        assertThat(serve()).isEqualTo(2);

        assertThat(logged())
                .contains(
                        "the keyset " + keyset + " is not the one",
                        "key " + wanted,
                        "it has " + given,
                        "put",
                        "in its place")
                .doesNotContain("\tat ", CANARY);
        Files.copy(copies.resolve("right.json"), keyset, StandardCopyOption.REPLACE_EXISTING);
        assertThat(serve()).isZero();
    }

    @Test
    void a_store_without_secrets_is_bound_to_the_first_keyset_too() throws Exception {
        Path empty = folder.resolve("empty.db");
        database = empty;
        keyset = folder.resolve("empty.db.keyset.json");
        assertThat(serve()).isZero();
        anotherKeyset();
        assertThat(serve()).isEqualTo(2);
    }

    @Test
    void a_keyset_with_a_newer_key_beside_the_old_one_passes_and_then_does_without_the_old_one() throws Exception {
        Path newer = copies.resolve("newer.json");
        LocalKeyset.openOrCreate(newer);
        Files.writeString(keyset, both(Files.readString(newer), Files.readString(keyset)));
        try (var server = ServerProcess.start(folder, List.of(), QUICK)) {
            var operator = new Operator(server.uri());
            operator.sendAccepted(
                    "PUT", "/armory/accounts/dynamic", Map.of("name", "a", "kubeconfigContents", "token: new"));
        }
        // No definition is encrypted with the old key any more.
        Files.writeString(keyset, Files.readString(newer));
        assertThat(serve()).isZero();
        // And what was with the old key is now the wrong one.
        Files.writeString(keyset, Files.readString(copies.resolve("right.json")));
        assertThat(serve()).isEqualTo(2);
    }

    @Test
    void after_a_rotation_while_it_is_served_old_secrets_are_read_new_ones_get_the_new_key_and_the_check_value_follows()
            throws Exception {
        String old = numberOfKey(keyset);
        Ran rotated;
        try (var server = ServerProcess.start(folder, List.of(), QUICK)) {
            rotated = Ran.of("rotate-key", "--database", database.toString());
            // It goes on with the key that it has read.
            new Operator(server.uri()).provision("b", "z", Map.of("kubeconfigContents", "token: b"));
        }
        assertThat(rotated.err()).isEmpty();
        assertThat(rotated.out())
                .contains("added key " + numberOfKey(keyset), old + " still decrypts", "copy the file", "restart")
                .doesNotContain(CANARY);
        try (var server = ServerProcess.start(folder, List.of(), QUICK)) {
            var operator = new Operator(server.uri());
            operator.sendAccepted(
                    "PUT", "/armory/accounts/dynamic", Map.of("name", "a", "kubeconfigContents", "token: new"));
        }
        assertThat(Ran.of("doctor", "--database", database.toString()).out())
                .contains("2 open, 1 of them with an older key", "PUT /armory/accounts/dynamic");
        // The check value is encrypted with the new key, which the old keyset does not have.
        Files.copy(copies.resolve("right.json"), keyset, StandardCopyOption.REPLACE_EXISTING);
        assertThat(serve()).isEqualTo(2);
    }

    @Test
    void a_rotation_where_there_is_no_keyset_says_so_and_makes_none() {
        Ran rotated =
                Ran.of("rotate-key", "--database", folder.resolve("other.db").toString());

        assertThat(rotated.code()).isEqualTo(1);
        assertThat(rotated.err()).contains("there is no keyset", "other.db.keyset.json");
        assertThat(folder.resolve("other.db.keyset.json")).doesNotExist();
    }

    /** The keys of both keysets, of which the first's seals. */
    private static String both(String first, String second) {
        var key = Pattern.compile("\"key\"\\s*:\\s*\\[(.*)]", Pattern.DOTALL);
        Matcher added = key.matcher(second);
        assertThat(added.find()).isTrue();
        Matcher present = key.matcher(first);
        assertThat(present.find()).isTrue();
        return first.substring(0, present.end(1)) + "," + added.group(1) + first.substring(present.end(1));
    }

    @Test
    void a_backup_is_not_restored_beside_another_keyset_and_a_served_store_is_not_adopted_with_one() throws Exception {
        String backup = folder.resolve("backup.jsonl").toString();
        assertThat(quickly("backup", backup, "--database", database.toString()).code())
                .isZero();
        String target = folder.resolve("restored.db").toString();
        Path besides = folder.resolve("restored.db.keyset.json");
        LocalKeyset.openOrCreate(besides);

        Ran refused = quickly("restore", backup, "--database", target);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("is not the one", numberOfKey(keyset), numberOfKey(besides));

        Files.copy(keyset, besides, StandardCopyOption.REPLACE_EXISTING);
        assertThat(quickly("restore", backup, "--database", target).err()).isEmpty();

        anotherKeyset();
        Ran adopt = quickly("adopt", "--database", database.toString());
        assertThat(adopt.code()).isEqualTo(2);
        assertThat(adopt.err()).contains("is not the one");
    }

    @Test
    void what_was_restored_wants_the_keyset_of_the_backup() throws Exception {
        String backup = folder.resolve("backup.jsonl").toString();
        assertThat(quickly("backup", backup, "--database", database.toString()).code())
                .isZero();
        assertThat(Files.readString(Path.of(backup))).doesNotContain(CANARY);
        String wanted = numberOfKey(keyset);
        database = folder.resolve("restored.db");
        keyset = folder.resolve("restored.db.keyset.json");
        assertThat(quickly("restore", backup, "--database", database.toString()).err())
                .isEmpty();
        LocalKeyset.openOrCreate(keyset);
        assertThat(serve()).isEqualTo(2);
        assertThat(logged()).contains("key " + wanted);
    }

    private static Ran quickly(String command, String... arguments) {
        var all = new ArrayList<>(List.of(command));
        all.addAll(List.of(arguments));
        all.addAll(List.of(QUICK));
        return Ran.of(all.toArray(String[]::new));
    }
}
