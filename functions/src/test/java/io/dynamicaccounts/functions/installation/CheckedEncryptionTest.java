package io.dynamicaccounts.functions.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dynamicaccounts.functions.ControlPlane;
import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.ScanSettings;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.definition.KeyCheck;
import io.dynamicaccounts.functions.definition.SecretFields;
import io.dynamicaccounts.functions.definition.WrongKey;
import io.dynamicaccounts.functions.operator.Provision;
import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.store.Installation;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import io.dynamicaccounts.functions.store.memory.MemoryStore;
import io.dynamicaccounts.functions.transition.Parallel;
import io.dynamicaccounts.functions.transition.TransitionListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CheckedEncryptionTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Store store = new MemoryStore(InstantSource.system());

    CheckedEncryptionTest() {
        Readiness.check(store, () -> NOON);
    }

    /** A test encryption whose ciphertext is the key's name and the secret. Older keys decrypt as well. */
    private static final class Key implements DefinitionEncryption, KeyCheck {
        private final List<String> names;
        private boolean silent;
        private boolean takenAway;
        private int asked;

        Key(String... names) {
            this.names = List.of(names);
        }

        private String secret(String ciphertext) {
            asked++;
            if (silent) {
                throw new StoreUnavailable("the key service did not answer", Duration.ofSeconds(1), null);
            }
            String[] parts = ciphertext.split(":", 2);
            if (takenAway || parts.length != 2 || !names.contains(parts[0])) {
                throw new DecryptionFailed("it does not open", new IllegalStateException());
            }
            return parts[1];
        }

        @Override
        public EncryptedDefinition encrypt(AccountName account, DefinitionId id, Instant written, Definition plain) {
            var secrets = new HashMap<String, String>();
            var open = SecretFields.replaced(plain.fields(), (pointer, value) -> {
                secrets.put(pointer, names.getFirst() + ":" + value);
                return SecretFields.MASK;
            });
            return new EncryptedDefinition(account, id, written, open, secrets);
        }

        @Override
        public Definition decrypt(EncryptedDefinition sealed) {
            return new Definition(SecretFields.replaced(
                    sealed.fieldsInClear(),
                    (pointer, value) -> secret(sealed.sealed().get(pointer))));
        }

        @Override
        public String encrypt() {
            return names.getFirst() + ":check";
        }

        @Override
        public void decrypt(String checkValue) {
            assertThat(secret(checkValue)).isEqualTo("check");
        }

        @Override
        public boolean isNewest(String checkValue) {
            return checkValue.startsWith(names.getFirst() + ":");
        }

        @Override
        public String explain(String ciphertext) {
            return "it needs key " + ciphertext.split(":", 2)[0];
        }
    }

    private CheckedEncryption with(Key key) {
        return new CheckedEncryption(key, key, store);
    }

    private Optional<String> noted() {
        return store.installations().find().flatMap(Installation::keyCheck);
    }

    /** Provisions an account as a version did that noted no check value. */
    private void provision(DefinitionEncryption encryption, String name, Map<String, Object> fields) {
        var _ = new ControlPlane(new ControlPlane.Components(
                        store,
                        encryption,
                        CredentialSource.NONE,
                        Settings.DEFAULT,
                        Parallel.NONE,
                        TransitionListener.NONE,
                        () -> UUID.randomUUID().toString(),
                        () -> NOON,
                        ScanSettings.NONE))
                .get(FunctionName.PROVISION)
                .apply(new Provision.Request(
                        "ops",
                        List.of(new Provision.Entry(
                                new AccountName(name), Optional.of(new ZoneId("z")), new Definition(fields)))));
    }

    private void provisionSecret(DefinitionEncryption encryption, String name) {
        provision(encryption, name, Map.of("name", name, "kubeconfigContents", "secret"));
    }

    private EncryptedDefinition stored(String name) {
        var account = store.accounts().find(new AccountName(name)).orElseThrow();
        return store.definitions()
                .find(new Definitions.Key(account.name(), account.definition().orElseThrow()))
                .orElseThrow();
    }

    private static EncryptedDefinition damaged(EncryptedDefinition whole) {
        return new EncryptedDefinition(
                whole.account(),
                whole.id(),
                whole.written(),
                whole.fieldsInClear(),
                Map.of("/kubeconfigContents", "garbage"));
    }

    @Test
    void where_nothing_is_encrypted_any_key_is_right_and_is_noted() {
        provision(new Key("one"), "plain", Map.of("name", "plain", "kubeconfigFile", "/kube"));
        with(new Key("two")).ensure();
        assertThat(noted()).contains("two:check");
        assertThatExceptionOfType(WrongKey.class)
                .isThrownBy(() -> with(new Key("one")).ensure())
                .withMessage("it needs key two");
    }

    @Test
    void where_no_check_value_is_noted_the_key_that_decrypts_stored_secrets_is_right() {
        provision(new Key("one"), "a", Map.of("name", "a", "kubeconfigFile", "/kube"));
        provisionSecret(new Key("one"), "b");
        assertThatExceptionOfType(WrongKey.class)
                .isThrownBy(() -> with(new Key("two")).ensure())
                .withMessage("it needs key one");
        assertThat(noted()).isEmpty();
        with(new Key("one")).ensure();
        assertThat(noted()).contains("one:check");
    }

    @Test
    void one_damaged_definition_does_not_make_a_key_wrong() {
        provisionSecret(new Key("one"), "a");
        provisionSecret(new Key("one"), "b");
        EncryptedDefinition broken = damaged(stored("a"));
        store.definitions().delete(new Definitions.Key(broken.account(), broken.id()));
        store.definitions().put(broken);

        CheckedEncryption sealing = with(new Key("one"));
        assertThatExceptionOfType(DefinitionEncryption.DecryptionFailed.class)
                .isThrownBy(() -> sealing.decrypt(stored("a")));
        assertThat(sealing.decrypt(stored("b")).fields()).containsEntry("kubeconfigContents", "secret");
        assertThat(noted()).contains("one:check");
    }

    @Test
    void with_another_key_nothing_is_encrypted_and_nothing_decrypted() {
        with(new Key("one")).ensure();
        CheckedEncryption sealing = with(new Key("two"));
        assertThatExceptionOfType(WrongKey.class).isThrownBy(() -> provisionSecret(sealing, "a"));
        assertThat(store.accounts().find(new AccountName("a"))).isEmpty();
        provisionSecret(new Key("one"), "b");
        assertThatExceptionOfType(WrongKey.class).isThrownBy(() -> sealing.decrypt(stored("b")));
        assertThat(noted()).contains("one:check");
    }

    @Test
    void a_key_service_that_does_not_answer_says_nothing_of_the_key() {
        with(new Key("one")).ensure();
        var key = new Key("one");
        key.silent = true;
        CheckedEncryption sealing = with(key);
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(sealing::ensure);
        key.silent = false;
        sealing.ensure();
        assertThat(noted()).contains("one:check");
    }

    @Test
    void a_key_that_is_taken_away_later_is_no_fault_of_a_definition() {
        var key = new Key("one");
        CheckedEncryption sealing = with(key);
        provisionSecret(sealing, "a");
        assertThat(sealing.decrypt(stored("a")).fields()).containsEntry("kubeconfigContents", "secret");
        key.takenAway = true;
        assertThatExceptionOfType(WrongKey.class).isThrownBy(() -> sealing.decrypt(stored("a")));
        assertThatExceptionOfType(WrongKey.class).isThrownBy(sealing::ensure);
        key.takenAway = false;
        sealing.ensure();
    }

    @Test
    void a_key_is_asked_for_once_and_not_for_what_has_no_secret() {
        with(new Key("one")).ensure();
        var key = new Key("one");
        CheckedEncryption sealing = with(key);
        provision(sealing, "plain", Map.of("name", "plain", "kubeconfigFile", "/kube"));
        assertThat(sealing.decrypt(stored("plain")).fields()).containsEntry("kubeconfigFile", "/kube");
        assertThat(key.asked).isZero();
        provisionSecret(sealing, "a");
        provisionSecret(sealing, "b");
        assertThat(key.asked).isEqualTo(1);
    }

    @Test
    void a_newer_key_beside_the_old_one_is_noted_in_its_place() {
        with(new Key("old")).ensure();
        with(new Key("new", "old")).ensure();
        assertThat(noted()).contains("new:check");
        with(new Key("new")).ensure();
        assertThatExceptionOfType(WrongKey.class)
                .isThrownBy(() -> with(new Key("old")).ensure());
    }
}
