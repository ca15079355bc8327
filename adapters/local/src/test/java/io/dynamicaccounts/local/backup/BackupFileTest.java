package io.dynamicaccounts.local.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.Attribute;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.installation.Adoption;
import io.dynamicaccounts.functions.installation.BackupRecord;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import io.dynamicaccounts.functions.store.Declarations.Declaration;
import io.dynamicaccounts.functions.store.History.PastTransition;
import io.dynamicaccounts.functions.store.Observations.Observation;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupFileTest {

    private static final String CANARY = "canary-7d1f";
    private static final Instant TIME = Instant.parse("2026-11-26T18:00:00.123Z");
    private static final Header HEADER = new Header(
            "0.1.0", TIME, "sqlite", new Adoption.FormerInstallation(17, Duration.ofSeconds(45), Optional.of("AQ==")));
    private static final AccountName NAME = new AccountName("a");

    @TempDir
    Path folder;

    private static Account everything() {
        var values = new EnumMap<Attribute, Object>(Attribute.class);
        for (Attribute attribute : Attribute.values()) {
            values.put(
                    attribute,
                    switch (attribute) {
                        case NAME -> NAME.value();
                        case STATE, PREVIOUS_STATE -> AccountState.ACTIVE.name();
                        case EVENT -> Event.CONFIRM.name();
                        case SOURCE -> "MIGRATED";
                        case TRIED_REASONS -> List.of("no \u2028 route \ud83d\ude00 \ud800", "");
                        default ->
                            switch (attribute.kind()) {
                                case TEXT -> "of-" + attribute.name().toLowerCase(Locale.ROOT);
                                case NUMBER -> (1L << 53) - 1;
                                case FLAG -> true;
                                case INSTANT -> TIME;
                                case TEXTS -> List.of("z1", "z2");
                            };
                    });
        }
        return Account.of(values);
    }

    /** One of each kind, with every field. */
    private static List<BackupRecord> all() {
        var open = new LinkedHashMap<String, Object>();
        open.put("z", new BigDecimal("1.10"));
        open.put("a", null);
        open.put("big", new BigInteger("123456789012345678901234567890"));
        open.put("list", Arrays.asList(1, null, Map.of("deep", List.of())));
        open.put("kubeconfigContents", "********");
        return List.of(
                new BackupRecord.ZoneRecord(new ZoneId("z1")),
                new BackupRecord.DeclarationRecord(new Declaration(
                        new ZoneId("z1"),
                        new AgentId("agent-1"),
                        4,
                        Set.of(NAME, new AccountName("refused")),
                        Set.of(new AccountName("b")),
                        Set.of(new AccountName("refused")))),
                new BackupRecord.AccountRecord(everything()),
                new BackupRecord.DefinitionRecord(new EncryptedDefinition(
                        NAME, new DefinitionId("d1"), TIME, open, Map.of("/kubeconfigContents", "AbC+/=" + CANARY))),
                new BackupRecord.ObservationRecord(
                        NAME,
                        new Observation(
                                Optional.of("https://" + CANARY),
                                Optional.of("v1.35"),
                                Optional.of("ab:cd"),
                                List.of("default"))),
                new BackupRecord.ObservationRecord(new AccountName("b"), Observation.NONE),
                new BackupRecord.TransitionRecord(new PastTransition(
                        NAME,
                        7,
                        TIME,
                        Event.ASSIGN,
                        AccountState.TO_MIGRATE,
                        AccountState.ACTIVATING,
                        "ops",
                        Optional.of("m"))),
                new BackupRecord.CredentialRecord(new Revision(
                        NAME,
                        3,
                        TIME,
                        "writer-3",
                        "ops",
                        Optional.of(new EncryptedDefinition(
                                NAME,
                                new DefinitionId("d2"),
                                TIME.minusSeconds(1),
                                open,
                                Map.of("/kubeconfigContents", "AbC+/=" + CANARY))))),
                new BackupRecord.CredentialRecord(
                        new Revision(NAME, 4, TIME, "writer-4", "another operator", Optional.empty())),
                new BackupRecord.AccountRecord(Account.of(Map.of(
                        Attribute.NAME, "c", Attribute.STATE, AccountState.REMOVED.name(), Attribute.VERSION, 3L))));
    }

    private Path written() {
        Path file = folder.resolve("backup.jsonl");
        Map<String, Long> counts = BackupWriter.write(file, HEADER, keep -> all().forEach(keep));
        assertThat(counts)
                .isEqualTo(Map.of(
                        "zone",
                        1L,
                        "declaration",
                        1L,
                        "account",
                        2L,
                        "definition",
                        1L,
                        "observed",
                        2L,
                        "past",
                        1L,
                        "credential",
                        2L));
        return file;
    }

    private Path changed(UnaryOperator<String> change) throws IOException {
        Files.deleteIfExists(folder.resolve("backup.jsonl"));
        Path file = folder.resolve("changed.jsonl");
        Files.writeString(file, change.apply(Files.readString(written())));
        return file;
    }

    private static String refusal(Path file) {
        var refused = new String[1];
        assertThatExceptionOfType(UnusableBackup.class)
                .isThrownBy(() -> BackupFile.checked(file))
                .satisfies(e -> refused[0] = e.getMessage());
        assertThat(refused[0]).startsWith(file.toString()).doesNotContain(CANARY);
        return refused[0];
    }

    @Test
    void what_was_written_is_read_as_it_was() {
        BackupFile backup = BackupFile.checked(written());
        var read = new ArrayList<BackupRecord>();
        backup.read(read::addAll);
        assertThat(read).isEqualTo(all());
        assertThat(backup.header()).isEqualTo(HEADER);
        assertThat(backup.counts()).containsEntry("account", 2L);
        var definition = (BackupRecord.DefinitionRecord) read.get(3);
        assertThat(definition.definition().fieldsInClear().keySet())
                .as("in order")
                .startsWith("z", "a", "big");
    }

    @Test
    void many_are_handed_over_a_little_at_a_time() {
        Path file = folder.resolve("many.jsonl");
        BackupWriter.write(
                file,
                HEADER,
                keep -> IntStream.range(0, 1_201)
                        .forEach(number -> keep.accept(new BackupRecord.ZoneRecord(new ZoneId("zone-" + number)))));
        var sizes = new ArrayList<Integer>();
        BackupFile.checked(file).read(some -> sizes.add(some.size()));
        assertThat(sizes).containsExactly(500, 500, 201);
    }

    @Test
    void the_file_is_its_owners_alone_and_replaces_none() throws IOException {
        Path file = written();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        byte[] before = Files.readAllBytes(file);
        assertThatExceptionOfType(UnusableBackup.class)
                .isThrownBy(() -> BackupWriter.write(file, HEADER, keep -> {}))
                .withMessageContaining("is there already");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void of_one_that_did_not_come_to_its_end_nothing_is_left() throws IOException {
        Path file = folder.resolve("broken.jsonl");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> BackupWriter.write(file, HEADER, keep -> {
                    keep.accept(new BackupRecord.ZoneRecord(new ZoneId("z")));
                    throw new IllegalStateException("the store went away");
                }));
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void cut_anywhere_it_is_refused_with_the_line_where_it_ends() throws IOException {
        byte[] whole = Files.readAllBytes(written());
        Path cut = folder.resolve("cut.jsonl");
        for (int length = 0; length < whole.length; length += 3) {
            Files.write(cut, Arrays.copyOf(whole, length));
            long line = 1
                    + new String(whole, 0, length, StandardCharsets.US_ASCII)
                            .chars()
                            .filter(character -> character == '\n')
                            .count();
            assertThat(refusal(cut)).contains("line " + line + " ");
        }
    }

    @Test
    void with_any_byte_changed_it_is_refused() throws IOException {
        byte[] whole = Files.readAllBytes(written());
        Path file = folder.resolve("flipped.jsonl");
        for (int at = 0; at < whole.length; at += 3) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(file, changed);
            assertThat(refusal(file)).containsPattern("line \\d+ ");
        }
    }

    @Test
    void with_a_line_more_or_less_or_elsewhere_it_is_refused() throws IOException {
        String zone = "{\"zone\":{\"id\":\"z1\"}}\n";
        assertThat(refusal(changed(text -> text.replace(zone, "")))).contains("line 11", "taken out or put in");
        assertThat(refusal(changed(text -> text.replace(zone, zone + zone)))).contains("line 13");
        assertThat(refusal(changed(text -> text + zone))).contains("line 12", "the last one");
        assertThat(refusal(changed(text -> text.replace("\"z1\"", "\"z2\"")))).contains("line 12", "was changed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"dynamicAccountsBackup\":1     | \"dynamicAccountsBackup\":2     | line 1 says format 2",
                "\"dynamicAccountsBackup\":1     | \"other\":1                     | line 1 is not the beginning",
                "\"epoch\":17                    | \"epoch\":17,\"more\":1         | line 1 has a field that this version does not know",
                "\"2026-11-26T18:00:00.123Z\"    | \"canary-7d1f\"                 | line 1 must have a time as written",
                "{\"zone\":                      | {\"cluster\":                   | line 2 is of a kind that this version does not know",
                "\"id\":\"z1\"                   | \"id\":\"/canary-7d1f\"         | line 2 has a value that is not legal",
                "\"id\":\"z1\"                   | \"id\":7                        | line 2 must have a text as id",
                "\"id\":\"z1\"                   | \"id\":\"z1\",\"id\":\"z2\"     | line 2 is not a JSON object",
                "\"registration\":4              | \"registration\":4.5            | line 3 must have a whole number as registration",
                "\"former\":[\"b\"]              | \"former\":[7]                  | line 3 must have a list of texts as former",
                "\"standing\":\"ACTIVE\"         | \"standing\":\"canary-7d1f\"    | line 4 must have one of the words",
                "\"pinned\":true                 | \"pinned\":\"canary-7d1f\"      | line 4 must have true or false as pinned",
                "\"pinned\":true                 | \"colour\":\"canary-7d1f\"      | line 4 has a field that this version does not know",
                "\"open\":{                      | \"open\":7,\"x\":{              | line 5 does not have an object",
                "\"event\":\"ASSIGN\"            | \"event\":\"canary-7d1f\"       | line 8 must have one of the words",
                "\"writer\":\"writer-3\"         | \"writer\":3                    | line 9 must have a text as writer",
                "\"id\":\"d2\"                   | \"id\":\"d2\",\"more\":1          | line 9 has a field that this version does not know",
                "\"actor\":\"another operator\"  | \"more\":1                      | line 10 must have a text as actor",
            })
    void what_is_not_of_this_format_is_refused_with_its_line_and_no_value(String part, String other, String why)
            throws IOException {
        assertThat(refusal(changed(text -> {
                    assertThat(text).contains(part);
                    return text.replace(part, other);
                })))
                .contains(why);
    }

    @Test
    void what_is_no_backup_or_not_there_is_refused() throws IOException {
        Path other = folder.resolve("other");
        Files.writeString(other, "kubernetes: {accounts: [{password: " + CANARY + "}]}\n");
        assertThat(refusal(other)).contains("line 1 is not a JSON object");
        assertThat(refusal(folder.resolve("nowhere"))).contains("does not exist");
        Files.write(other, new byte[20 * 1024 * 1024]);
        assertThat(refusal(other)).contains("line 1 is longer than");
        assertThat(refusal(folder)).contains("cannot be read");
    }

    @Test
    void one_that_changes_while_it_is_read_is_noticed() throws IOException {
        Path file = written();
        BackupFile backup = BackupFile.checked(file);
        Files.delete(file);
        BackupWriter.write(file, HEADER, keep -> all().subList(0, 3).forEach(keep));
        assertThatExceptionOfType(UnusableBackup.class)
                .isThrownBy(() -> backup.read(some -> {}))
                .withMessageContaining("was changed while it was read");
    }
}
