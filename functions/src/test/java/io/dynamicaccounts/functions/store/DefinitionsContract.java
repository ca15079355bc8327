package io.dynamicaccounts.functions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.store.Definitions.Key;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store must do with encrypted definitions. */
public abstract class DefinitionsContract extends StoreContract {

    @Test
    void an_unknown_definition_is_not_found() {
        assertThat(store.definitions().find(key(ACCOUNT, "unknown"))).isEmpty();
        assertThat(store.definitions().find(List.of(key(ACCOUNT, "unknown")))).isEmpty();
    }

    @Test
    void a_definition_is_found_under_its_account_and_id_alone() {
        EncryptedDefinition written = definition(ACCOUNT, "one", NOON.plus(LESS_THAN_A_MILLISECOND));
        store.definitions().put(written);

        EncryptedDefinition found =
                store.definitions().find(key(ACCOUNT, "one")).orElseThrow();
        assertThat(found.written()).isEqualTo(NOON);
        assertThat(found.account()).isEqualTo(ACCOUNT);
        assertThat(found.id()).isEqualTo(new DefinitionId("one"));
        assertThat(found.fieldsInClear()).isEqualTo(written.fieldsInClear());
        assertThat(found.sealed()).isEqualTo(written.sealed());
        assertThat(store.definitions().find(key(ACCOUNT, "two"))).isEmpty();
        assertThat(store.definitions().find(key(account("other"), "one"))).isEmpty();
    }

    @Test
    void writing_a_definition_again_changes_nothing() {
        store.definitions().put(definition(ACCOUNT, "one", NOON));
        store.definitions().put(definition(ACCOUNT, "one", NOON));

        assertThat(store.definitions().find(key(ACCOUNT, "one"))).isPresent();
    }

    @Test
    void every_kind_of_json_value_comes_back_as_it_was() {
        var open = new LinkedHashMap<String, Object>();
        open.put("name", ACCOUNT.value());
        open.put("null", null);
        open.put("true", true);
        open.put("false", false);
        open.put("empty", "");
        open.put("emptyList", List.of());
        open.put("emptyObject", Map.of());
        open.put("text", "quote ' \" \\ null \0 line\nbreak é 漢 \uD83D\uDE80 half \uD83D pair");
        open.put("", "an empty key");
        open.put("key.with $odd \" /~ letters", 1);
        open.put("nested", List.of(Map.of("deep", Arrays.asList(1, null, List.of(true, "x"))), "y"));

        assertThat(roundTrip(open)).isEqualTo(open);
    }

    @Test
    void numbers_keep_every_digit() {
        List<Number> numbers = List.of(
                0,
                -1,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE + 1L,
                Long.MIN_VALUE,
                new BigInteger("123456789012345678901234567890"),
                new BigInteger("7".repeat(2_000)),
                1.5,
                0.1,
                -1e300,
                new BigDecimal("1.10"),
                new BigDecimal("0.1234567890123456789012345678901"),
                new BigDecimal("1E+400"),
                new BigDecimal("-1E-400"));

        Object found = roundTrip(Map.of("numbers", numbers)).get("numbers");

        // The store may choose the class of number that carries the value.
        assertThat((List<?>) found)
                .extracting(number -> new BigDecimal(number.toString()))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactlyElementsOf(numbers.stream()
                        .map(number -> new BigDecimal(number.toString()))
                        .toList());
    }

    @Test
    void keys_keep_their_order_at_every_depth() {
        List<String> keys = List.of("z", "a", "10", "9", "M", "_", "b");
        var inner = new LinkedHashMap<String, Object>();
        keys.forEach(key -> inner.put(key, key));
        var open = new LinkedHashMap<String, Object>();
        keys.forEach(key -> open.put(key, inner));

        Map<String, Object> found = roundTrip(open);

        assertThat(found.keySet()).containsExactlyElementsOf(keys);
        assertThat(((Map<?, ?>) found.get("z")).keySet().stream().map(String::valueOf))
                .containsExactlyElementsOf(keys);
    }

