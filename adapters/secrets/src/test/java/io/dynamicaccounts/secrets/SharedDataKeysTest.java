package io.dynamicaccounts.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Secrets that share a data key: what holds of every sealing, and how often the key-encryption key is called. */
class SharedDataKeysTest extends TinkSealingTest {

    private static final byte[] SECRET = "secret".getBytes(UTF_8);
    private static final byte[] PLACE = "place".getBytes(UTF_8);

    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private final InstantSource clock = () -> now;
    private final CountedKey key = new CountedKey(newKey());

    @Override
    TinkSealing sealing(Aead keyEncryption) {
        return new TinkSealing(keyEncryption, InstantSource.system());
    }

    /** A key-encryption key that counts its calls, and fails when it is told to. */
    private static final class CountedKey implements Aead {
        private final Aead key;
        private final AtomicInteger wrapped = new AtomicInteger();
        private final AtomicInteger unwrapped = new AtomicInteger();
        private volatile boolean fails;

        CountedKey(Aead key) {
            this.key = key;
        }

        @Override
        public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
            wrapped.incrementAndGet();
            check();
            return key.encrypt(plaintext, associatedData);
        }

        @Override
        public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
            unwrapped.incrementAndGet();
            check();
            return key.decrypt(ciphertext, associatedData);
        }

        private void check() throws GeneralSecurityException {
            if (fails) {
                throw new GeneralSecurityException("withdrawn");
            }
        }
    }

    @Test
    void a_thousand_definitions_that_many_threads_encrypt_and_another_process_decrypts_cost_one_call_each()
            throws Exception {
        var writer = new TinkSealing(key, clock);
        List<EncryptedDefinition> sealed = sideBySide(i -> writer.encrypt(
                new AccountName("a" + i),
                new DefinitionId("d" + i),
                now,
                new Definition(Map.of("kubeconfigContents", "contents " + i))));
        assertThat(key.wrapped).hasValue(1);

        var reader = new TinkSealing(key, clock);
        List<Definition> read = sideBySide(i -> reader.decrypt(sealed.get(i)));

        assertThat(key.unwrapped).hasValue(1);
        assertThat(read)
                .extracting(definition -> definition.fields().get("kubeconfigContents"))
                .containsExactlyElementsOf(
                        IntStream.range(0, 1_000).mapToObj(i -> "contents " + i).toList());
    }

    @Test
    void the_process_that_encrypted_decrypts_without_a_call() throws GeneralSecurityException {
        var keys = new SharedDataKeys(key, clock);

        assertThat(keys.decrypt(keys.encrypt(SECRET, PLACE), PLACE)).isEqualTo(SECRET);
        assertThat(key.unwrapped).hasValue(0);
    }

    @Test
    void either_form_of_the_envelope_decrypts_what_the_other_encrypted() throws GeneralSecurityException {
        var keys = new SharedDataKeys(key, clock);
        Aead single = KmsEnvelopeAead.create(PredefinedAeadParameters.AES256_GCM, key);

        assertThat(single.decrypt(keys.encrypt(SECRET, PLACE), PLACE)).isEqualTo(SECRET);
        assertThat(keys.decrypt(single.encrypt(SECRET, PLACE), PLACE)).isEqualTo(SECRET);
    }

    @Test
    void a_data_key_encrypts_for_five_minutes_and_no_longer() throws GeneralSecurityException {
        var keys = new SharedDataKeys(key, clock);
        keys.encrypt(SECRET, PLACE);

        now = now.plus(SharedDataKeys.LONGEST).minusNanos(1);
        keys.encrypt(SECRET, PLACE);
        assertThat(key.wrapped).hasValue(1);

        now = now.plusNanos(1);
        keys.encrypt(SECRET, PLACE);
        assertThat(key.wrapped).hasValue(2);
    }

    @Test
    void a_data_key_encrypts_ten_thousand_secrets_and_no_more() throws GeneralSecurityException {
        var keys = new SharedDataKeys(key, clock);
        for (int i = 0; i < SharedDataKeys.MOST_SECRETS; i++) {
            keys.encrypt(SECRET, PLACE);
        }
        assertThat(key.wrapped).hasValue(1);

        keys.encrypt(SECRET, PLACE);
        assertThat(key.wrapped).hasValue(2);
    }

    @Test
    void a_key_that_was_withdrawn_decrypts_no_longer_than_five_minutes() throws GeneralSecurityException {
        byte[] ciphertext = new SharedDataKeys(key, clock).encrypt(SECRET, PLACE);
        var reader = new SharedDataKeys(key, clock);
        reader.decrypt(ciphertext, PLACE);
        key.fails = true;

        now = now.plus(UnwrappedKeys.LONGEST).minusNanos(1);
        assertThat(reader.decrypt(ciphertext, PLACE)).isEqualTo(SECRET);

        now = now.plusNanos(1);
        assertThatThrownBy(() -> reader.decrypt(ciphertext, PLACE)).hasMessage("withdrawn");
    }

    @Test
    void no_more_than_a_thousand_data_keys_are_kept() throws GeneralSecurityException {
        var reader = new SharedDataKeys(key, clock);
        byte[] first = new SharedDataKeys(key, clock).encrypt(SECRET, PLACE);
        reader.decrypt(first, PLACE);
        for (int i = 0; i < UnwrappedKeys.MOST; i++) {
            reader.decrypt(new SharedDataKeys(key, clock).encrypt(SECRET, PLACE), PLACE);
        }
        int calls = key.unwrapped.get();

        reader.decrypt(first, PLACE);

        assertThat(key.unwrapped).hasValue(calls + 1);
    }

    @Test
    void a_failure_is_not_kept() throws GeneralSecurityException {
        byte[] ciphertext = new SharedDataKeys(key, clock).encrypt(SECRET, PLACE);
        var keys = new SharedDataKeys(key, clock);
        key.fails = true;
        assertThatThrownBy(() -> keys.encrypt(SECRET, PLACE)).hasMessage("withdrawn");
        assertThatThrownBy(() -> keys.decrypt(ciphertext, PLACE)).hasMessage("withdrawn");

        key.fails = false;

        assertThat(keys.decrypt(keys.encrypt(SECRET, PLACE), PLACE)).isEqualTo(SECRET);
        assertThat(keys.decrypt(ciphertext, PLACE)).isEqualTo(SECRET);
    }

    private interface Work<T> {
        T of(int index);
    }

    private static <T> List<T> sideBySide(Work<T> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> started = IntStream.range(0, 1_000)
                    .mapToObj(i -> threads.submit(() -> work.of(i)))
                    .toList();
            var done = new ArrayList<T>();
            for (Future<T> each : started) {
                done.add(each.get());
            }
            return done;
        }
    }
}
