package io.dynamicaccounts.aws.kms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption.DecryptionFailed;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import io.dynamicaccounts.secrets.TinkSealing;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsException;

class KmsKeyEncryptionTest {

    private static final byte[] NOTHING = {};

    private final StandInKms kms = new StandInKms();
    private Duration remaining = Duration.ofSeconds(3);
    private final KmsKeyEncryption key = new KmsKeyEncryption(kms, "alias/accounts", () -> remaining);

    /** A substitute for KMS, which keeps what it encrypts, and requires the same context for the decryption. */
    private static final class StandInKms implements KmsClient {
        private final List<Wrapped> wrapped = new ArrayList<>();
        private final List<EncryptRequest> encrypts = new ArrayList<>();
        private final List<DecryptRequest> decrypts = new ArrayList<>();
        private Optional<RuntimeException> failure = Optional.empty();

        private record Wrapped(SdkBytes plaintext, Map<String, String> context) {}

        @Override
        public EncryptResponse encrypt(EncryptRequest request) {
            fail();
            encrypts.add(request);
            wrapped.add(new Wrapped(request.plaintext(), request.encryptionContext()));
            return EncryptResponse.builder()
                    .ciphertextBlob(SdkBytes.fromUtf8String("wrapped-" + (wrapped.size() - 1)))
                    .build();
        }

        @Override
        public DecryptResponse decrypt(DecryptRequest request) {
            fail();
            decrypts.add(request);
            Wrapped found = wrapped.get(
                    Integer.parseInt(request.ciphertextBlob().asUtf8String().substring("wrapped-".length())));
            if (!found.context().equals(request.encryptionContext())) {
                throw InvalidCiphertextException.builder().statusCode(400).build();
            }
            return DecryptResponse.builder().plaintext(found.plaintext()).build();
        }

        private void fail() {
            failure.ifPresent(it -> {
                throw it;
            });
        }

        @Override
        public String serviceName() {
            return "kms";
        }

        @Override
        public void close() {}
    }

    @Test
    void a_wrapped_key_is_opened_by_the_key_that_wrapped_it() throws GeneralSecurityException {
        byte[] wrapped = key.encrypt("data key".getBytes(UTF_8), NOTHING);

        assertThat(key.decrypt(wrapped, NOTHING)).isEqualTo("data key".getBytes(UTF_8));
        assertThat(kms.encrypts.getFirst().keyId()).isEqualTo("alias/accounts");
        assertThat(kms.decrypts.getFirst().keyId()).isNull();
    }

    @Test
    void every_call_has_its_purpose_and_the_remaining_time() throws GeneralSecurityException {
        byte[] wrapped = key.encrypt("data key".getBytes(UTF_8), NOTHING);
        key.decrypt(wrapped, NOTHING);

        Map<String, String> purpose = Map.of("purpose", "dynamic-accounts/definition");
        assertThat(kms.encrypts.getFirst().encryptionContext()).isEqualTo(purpose);
        assertThat(kms.decrypts.getFirst().encryptionContext()).isEqualTo(purpose);
        assertThat(kms.decrypts.getFirst().overrideConfiguration().orElseThrow().apiCallTimeout())
                .contains(Duration.ofSeconds(3));
    }

    @Test
    void a_key_wrapped_with_associated_data_opens_with_the_same_data_only() throws GeneralSecurityException {
        byte[] wrapped = key.encrypt("data key".getBytes(UTF_8), new byte[] {1, (byte) 0xfe});

        assertThat(kms.encrypts.getFirst().encryptionContext()).containsEntry("associated-data", "01fe");
        assertThat(key.decrypt(wrapped, new byte[] {1, (byte) 0xfe})).isEqualTo("data key".getBytes(UTF_8));
        assertThatThrownBy(() -> key.decrypt(wrapped, NOTHING)).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> key.decrypt(wrapped, new byte[] {1})).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void without_time_left_nothing_is_asked() {
        remaining = Duration.ZERO;
        assertThatThrownBy(() -> key.encrypt(NOTHING, NOTHING)).isInstanceOf(StoreUnavailable.class);
        assertThat(kms.encrypts).isEmpty();
    }

    @Test
    void throttling_timeouts_and_faults_are_unavailable_also_through_the_sealing() {
        var sealing = new TinkSealing(key);
        for (RuntimeException passing : List.of(
                KmsException.builder().statusCode(500).build(),
                KmsException.builder().statusCode(429).build(),
                SdkClientException.create("no route to host"))) {
            kms.failure = Optional.of(passing);
            assertThatThrownBy(() -> seal(sealing)).isInstanceOf(StoreUnavailable.class);
        }
    }

    @Test
    void a_key_that_may_not_be_used_is_a_fault_of_the_installation() {
        kms.failure = Optional.of(KmsException.builder().statusCode(403).build());
        var sealing = new TinkSealing(key);
        assertThatThrownBy(() -> seal(sealing))
                .isInstanceOf(DecryptionFailed.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void a_definition_is_sealed_and_opened() {
        var sealing = new TinkSealing(key);
        EncryptedDefinition sealed = seal(sealing);

        assertThat(sealed.toString()).doesNotContain("hunter2");
        assertThat(sealing.decrypt(sealed).fields()).containsEntry("kubeconfigContents", "hunter2");
        assertThat(kms.wrapped).hasSize(1);
    }

    @Test
    void a_thousand_definitions_cost_one_call_to_encrypt_and_one_to_decrypt() {
        var sealing = new TinkSealing(key, InstantSource.system());
        List<EncryptedDefinition> batch =
                IntStream.range(0, 1_000).mapToObj(i -> seal(sealing, "a" + i)).toList();
        var other = new TinkSealing(key, InstantSource.system());
        batch.forEach(other::decrypt);

        assertThat(kms.encrypts).hasSize(1);
        assertThat(kms.decrypts).hasSize(1);
    }

    @Test
    void what_was_encrypted_for_one_account_is_not_decrypted_as_another_account_s_of_the_same_batch() {
        for (TinkSealing sealing : List.of(new TinkSealing(key), new TinkSealing(key, InstantSource.system()))) {
            EncryptedDefinition one = seal(sealing, "one");
            EncryptedDefinition other = seal(sealing, "other");
            var copied = new EncryptedDefinition(
                    other.account(), other.id(), other.written(), one.fieldsInClear(), one.sealed());

            assertThatThrownBy(() -> sealing.decrypt(copied)).isInstanceOf(DecryptionFailed.class);
        }
    }

    private static EncryptedDefinition seal(TinkSealing sealing) {
        return seal(sealing, "a");
    }

    private static EncryptedDefinition seal(TinkSealing sealing, String account) {
        var fields = new HashMap<String, Object>(Map.of("name", account, "kubeconfigContents", "hunter2"));
        return sealing.encrypt(
                new AccountName(account),
                new DefinitionId("d"),
                Instant.parse("2026-01-01T00:00:00Z"),
                new Definition(fields));
    }
}