    @Test
    void a_definition_of_the_greatest_size_is_kept() {
        var open = new LinkedHashMap<String, Object>();
        IntStream.range(0, 256).forEach(i -> open.put("field" + i, "é".repeat(1_000)));

        assertThat(roundTrip(open)).isEqualTo(open);
    }

    @Test
    void definitions_of_many_accounts_are_found_at_once() {
        var keys = new ArrayList<Key>();
        IntStream.range(0, 1_100).forEach(i -> keys.add(key(account("account-" + i), i % 2 == 0 ? "even" : "odd")));
        Race.of(keys.size(), i -> {
            store.definitions()
                    .put(definition(keys.get(i).account(), keys.get(i).id().value(), NOON));
            return i;
        });
        var asked = new ArrayList<>(keys);
        asked.add(key(account("account-1"), "even"));
        asked.add(key(account("unknown"), "odd"));

        Map<Key, EncryptedDefinition> found = store.definitions().find(asked);

        assertThat(found).containsOnlyKeys(keys);
        found.forEach((key, definition) -> assertThat(key).isEqualTo(new Key(definition.account(), definition.id())));
    }

    @Test
    void a_deleted_definition_is_gone_and_the_others_stay() {
        List<Key> keys = List.of(key(ACCOUNT, "one"), key(ACCOUNT, "two"), key(account("other"), "one"));
        keys.forEach(key ->
                store.definitions().put(definition(key.account(), key.id().value(), NOON)));

        store.definitions().delete(key(ACCOUNT, "one"));
        store.definitions().delete(key(ACCOUNT, "unknown"));

        assertThat(store.definitions().find(keys)).containsOnlyKeys(keys.subList(1, 3));
    }

    @Test
    void all_older_definitions_of_an_account_but_the_one_to_keep_are_deleted() {
        store.definitions().put(definition(ACCOUNT, "old", NOON));
        store.definitions().put(definition(ACCOUNT, "kept", NOON));
        store.definitions().put(definition(ACCOUNT, "new", NOON.plusSeconds(60)));
        store.definitions().put(definition(account("other"), "old", NOON));

        store.definitions().deleteOthers(ACCOUNT, Optional.of(new DefinitionId("kept")), NOON.plusSeconds(60));

        assertThat(store.definitions()
                        .find(List.of(
                                key(ACCOUNT, "old"),
                                key(ACCOUNT, "kept"),
                                key(ACCOUNT, "new"),
                                key(account("other"), "old"))))
                .containsOnlyKeys(key(ACCOUNT, "kept"), key(ACCOUNT, "new"), key(account("other"), "old"));
    }

    @Test
    void where_none_is_kept_all_older_definitions_are_deleted() {
        store.definitions().put(definition(ACCOUNT, "one", NOON));
        store.definitions().put(definition(ACCOUNT, "two", NOON));

        store.definitions().deleteOthers(ACCOUNT, Optional.empty(), NOON.plusMillis(1));

        assertThat(store.definitions().find(List.of(key(ACCOUNT, "one"), key(ACCOUNT, "two"))))
                .isEmpty();
    }

    private Map<String, Object> roundTrip(Map<String, Object> open) {
        store.definitions().put(new EncryptedDefinition(ACCOUNT, new DefinitionId("tried"), NOON, open, Map.of()));
        return store.definitions().find(key(ACCOUNT, "tried")).orElseThrow().fieldsInClear();
    }

    private static EncryptedDefinition definition(AccountName account, String id, Instant written) {
        return new EncryptedDefinition(
                account,
                new DefinitionId(id),
                written,
                Map.of("name", account.value(), "password", "********"),
                Map.of("/password", "c2VhbGVk", "/odd~1key/0", "AA=="));
    }

    private static Key key(AccountName account, String id) {
        return new Key(account, new DefinitionId(id));
    }
}
