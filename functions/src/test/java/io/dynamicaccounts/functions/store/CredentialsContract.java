package io.dynamicaccounts.functions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What every store must do with credentials and their revisions. */
public abstract class CredentialsContract extends StoreContract {

    /** Returns whether the store deletes what is old by itself, at a time of its own choosing. */
    protected boolean expiresByItself() {
        return false;
    }

    @Test
    void an_unknown_name_is_not_found_and_has_no_revisions() {
        assertThat(store.credentials().find(ACCOUNT)).isEmpty();
        assertThat(store.credentials().find(List.of(ACCOUNT))).isEmpty();
        assertThat(store.credentials().page(null, 10)).isEmpty();
        assertThat(store.credentials().revisions(ACCOUNT, 10)).isEmpty();
    }

    @Test
    void what_was_written_is_found_in_milliseconds() {
        Revision written = new Revision(
                ACCOUNT,
                1,
                NOON.plus(LESS_THAN_A_MILLISECOND),
                "writer-1",
                "an operator",
                Optional.of(definition(ACCOUNT, 1)));

        assertThat(store.credentials().replace(Optional.empty(), written))
                .isEqualTo(new WriteResult.Written<>(revision(ACCOUNT, 1)));

        assertThat(store.credentials().find(ACCOUNT)).contains(revision(ACCOUNT, 1));
        assertThat(store.credentials().find(List.of(ACCOUNT, account("unknown"))))
                .isEqualTo(Map.of(ACCOUNT, revision(ACCOUNT, 1)));
        assertThat(store.credentials().revisions(ACCOUNT, 10)).containsExactly(revision(ACCOUNT, 1));
    }

    @Test
    void a_replaced_revision_and_a_deleted_one_are_kept_as_earlier_ones() {
        write(revision(ACCOUNT, 1));
        write(revision(ACCOUNT, 2));
        write(deletion(ACCOUNT, 3));
        write(revision(ACCOUNT, 4));

        assertThat(store.credentials().find(ACCOUNT)).contains(revision(ACCOUNT, 4));
        assertThat(store.credentials().revisions(ACCOUNT, 10))
                .containsExactly(
                        revision(ACCOUNT, 4), deletion(ACCOUNT, 3), revision(ACCOUNT, 2), revision(ACCOUNT, 1));
        assertThat(store.credentials().revisions(ACCOUNT, 2))
                .containsExactly(revision(ACCOUNT, 4), deletion(ACCOUNT, 3));
    }

