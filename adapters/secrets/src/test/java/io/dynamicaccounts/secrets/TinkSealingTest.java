package io.dynamicaccounts.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.DefinitionEncryption.DecryptionFailed;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.definition.SecretFields;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TinkSealingTest {

    private static final AccountName PROD = new AccountName("prod");
    private static final DefinitionId FIRST = new DefinitionId("d1");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String CANARY = "canary-7f3a";

    private final TinkSealing sealing = sealing(newKey());

    /** Returns the sealing under test. */
    TinkSealing sealing(Aead key) {
        return new TinkSealing(key);
    }

    static Stream<Object> jsonValues() {
        var nulls = new LinkedHashMap<String, Object>();
        nulls.put("a", null);
        nulls.put("b", Arrays.asList(1, null, "x", List.of(), Map.of()));
        return Stream.of(
                "",
                "text",
                "apiVersion: v1\nkind: Config\n",
                "\u00e4\u20ac\ud83d\ude80 \u0000 \"\\",
                "half a pair \ud83d",
                "x".repeat(300_000),
                0,
                -1,
                Integer.MAX_VALUE,
                Long.MIN_VALUE,
                new BigInteger("123456789012345678901234567890"),
                BigInteger.TEN.pow(2_000),
                new BigDecimal("1.10"),
                new BigDecimal("0.1234567890123456789012345678901234567890"),
                new BigDecimal("1E+400"),
                true,
                false,
                List.of(),
                Map.of(),
                List.of(1, List.of("a", Map.of("deep", true))),
                nulls,
                Map.of("password", "a secret within a secret"));
    }

    @ParameterizedTest
    @MethodSource("jsonValues")
    void a_secret_of_any_json_type_is_opened_as_it_was(Object secret) {
        var plain = new Definition(Map.of("name", "prod", "token", secret));

        EncryptedDefinition sealed = sealing.encrypt(PROD, FIRST, NOW, plain);

        assertThat(sealed.fieldsInClear()).isEqualTo(Map.of("name", "prod", "token", SecretFields.MASK));
        assertThat(sealing.decrypt(sealed).fields()).isEqualTo(plain.fields());
    }

    @Test
    void a_null_is_no_secret_and_remains() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("kubeconfigContents", null);
        fields.put("name", "prod");

        EncryptedDefinition sealed = sealing.encrypt(PROD, FIRST, NOW, new Definition(fields));

        assertThat(sealed.sealed()).isEmpty();
        assertThat(sealed.fieldsInClear()).isEqualTo(fields);
        assertThat(sealing.decrypt(sealed).fields()).isEqualTo(fields);
    }

    @Test
    void every_secret_is_sealed_under_its_pointer_and_the_rest_is_readable_in_its_order() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", "prod");
        fields.put("users", List.of(Map.of("name", "a", "token", 1), Map.of("name", "b", "token", 2)));
        fields.put("a/b", Map.of("key~", List.of(true)));
        fields.put("kubeconfigContents", "k");

        EncryptedDefinition sealed = sealing.encrypt(PROD, FIRST, NOW, new Definition(fields));

        assertThat(sealed.sealed())
                .containsOnlyKeys("/users/0/token", "/users/1/token", "/a~1b/key~0", "/kubeconfigContents");
        assertThat(sealed.fieldsInClear()).isEqualTo(SecretFields.masked(fields));
        assertThat(sealed.fieldsInClear().keySet()).containsExactlyElementsOf(fields.keySet());
        assertThat(sealed).returns(PROD, EncryptedDefinition::account).returns(FIRST, EncryptedDefinition::id);
        assertThat(sealed.written()).isEqualTo(NOW);
        assertThat(sealing.decrypt(sealed).fields()).isEqualTo(fields);
    }

    @Test
    void the_same_secret_is_never_the_same_ciphertext() {
        var plain = new Definition(Map.of("token", CANARY));

        assertThat(sealing.encrypt(PROD, FIRST, NOW, plain).sealed())
                .isNotEqualTo(sealing.encrypt(PROD, FIRST, NOW, plain).sealed());
    }

    @Test
    void no_part_of_a_secret_is_in_the_sealed_record() {
        var plain = new Definition(Map.of(
                "name",
                "prod",
                "kubeconfigContents",
                "token: " + CANARY,
                "nested",
                List.of(Map.of("password", CANARY, "credentials", Map.of(CANARY, CANARY)))));

        EncryptedDefinition sealed = sealing.encrypt(PROD, FIRST, NOW, plain);

        assertThat(sealed.toString()).doesNotContain(CANARY);
        assertThat(sealed.fieldsInClear().toString()).doesNotContain(CANARY);
        assertThat(plain.toString()).doesNotContain(CANARY);
        assertThat(sealed.sealed().values())
                .allSatisfy(
                        ciphertext -> assertThat(new String(Base64.getDecoder().decode(ciphertext)))
                                .doesNotContain(CANARY));
    }

    @Test
    void ciphertext_opens_only_for_its_account_definition_and_field() {
        EncryptedDefinition sealed =
                sealing.encrypt(PROD, FIRST, NOW, new Definition(Map.of("token", CANARY, "apiKey", "other")));

        assertUnsealable(sealing, record(new AccountName("dev"), FIRST, sealed.fieldsInClear(), sealed.sealed()));
        assertUnsealable(sealing, record(PROD, new DefinitionId("d2"), sealed.fieldsInClear(), sealed.sealed()));
        assertUnsealable(
                sealing,
                record(
                        PROD,
                        FIRST,
                        sealed.fieldsInClear(),
                        Map.of(
                                "/token",
                                sealed.sealed().get("/apiKey"),
                                "/apiKey",
                                sealed.sealed().get("/token"))));
    }

    @Test
    void the_bound_names_cannot_be_shifted_into_each_other() {
        String moved = sealing.encrypt(
                        new AccountName("a"), new DefinitionId("b"), NOW, new Definition(Map.of("x,y/key", CANARY)))
                .sealed()
                .get("/x,y~1key");

        assertUnsealable(
                sealing,
                record(
                        new AccountName("a"),
                        new DefinitionId("b"),
                        Map.of("x,y", Map.of("key", SecretFields.MASK)),
                        Map.of("/x,y/key", moved)));
    }

    @Test
    void another_key_opens_nothing() {
        EncryptedDefinition sealed = sealing.encrypt(PROD, FIRST, NOW, new Definition(Map.of("token", CANARY)));

        assertUnsealable(sealing(newKey()), sealed);
    }

    @Test
    void every_altered_bit_is_refused() {
        EncryptedDefinition sealed = sealing.encrypt(PROD, FIRST, NOW, new Definition(Map.of("token", CANARY)));
        byte[] ciphertext = Base64.getDecoder().decode(sealed.sealed().get("/token"));

        for (int i = 0; i < ciphertext.length; i++) {
            byte[] altered = ciphertext.clone();
            altered[i] ^= 1;
            assertUnsealable(sealing, with(sealed, Base64.getEncoder().encodeToString(altered)));
            assertUnsealable(sealing, with(sealed, Base64.getEncoder().encodeToString(Arrays.copyOf(ciphertext, i))));
        }
        assertUnsealable(sealing, with(sealed, "not base 64!"));
    }

    @Test
    void a_record_with_more_or_fewer_secrets_than_masks_is_refused() {
        EncryptedDefinition sealed = sealing.encrypt(PROD, FIRST, NOW, new Definition(Map.of("token", CANARY)));

        assertUnsealable(sealing, record(PROD, FIRST, sealed.fieldsInClear(), Map.of()));
        assertUnsealable(sealing, record(PROD, FIRST, Map.of("name", "prod"), sealed.sealed()));
    }

    /** The list of public fields may change between writing and reading. */
    @Test
    void masks_are_opened_independently_of_the_present_list_of_secret_fields() {
        EncryptedDefinition sealed =
                sealing.encrypt(PROD, FIRST, NOW, new Definition(Map.of("token", 1, "environment", "e")));

        var open = new HashMap<>(sealed.fieldsInClear());
        open.put("apiKey", "written while it was public");
        assertThat(sealing.decrypt(record(PROD, FIRST, open, sealed.sealed())).fields())
                .isEqualTo(Map.of("token", 1, "environment", "e", "apiKey", "written while it was public"));
    }

    @Test
    void a_mask_is_never_sealed_in_the_place_of_a_secret() {
        var masked = new Definition(Map.of("token", SecretFields.MASK, "key", CANARY));

        assertThatThrownBy(() -> sealing.encrypt(PROD, FIRST, NOW, masked))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/token")
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void a_value_that_is_no_json_is_refused_and_not_quoted() {
        Object deep = CANARY;
        for (int i = 0; i < 600; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        var plain = new Definition(Map.of("token", deep));

        assertThatThrownBy(() -> sealing.encrypt(PROD, FIRST, NOW, plain))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(stackTrace(e)).doesNotContain(CANARY));
    }

    @Test
    void a_failure_of_the_key_service_is_the_cause_of_the_failed_sealing_and_opening() {
        var down = sealing(new Aead() {
            @Override
            public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
                throw new GeneralSecurityException("AccessDenied");
            }

            @Override
            public byte[] decrypt(byte[] ciphertext, byte[] associatedData) {
                throw new IllegalStateException("timed out");
            }
        });
        var plain = new Definition(Map.of("token", CANARY));

        assertThatThrownBy(() -> down.encrypt(PROD, FIRST, NOW, plain))
                .isInstanceOf(DecryptionFailed.class)
                .hasMessageContaining("prod")
                .hasMessageContaining("/token")
                .hasRootCauseMessage("AccessDenied");
        assertThatThrownBy(() -> down.decrypt(sealing.encrypt(PROD, FIRST, NOW, plain)))
                .isInstanceOf(DecryptionFailed.class)
                .hasRootCauseMessage("timed out");
    }

    private static void assertUnsealable(TinkSealing sealing, EncryptedDefinition sealed) {
        assertThatThrownBy(() -> sealing.decrypt(sealed))
                .isInstanceOf(DecryptionFailed.class)
                .satisfies(e -> assertThat(stackTrace(e)).doesNotContain(CANARY));
    }

    private static EncryptedDefinition record(
            AccountName account, DefinitionId id, Map<String, Object> open, Map<String, String> sealed) {
        return new EncryptedDefinition(account, id, NOW, open, sealed);
    }

    private static EncryptedDefinition with(EncryptedDefinition sealed, String token) {
        return record(sealed.account(), sealed.id(), sealed.fieldsInClear(), Map.of("/token", token));
    }

    static Aead newKey() {
        try {
            return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get())
                    .getPrimitive(AeadConfig2026.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String stackTrace(Throwable e) {
        var trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
