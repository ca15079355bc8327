package io.dynamicaccounts.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dynamicaccounts.functions.definition.DefinitionEncryption.DecryptionFailed;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKeyCheckTest {

    @TempDir
    Path folder;

    private LocalKeyset keyset;
    private LocalKeyCheck key;

    @BeforeEach
    void makeAKeyset() {
        keyset = LocalKeyset.openOrCreate(folder.resolve("keyset.json"));
        key = new LocalKeyCheck(keyset);
    }

    private static String text(int key) {
        return Integer.toUnsignedString(key);
    }

    @Test
    void only_the_key_that_made_a_check_value_opens_it() {
        String checkValue = key.encrypt();
        key.decrypt(checkValue);
        assertThat(key.isNewest(checkValue)).isTrue();

        LocalKeyset another = LocalKeyset.openOrCreate(folder.resolve("another.json"));
        var wrong = new LocalKeyCheck(another);
        assertThatExceptionOfType(DecryptionFailed.class).isThrownBy(() -> wrong.decrypt(checkValue));
        assertThat(wrong.isNewest(checkValue)).isFalse();
        assertThat(wrong.explain(checkValue))
                .contains(
                        "the keyset " + folder.resolve("another.json") + " is not the one",
                        "they need key " + text(keyset.primaryKey()),
                        "it has " + text(another.primaryKey()));
    }

    @Test
    void a_check_value_that_was_altered_and_one_of_another_kind_have_different_messages() {
        byte[] altered = Base64.getDecoder().decode(key.encrypt());
        altered[altered.length - 1] ^= 1;
        String damaged = Base64.getEncoder().encodeToString(altered);
        assertThatExceptionOfType(DecryptionFailed.class).isThrownBy(() -> key.decrypt(damaged));
        assertThat(key.explain(damaged)).contains("has the right number", "restore a backup");

        for (String other : new String[] {"", "AAAA", "no base 64 at all!", "AAAAAQI="}) {
            assertThatExceptionOfType(DecryptionFailed.class).isThrownBy(() -> key.decrypt(other));
            assertThat(key.explain(other)).contains("they need a key of another kind");
        }
    }
}