    @Test
    void many_revisions_are_in_the_order_of_their_numbers() {
        IntStream.rangeClosed(1, 12).forEach(version -> write(revision(ACCOUNT, version)));

        assertThat(store.credentials().revisions(ACCOUNT, 100))
                .extracting(Revision::version)
                .containsExactly(12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void only_what_was_read_is_replaced() {
        write(revision(ACCOUNT, 1));
        Revision other = new Revision(ACCOUNT, 2, NOON, "other", "other", Optional.empty());

        assertThat(store.credentials().replace(Optional.empty(), other))
                .isEqualTo(new WriteResult.Rejected<>(revision(ACCOUNT, 1)));
        write(revision(ACCOUNT, 2));
        assertThat(store.credentials().replace(Optional.of(revision(ACCOUNT, 1)), other))
                .isEqualTo(new WriteResult.Rejected<>(revision(ACCOUNT, 2)));
        assertThat(store.credentials()
                        .replace(Optional.of(revision(account("other"), 1)), revision(account("other"), 2)))
                .isEqualTo(new WriteResult.Missing<>());

        assertThat(store.credentials().revisions(ACCOUNT, 10))
                .containsExactly(revision(ACCOUNT, 2), revision(ACCOUNT, 1));
        assertThat(store.credentials().find(account("other"))).isEmpty();
        assertThat(store.credentials().revisions(account("other"), 10)).isEmpty();
    }

    @Test
    void a_write_whose_response_was_lost_is_written_when_it_is_repeated() {
        write(revision(ACCOUNT, 1));
        assertThat(store.credentials().replace(Optional.empty(), revision(ACCOUNT, 1)))
                .isEqualTo(new WriteResult.Written<>(revision(ACCOUNT, 1)));

        write(deletion(ACCOUNT, 2));
        assertThat(store.credentials().replace(Optional.of(revision(ACCOUNT, 1)), deletion(ACCOUNT, 2)))
                .isEqualTo(new WriteResult.Written<>(deletion(ACCOUNT, 2)));

        assertThat(store.credentials().revisions(ACCOUNT, 10))
                .containsExactly(deletion(ACCOUNT, 2), revision(ACCOUNT, 1));
    }

    @Test
    void of_many_that_write_over_the_same_revision_one_does() {
        write(revision(ACCOUNT, 1));
        var written = new AtomicInteger();
        Race.of(20, number -> {
            var next = new Revision(ACCOUNT, 2, NOON, "writer-of-" + number, "tester", Optional.empty());
            if (store.credentials()
                    .replace(Optional.of(revision(ACCOUNT, 1)), next)
                    .isWritten()) {
                written.incrementAndGet();
            }
            return Optional.empty();
        });

        assertThat(written).hasValue(1);
        assertThat(store.credentials().revisions(ACCOUNT, 10)).hasSize(2);
    }

    @Test
    void of_many_that_are_the_first_to_write_a_name_one_does() {
        var written = new AtomicInteger();
        Race.of(20, number -> {
            var first = new Revision(
                    ACCOUNT, 1, NOON, "writer-of-" + number, "tester", Optional.of(definition(ACCOUNT, number)));
            if (store.credentials().replace(Optional.empty(), first).isWritten()) {
                written.incrementAndGet();
            }
            return Optional.empty();
        });

        assertThat(written).hasValue(1);
        assertThat(store.credentials().revisions(ACCOUNT, 10)).hasSize(1);
    }

    @Test
    void a_page_holds_what_exists_in_the_order_of_names() {
        List<String> names = List.of("a", "B", "a.b", "a-b", "a0", "Z", "_", "b");
        List<String> accepted =
                names.stream().filter(name -> !name.equals("_")).sorted().toList();
        accepted.forEach(name -> write(revision(account(name), 1)));
        write(deletion(account("a-b"), 2));

        List<AccountName> expected = accepted.stream()
                .filter(name -> !name.equals("a-b"))
                .map(AccountName::new)
                .toList();
        assertThat(store.credentials().page(null, 100))
                .extracting(Revision::name)
                .containsExactlyElementsOf(expected);
        // The name to begin with counts, and need not exist.
        assertThat(store.credentials().page(account("a.b"), 100))
                .extracting(Revision::name)
                .containsExactlyElementsOf(expected.subList(expected.indexOf(account("a.b")), expected.size()));
        assertThat(store.credentials().page(account("a-b"), 1))
                .extracting(Revision::name)
                .containsExactly(account("a.b"));
        assertThat(store.credentials().page(account("c"), 100)).isEmpty();
    }

    @Test
    void a_page_is_short_only_where_there_is_no_more_however_many_were_deleted_before() {
        var existing = new ArrayList<AccountName>();
        for (int i = 0; i < 130; i++) {
            AccountName name = account("credential-%03d".formatted(i));
            write(revision(name, 1));
            if (i % 10 == 9) {
                existing.add(name);
            } else {
                write(deletion(name, 2));
            }
        }

        assertThat(store.credentials().page(null, 5))
                .extracting(Revision::name)
                .containsExactlyElementsOf(existing.subList(0, 5));
        assertThat(store.credentials().page(existing.get(5), 5))
                .extracting(Revision::name)
                .containsExactlyElementsOf(existing.subList(5, 10));
        assertThat(store.credentials().page(existing.get(10), 5)).hasSize(3);
    }

    @Test
    void a_definition_of_the_greatest_size_is_kept_in_every_revision() {
        var fields = new LinkedHashMap<String, Object>();
        IntStream.range(0, 250).forEach(i -> fields.put("field" + i, "é".repeat(500)));
        var large = new EncryptedDefinition(ACCOUNT, new DefinitionId("large"), NOON, fields, Map.of());
        var first = new Revision(ACCOUNT, 1, NOON, "writer-1", "tester", Optional.of(large));
        assertThat(store.credentials().replace(Optional.empty(), first).isWritten())
                .isTrue();
        assertThat(store.credentials()
                        .replace(Optional.of(first), deletion(ACCOUNT, 2))
                        .isWritten())
                .isTrue();

        assertThat(store.credentials().revisions(ACCOUNT, 10)).containsExactly(deletion(ACCOUNT, 2), first);
    }

    @Test
    void what_was_replaced_or_deleted_long_ago_is_forgotten_and_what_holds_is_not() {
        Assumptions.assumeFalse(expiresByItself());
        write(revision(ACCOUNT, 1));
        write(revision(ACCOUNT, 2));
        write(revision(ACCOUNT, 3));
        write(revision(account("deleted"), 1));
        write(deletion(account("deleted"), 2));
        write(revision(account("deleted-later"), 1));
        write(revision(account("deleted-later"), 2));
        write(deletion(account("deleted-later"), 3));

        // Each version was written so many seconds after noon, so the first ones were replaced after two.
        store.credentials().forgetBefore(NOON.plusSeconds(3));

        assertThat(store.credentials().revisions(ACCOUNT, 10))
                .containsExactly(revision(ACCOUNT, 3), revision(ACCOUNT, 2));
        assertThat(store.credentials().revisions(account("deleted"), 10)).isEmpty();
        assertThat(store.credentials().revisions(account("deleted-later"), 10))
                .containsExactly(deletion(account("deleted-later"), 3), revision(account("deleted-later"), 2));
    }

    @Test
    void a_name_that_was_forgotten_begins_again() {
        Assumptions.assumeFalse(expiresByItself());
        write(revision(ACCOUNT, 1));
        write(revision(ACCOUNT, 2));
        write(deletion(ACCOUNT, 3));
        store.credentials().forgetBefore(NOON.plusSeconds(10));
        assertThat(store.credentials().find(ACCOUNT)).isEmpty();

        write(revision(ACCOUNT, 1));

        assertThat(store.credentials().revisions(ACCOUNT, 10)).containsExactly(revision(ACCOUNT, 1));
    }

    /** The clocks of two processes differ: the deletion is older by its time than what it deleted. */
    @Test
    void a_deletion_that_is_forgotten_first_brings_nothing_back() {
        Assumptions.assumeFalse(expiresByItself());
        Revision fast = revision(ACCOUNT, 100);
        write(revision(ACCOUNT, 1));
        write(fast);
        write(new Revision(ACCOUNT, 101, NOON.plusSeconds(2), "writer-101", "an operator", Optional.empty()));

        store.credentials().forgetBefore(NOON.plusSeconds(10));

        assertThat(store.credentials().find(ACCOUNT)).isEmpty();
        assertThat(store.credentials().page(null, 10)).isEmpty();
        assertThat(store.credentials().revisions(ACCOUNT, 10)).isEmpty();
        write(revision(ACCOUNT, 1));
        write(revision(ACCOUNT, 2));
        assertThat(store.credentials().revisions(ACCOUNT, 10))
                .containsExactly(revision(ACCOUNT, 2), revision(ACCOUNT, 1));
    }

    @Test
    void every_revision_that_was_written_in_a_race_is_kept_once_and_no_other() {
        var written = new ConcurrentLinkedQueue<Revision>();
        Race.of(8, number -> {
            for (int i = 0; i < 5; i++) {
                Optional<Revision> read = store.credentials().find(ACCOUNT);
                long version = read.map(Revision::version).orElse(0L) + 1;
                var next = new Revision(
                        ACCOUNT,
                        version,
                        NOON.plusSeconds(version),
                        "writer-" + number + "-" + i,
                        "tester",
                        version % 3 == 0 ? Optional.empty() : Optional.of(definition(ACCOUNT, 100L * number + i)));
                store.credentials().replace(read, next).written().ifPresent(written::add);
            }
            return Optional.empty();
        });

        assertThat(written).hasSizeGreaterThanOrEqualTo(5);
        assertThat(store.credentials().revisions(ACCOUNT, 100))
                .isSortedAccordingTo(Comparator.comparing(Revision::version).reversed())
                .containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void every_known_name_is_shown_once_page_by_page_until_it_is_enough() {
        List<AccountName> names = IntStream.range(0, 130)
                .mapToObj(i -> account("credential-" + i))
                .toList();
        names.forEach(name -> write(revision(name, 1)));
        write(deletion(names.getFirst(), 2));
        write(revision(names.getLast(), 2));

        var shown = new ArrayList<AccountName>();
        store.credentials().scan(page -> {
            assertThat(page).isNotEmpty();
            return shown.addAll(page);
        });

        assertThat(shown).containsExactlyInAnyOrderElementsOf(names);
        var pages = new ArrayList<List<AccountName>>();
        store.credentials().scan(page -> {
            pages.add(page);
            return false;
        });
        assertThat(pages).hasSize(1);
    }

    @Test
    void an_intent_is_stored_with_its_revision_and_not_with_earlier_ones() {
        Revision creation = revision(ACCOUNT, 1).with(intent(Intent.Kind.CREATE, 30));
        Revision deletion = deletion(ACCOUNT, 2).with(intent(Intent.Kind.DELETE, 40));
        write(creation);
        assertThat(store.credentials().find(ACCOUNT)).contains(creation);
        assertThat(store.credentials().page(null, 10)).containsExactly(creation);

        write(deletion);

        assertThat(store.credentials().find(ACCOUNT)).contains(deletion);
        assertThat(store.credentials().revisions(ACCOUNT, 10)).containsExactly(deletion, revision(ACCOUNT, 1));
        write(revision(ACCOUNT, 3));
        assertThat(store.credentials().find(ACCOUNT)).contains(revision(ACCOUNT, 3));
    }

    @Test
    void pending_intents_come_earliest_first_up_to_the_limit_once_they_are_due() {
        List<AccountName> names =
                IntStream.range(0, 9).mapToObj(i -> account("credential-" + i)).toList();
        names.forEach(name -> {
            int number = names.indexOf(name);
            Revision last = number % 2 == 0 ? revision(name, 2) : deletion(name, 2);
            write(revision(name, 1).with(intent(Intent.Kind.CREATE, 1)));
            write(last.with(intent(Intent.Kind.UPDATE, 100 - number)));
        });
        write(revision(account("asks-for-nothing"), 1));

        assertThat(store.credentials().due(NOON.plusSeconds(100), 3))
                .extracting(Revision::name)
                .containsExactly(account("credential-8"), account("credential-7"), account("credential-6"));
        assertThat(store.credentials().due(NOON.plusSeconds(92), 100))
                .extracting(Revision::name)
                .containsExactly(account("credential-8"));
        assertThat(store.credentials().due(NOON.plusSeconds(91), 100)).isEmpty();
    }

    @Test
    void what_became_of_an_intent_is_stored_and_changes_nothing_else() {
        Revision written = revision(ACCOUNT, 1).with(intent(Intent.Kind.CREATE, 30));
        write(written);
        Intent again = written.intent().orElseThrow().again(NOON.plusSeconds(60), "the zone is full");

        assertThat(store.credentials().settle(written, again)).isTrue();

        Revision waiting = written.with(Optional.of(again));
        assertThat(store.credentials().find(ACCOUNT)).contains(waiting);
        assertThat(store.credentials().due(NOON.plusSeconds(59), 10)).isEmpty();
        assertThat(store.credentials().due(NOON.plusSeconds(60), 10)).containsExactly(waiting);

        Intent ended = again.ended(Optional.of("left alone"));
        assertThat(store.credentials().settle(waiting, ended)).isTrue();

        assertThat(store.credentials().find(ACCOUNT)).contains(written.with(Optional.of(ended)));
        assertThat(store.credentials().due(NOON.plusSeconds(1_000), 10)).isEmpty();
        assertThat(store.credentials().revisions(ACCOUNT, 10)).containsExactly(written.with(Optional.of(ended)));
    }

    @Test
    void only_the_intent_that_was_read_is_settled() {
        Revision written = revision(ACCOUNT, 1).with(intent(Intent.Kind.CREATE, 30));
        Intent ended = written.intent().orElseThrow().ended(Optional.empty());
        write(written);
        Revision later = written.with(Optional.of(written.intent().orElseThrow().again(NOON.plusSeconds(60), "later")));
        assertThat(store.credentials().settle(written, later.intent().orElseThrow()))
                .isTrue();

        assertThat(store.credentials().settle(written, ended))
                .as("taken up meanwhile")
                .isFalse();
        Revision neverStored =
                written.with(Optional.of(later.intent().orElseThrow().again(NOON.plusSeconds(90), "later")));
        assertThat(store.credentials().settle(neverStored, ended))
                .as("of another due time")
                .isFalse();
        Revision replaced = deletion(ACCOUNT, 2).with(intent(Intent.Kind.DELETE, 60));
        write(replaced);
        assertThat(store.credentials().settle(later, ended)).as("replaced").isFalse();
        assertThat(store.credentials()
                        .settle(revision(account("unknown"), 1).with(intent(Intent.Kind.CREATE, 30)), ended))
                .as("unknown")
                .isFalse();

        assertThat(store.credentials().find(ACCOUNT)).contains(replaced);
        assertThat(store.credentials().find(account("unknown"))).isEmpty();
    }

    @Test
    void a_deletion_is_not_forgotten_while_its_intent_is_pending() {
        Assumptions.assumeFalse(expiresByItself());
        Revision deleted = deletion(ACCOUNT, 2).with(intent(Intent.Kind.DELETE, 3));
        write(revision(ACCOUNT, 1));
        write(deleted);

        store.credentials().forgetBefore(NOON.plusSeconds(1_000));
        assertThat(store.credentials().find(ACCOUNT)).contains(deleted);

        store.credentials().settle(deleted, deleted.intent().orElseThrow().ended(Optional.empty()));
        store.credentials().forgetBefore(NOON.plusSeconds(1_000));
        assertThat(store.credentials().find(ACCOUNT)).isEmpty();
    }

    private static Optional<Intent> intent(Intent.Kind kind, int second) {
        return Optional.of(Intent.of(kind, NOON.plusSeconds(second), Optional.of("a basis"), Optional.of("a note")));
    }

    private void write(Revision revision) {
        assertThat(store.credentials().replace(store.credentials().find(revision.name()), revision))
                .isEqualTo(new WriteResult.Written<>(revision));
    }

    private static Revision revision(AccountName name, long version) {
        return new Revision(
                name,
                version,
                version == 1 ? NOON : NOON.plusSeconds(version),
                "writer-" + version,
                "an operator",
                Optional.of(definition(name, version)));
    }

    private static Revision deletion(AccountName name, long version) {
        return new Revision(
                name, version, NOON.plusSeconds(version), "writer-" + version, "an operator", Optional.empty());
    }

    private static EncryptedDefinition definition(AccountName name, long version) {
        return new EncryptedDefinition(
                name,
                new DefinitionId("definition-" + version),
                NOON,
                Map.of("name", name.value(), "password", "********", "environment", "version " + version),
                Map.of("/password", "c2VhbGVk"));
    }
}
