package io.dynamicaccounts.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
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
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Map;
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
    void a_keyset_with_several_keys_opens_secrets_of_its_older_keys() throws Exception {
        Path file = folder.resolve("local.keyset");
        EncryptedDefinition old = sealed(LocalKeyset.openOrCreate(file));

        Files.writeString(file, rotated(Files.readString(file)));

        LocalKeyset rotated = LocalKeyset.open(file);
        assertThat(opened(rotated, old)).isEqualTo(PLAIN.fields());
        assertThat(opened(rotated, sealed(rotated))).isEqualTo(PLAIN.fields());
    }

    @Test
    void the_old_keyset_does_not_open_secrets_of_a_new_primary_key() throws Exception {
        Path file = folder.resolve("local.keyset");
        LocalKeyset before = LocalKeyset.openOrCreate(file);
        Files.writeString(file, rotated(Files.readString(file)));

        EncryptedDefinition sealed = sealed(LocalKeyset.open(file));

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

    private static String rotated(String json) throws GeneralSecurityException {
        KeysetHandle one =
                TinkJsonProtoKeysetFormat.parseKeyset(json, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
        KeysetHandle two = KeysetHandle.newBuilder(one)
                .setConfiguration(AeadConfig2026.get())
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary())
                .build();
        return TinkJsonProtoKeysetFormat.serializeKeyset(two, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
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
