package io.dynamicaccounts.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dynamicaccounts.functions.CapturedLog;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption.DecryptionFailed;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalKeysetTest {

    private static final Definition PLAIN = new Definition(Map.of("name", "a", "token", "canary"));

    @RegisterExtension
    final CapturedLog log = CapturedLog.ofAll();

    @TempDir
    Path folder;

    @Test
    void the_first_run_creates_a_keyset_and_every_later_run_reads_it() {
        Path file = folder.resolve("new/folder/local.keyset");

        EncryptedDefinition sealed = sealed(LocalKeyset.openOrCreate(file));

        assertThat(opened(LocalKeyset.openOrCreate(file), sealed)).isEqualTo(PLAIN.fields());
        assertThat(opened(LocalKeyset.open(file), sealed)).isEqualTo(PLAIN.fields());
    }

    @Test
    void only_the_owner_may_access_the_file_and_no_other_file_is_left_in_the_folder() throws IOException {
        Path file = folder.resolve("local.keyset");
        LocalKeyset.openOrCreate(file);

        assumeTrue(posix());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryContaining(found -> found.equals(file));
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw-rw-rw-"})
    void a_file_that_others_can_read_or_write_is_refused(String permissions) throws IOException {
        assumeTrue(posix());
        Path file = folder.resolve("local.keyset");
        LocalKeyset.openOrCreate(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertRefused(file, "chmod 600");
    }

    @Test
    void a_read_only_file_is_accepted() throws IOException {
        assumeTrue(posix());
        Path file = folder.resolve("local.keyset");
        LocalKeyset.openOrCreate(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));

        assertThat(LocalKeyset.openOrCreate(file)).isNotNull();
    }

    @Test
    void a_missing_file_is_created_only_by_openOrCreate() {
        Path file = folder.resolve("local.keyset");

        assertThatThrownBy(() -> LocalKeyset.open(file))
                .isInstanceOf(DecryptionFailed.class)
                .hasMessageContaining("is missing");
        assertThat(file).doesNotExist();
    }

    @Test
    void an_empty_file_is_refused_and_kept() throws IOException {
        Path file = ownerOnly("");

        assertRefused(file, "is empty");
        assertThat(file).isEmptyFile();
    }

    @Test
    void a_folder_or_a_huge_file_in_its_place_is_refused() throws IOException {
        Path file = ownerOnly("x".repeat(70_000));

        assertRefused(file, "larger than");
        Files.delete(file);
        Files.createDirectory(file);
        assertRefused(file, "is not a file");
    }

    @Test
    void a_malformed_file_is_refused_without_being_quoted() throws IOException {
        Path file = folder.resolve("local.keyset");
        LocalKeyset.openOrCreate(file);
        String json = Files.readString(file);
        String key = keyMaterial(json);

        for (String malformed : new String[] {
            json.substring(0, json.length() - 20),
            json.replace(key, key.substring(0, 20)),
            json.replace("AesGcmKey", "HmacKey"),
            json.replace("\"primaryKeyId\"", "\"other\""),
            "canary",
            "{}",
            "\u0000\u0001"
        }) {
            Files.writeString(file, malformed);
            assertThatThrownBy(() -> LocalKeyset.openOrCreate(file))
                    .isInstanceOf(DecryptionFailed.class)
                    .hasMessageContaining("not an AEAD keyset")
                    .satisfies(e -> assertThat(TinkSealingTest.stackTrace(e)).doesNotContain(key, "canary"));
        }
    }

    @Test
    void a_folder_that_cannot_hold_the_file_is_refused_with_the_reason() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        Path file = folder.resolve("file/local.keyset");

        assertThatThrownBy(() -> LocalKeyset.openOrCreate(file))
                .isInstanceOf(DecryptionFailed.class)
                .hasMessageContaining("cannot be made");
    }

    @Test
    void a_rotated_keyset_seals_with_a_new_key_and_opens_what_each_older_key_sealed() {
        Path file = folder.resolve("local.keyset");
        LocalKeyset first = LocalKeyset.openOrCreate(file);
        EncryptedDefinition oldest = sealed(first);
        LocalKeyset second = LocalKeyset.rotate(file);
        EncryptedDefinition older = sealed(second);

        LocalKeyset third = LocalKeyset.rotate(file);

        assertThat(third.otherKeys()).containsExactly(first.newestKey(), second.newestKey());
        assertThat(third.newestKey()).isNotIn(third.otherKeys());
        for (LocalKeyset keyset : List.of(third, LocalKeyset.open(file))) {
            assertThat(opened(keyset, oldest)).isEqualTo(PLAIN.fields());
            assertThat(opened(keyset, older)).isEqualTo(PLAIN.fields());
            assertThat(opened(keyset, sealed(keyset))).isEqualTo(PLAIN.fields());
            assertThat(List.of(oldest, older, sealed(keyset)))
                    .extracting(keyset::isNewest)
                    .containsExactly(false, false, true);
        }
    }

    @Test
    void a_rotated_file_is_its_owner_s_alone_and_nothing_is_left_beside_it() throws IOException {
        assumeTrue(posix());
        Path file = folder.resolve("local.keyset");
        LocalKeyset.openOrCreate(file);

        LocalKeyset.rotate(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder.toFile().list()).containsExactly("local.keyset");
    }

    @Test
    void a_keyset_behind_a_symbolic_link_is_rotated_where_it_lies() throws IOException {
        assumeTrue(posix());
        Path file = folder.resolve("real/local.keyset");
        String before = LocalKeyset.openOrCreate(file).newestKey();
        Path link = Files.createSymbolicLink(folder.resolve("link.keyset"), file);

        LocalKeyset rotated = LocalKeyset.rotate(link);

        assertThat(link).isSymbolicLink();
        assertThat(LocalKeyset.open(file).newestKey())
                .isEqualTo(rotated.newestKey())
                .isNotEqualTo(before);
    }

    @Test
    void rotations_at_once_add_a_key_each_or_are_refused() throws Exception {
        Path file = folder.resolve("local.keyset");
        LocalKeyset.openOrCreate(file);
        var keys = new HashSet<String>();
        var results = new ArrayList<Future<String>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                results.add(threads.submit(() -> LocalKeyset.rotate(file).newestKey()));
            }
        }
        int refused = 0;
        for (Future<String> result : results) {
            switch (result.state()) {
                case SUCCESS -> keys.add(result.resultNow());
                default -> {
                    refused++;
                    assertThat(result.exceptionNow())
                            .isInstanceOf(DecryptionFailed.class)
                            .hasMessageContaining("is being changed by another process");
                }
            }
        }
        LocalKeyset left = LocalKeyset.open(file);
        assertThat(left.otherKeys()).hasSize(20 - refused);
        keys.remove(left.newestKey());
        assertThat(left.otherKeys()).containsAll(keys);
    }

    @Test
    void a_keyset_that_cannot_be_rotated_is_as_it_was() throws IOException {
        Path file = folder.resolve("local.keyset");
        assertNotRotated(file, "there is no keyset");
        ownerOnly("canary");
        assertNotRotated(file, "not an AEAD keyset");
        assertThat(file).hasContent("canary");
        assertThat(folder.toFile().list()).containsExactly("local.keyset");

        Files.createFile(folder.resolve(".changed.local.keyset"));
        assertNotRotated(file, "delete " + folder.resolve(".changed.local.keyset"));
    }

    @Test
    void a_keyset_that_is_full_says_what_to_remove() throws IOException {
        Path file = folder.resolve("local.keyset");
        LocalKeyset.openOrCreate(file);

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        LocalKeyset.rotate(file);
                    }
                })
                .isInstanceOf(DecryptionFailed.class)
                .hasMessageContaining("as many keys as fit");
        assertThat(LocalKeyset.open(file).otherKeys()).hasSizeGreaterThan(100);
    }

    private static void assertNotRotated(Path file, String why) {
        assertThatThrownBy(() -> LocalKeyset.rotate(file))
                .isInstanceOf(DecryptionFailed.class)
                .hasMessageContaining(why);
    }

    @Test
    void the_old_keyset_does_not_open_secrets_of_a_new_primary_key() throws Exception {
        Path file = folder.resolve("local.keyset");
        LocalKeyset before = LocalKeyset.openOrCreate(file);
        EncryptedDefinition sealed = sealed(LocalKeyset.rotate(file));

        assertThatThrownBy(() -> opened(before, sealed)).isInstanceOf(DecryptionFailed.class);
    }

    @Test
    void key_material_is_neither_logged_nor_shown() throws IOException {
        Path file = folder.resolve("local.keyset");
        LocalKeyset keyset = LocalKeyset.openOrCreate(file);
        String key = keyMaterial(Files.readString(file));

        assertThat(log.events())
                .anySatisfy(line -> assertThat(line.getFormattedMessage()).contains("local.keyset"))
                .allSatisfy(line -> assertThat(line.getFormattedMessage()).doesNotContain(key));
        assertThat(keyset.toString()).doesNotContain(key);
    }

    private Path ownerOnly(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("local.keyset"), content);
        if (posix()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return file;
    }

    private static void assertRefused(Path file, String why) {
        assertThatThrownBy(() -> LocalKeyset.openOrCreate(file))
                .isInstanceOf(DecryptionFailed.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(why);
    }

    private static String keyMaterial(String json) {
        Matcher value = Pattern.compile("\"value\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
        assertThat(value.find()).isTrue();
        return value.group(1);
    }

    private boolean posix() {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static EncryptedDefinition sealed(LocalKeyset keyset) {
        return new TinkSealing(keyset.keyEncryption())
                .encrypt(new AccountName("a"), new DefinitionId("d"), Instant.EPOCH, PLAIN);
    }

    private static Map<String, Object> opened(LocalKeyset keyset, EncryptedDefinition sealed) {
        return new TinkSealing(keyset.keyEncryption()).decrypt(sealed).fields();
    }
}
