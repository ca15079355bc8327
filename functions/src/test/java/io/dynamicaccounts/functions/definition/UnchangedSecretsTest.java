package io.dynamicaccounts.functions.definition;

import static io.dynamicaccounts.functions.definition.SecretFields.MASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Verifies what a mask means that an operator writes back: see {@link SecretFields#unmasked}. */
class UnchangedSecretsTest {

    @Test
    void plaintext_round_trip() {
        var stored = Map.<String, Object>of(
                "name",
                "prod",
                "kubeconfigContents",
                "apiVersion: v1",
                "users",
                List.of(Map.of("name", "a", "token", "1"), Map.of("name", "b", "token", "2")));

        assertThat(unmasked(SecretFields.masked(stored), stored)).isEqualTo(stored);
    }

    @Test
    void a_new_value_replaces_the_stored_one() {
        assertThat(unmasked(Map.of("token", "new", "key", MASK), Map.of("token", "old", "key", "k")))
                .isEqualTo(Map.of("token", "new", "key", "k"));
    }

    @Test
    void a_secret_that_is_left_out_is_gone() {
        assertThat(unmasked(Map.of("name", "a"), Map.of("name", "a", "token", "old")))
                .isEqualTo(Map.of("name", "a"));
    }

    @Test
    void a_mask_where_nothing_is_stored_is_named_and_all_of_them() {
        assertNothingStored(
                Map.of("token", MASK, "users", List.of(Map.of("name", "new", "key", MASK))),
                Map.of("name", "a"),
                "/token",
                "/users/0/key");
    }

    @Test
    void a_mask_inside_a_secret_means_the_part_of_the_stored_one() {
        assertThat(unmasked(
                        Map.of("credentials", Map.of("user", "eve", "password", MASK)),
                        Map.of("credentials", Map.of("user", "bob", "password", "p"))))
                .isEqualTo(Map.of("credentials", Map.of("user", "eve", "password", "p")));
        assertNothingStored(
                Map.of("credentials", Map.of("password", MASK)),
                Map.of("credentials", "plain text"),
                "/credentials/password");
    }

    @Test
    void a_mask_in_a_public_field_is_never_stored_as_its_value() {
        assertThat(unmasked(Map.of("environment", MASK), Map.of("environment", "prod")))
                .isEqualTo(Map.of("environment", "prod"));
        assertNothingStored(Map.of("environment", MASK), Map.of(), "/environment");
    }

    @Test
    void an_element_of_a_list_keeps_its_own_secret_when_others_are_removed_or_moved() {
        var stored = Map.<String, Object>of(
                "users", List.of(Map.of("name", "a", "token", "1"), Map.of("name", "b", "token", "2")));

        assertThat(unmasked(Map.of("users", List.of(Map.of("name", "b", "token", MASK))), stored))
                .isEqualTo(Map.of("users", List.of(Map.of("name", "b", "token", "2"))));
    }

    @Test
    void a_name_that_a_list_has_twice_names_no_place() {
        var twice = List.of(Map.of("name", "a", "token", "1"), Map.of("name", "a", "token", "2"));
        var once = List.of(Map.of("name", "a", "token", "1"));

        assertNothingStored(
                Map.of("users", List.of(Map.of("name", "a", "token", MASK))), Map.of("users", twice), "/users/0/token");
        assertNothingStored(
                Map.of("users", List.of(Map.of("name", "a", "token", MASK), Map.of("name", "a", "token", "3"))),
                Map.of("users", once),
                "/users/0/token");
    }

    @Test
    void a_nameless_element_keeps_its_secret_only_where_it_was_and_as_it_was() {
        var stored = Map.<String, Object>of(
                "endpoints", List.of(Map.of("url", "u", "token", "1"), Map.of("url", "v", "token", "2")));
        var first = Map.of("url", "u", "token", MASK);
        var second = Map.of("url", "v", "token", MASK);

        assertThat(unmasked(Map.of("endpoints", List.of(first, second)), stored))
                .isEqualTo(stored);
        assertNothingStored(
                Map.of("endpoints", List.of(second, first)), stored, "/endpoints/0/token", "/endpoints/1/token");
        assertNothingStored(Map.of("endpoints", List.of(second)), stored, "/endpoints/0/token");
    }

    @Test
    void another_shape_than_the_stored_one_holds_nothing() {
        var list = Map.<String, Object>of("a", List.of(Map.of("token", "1")));

        assertNothingStored(Map.of("a", Map.of("0", Map.of("token", MASK))), list, "/a/0/token");
        assertNothingStored(Map.of("a", Map.of("b", Map.of("token", MASK))), list, "/a/b/token");
        assertNothingStored(list("token", MASK), Map.of("a", Map.of("0", Map.of("token", "1"))), "/a/0/token");
    }

    @Test
    void field_names_with_slashes_and_tildes_are_places_like_others() {
        assertThat(unmasked(Map.of("a/b", Map.of("~1key", MASK)), Map.of("a/b", Map.of("~1key", "k"))))
                .isEqualTo(Map.of("a/b", Map.of("~1key", "k")));
    }

    @Test
    void the_refusal_names_places_and_no_values() {
        assertThatThrownBy(() -> unmasked(Map.of("token", MASK, "key", "canary"), Map.of("key", "canary")))
                .hasMessageNotContaining("canary");
    }

    private static Map<String, Object> list(String field, Object value) {
        return Map.of("a", List.of(Map.of(field, value)));
    }

    private static Map<String, Object> unmasked(Map<String, Object> written, Map<String, Object> stored) {
        return SecretFields.unmasked(new Definition(written), new Definition(stored))
                .fields();
    }

    private static void assertNothingStored(
            Map<String, Object> written, Map<String, Object> stored, String... pointers) {
        assertThatThrownBy(() -> unmasked(written, stored))
                .isInstanceOfSatisfying(
                        SecretFields.MaskWithoutSecret.class,
                        e -> assertThat(e.pointers()).isEqualTo(Set.of(pointers)));
    }
}
