package io.dynamicaccounts.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dynamicaccounts.dynamodb.Faults.Fault;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import io.dynamicaccounts.functions.store.Intent;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import io.dynamicaccounts.functions.store.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the items of credentials: what is left of a write that did not come to its end, and when items expire. */
@NeedsTestServer
class DynamoDbCredentialsTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration KEPT = TestServer.settings("any").historyKept();
    private static final AccountName NAME = new AccountName("shop");

    private final NthRequest faults = new NthRequest();
    private final Meter meter = new Meter();
    private DynamoDbStore store;

    @BeforeEach
    void open() {
        store = TestServer.emptyStore(() -> NOON, new Wire(faults, List.of(meter), Wire.Repeats.NONE));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void what_was_copied_and_then_not_replaced_is_still_present_and_shown_once() {
        write(Optional.empty(), revision(1, "first"));

        replaceFailsAtItsSecondRequest(revision(1, "first"), revision(2, "second"));

        assertThat(expiryOfRevision(1)).as("the copy").isPresent();
        assertThat(store.credentials().revisions(NAME, 10)).containsExactly(revision(1, "first"));
        write(Optional.of(revision(1, "first")), revision(2, "third"));
        assertThat(store.credentials().revisions(NAME, 10)).containsExactly(revision(2, "third"), revision(1, "first"));
    }

    @Test
    void an_earlier_revision_expires_after_it_was_replaced_and_a_deletion_after_it_was_written() {
        write(Optional.empty(), revision(1, "first"));
        write(Optional.of(revision(1, "first")), revision(2, "second"));
        assertThat(expiryOfRevision(1)).contains(NOON.plusSeconds(2).plus(KEPT));
        assertThat(expiryOfPresent()).isEmpty();

        write(Optional.of(revision(2, "second")), deletion(3));
        assertThat(expiryOfRevision(2)).contains(NOON.plusSeconds(3).plus(KEPT));
        assertThat(expiryOfPresent()).contains(NOON.plusSeconds(3).plus(KEPT));

        write(Optional.of(deletion(3)), revision(4, "fourth"));
        assertThat(expiryOfRevision(3)).contains(NOON.plusSeconds(4).plus(KEPT));
        assertThat(expiryOfPresent()).isEmpty();
    }

    @Test
    void a_deletion_expires_only_once_its_intent_has_ended() {
        Revision deletion =
                deletion(2).with(Optional.of(Intent.of(Intent.Kind.DELETE, NOON, Optional.empty(), Optional.empty())));
        write(Optional.empty(), revision(1, "first"));
        write(Optional.of(revision(1, "first")), deletion);
        assertThat(expiryOfPresent()).isEmpty();

        Intent again = deletion.intent().orElseThrow().again(NOON.plusSeconds(60), "its agents are still stopping it");
        assertThat(store.credentials().settle(deletion, again)).isTrue();
        assertThat(expiryOfPresent()).isEmpty();

        assertThat(store.credentials().settle(deletion.with(Optional.of(again)), again.ended(Optional.empty())))
                .isTrue();
        assertThat(expiryOfPresent()).contains(NOON.plusSeconds(2).plus(KEPT));
    }

    @Test
    void a_copy_of_what_is_present_does_not_expire_too_early_once_that_is_replaced() {
        write(Optional.empty(), revision(1, "first"));
        replaceFailsAtItsSecondRequest(revision(1, "first"), revision(2, "second"));

        write(Optional.of(revision(1, "first")), deletion(7));

        assertThat(expiryOfRevision(1)).contains(NOON.plusSeconds(7).plus(KEPT));
    }

    @Test
    void what_is_left_of_a_former_life_is_never_shown_in_the_next() {
        write(Optional.empty(), revision(1, "former-1"));
        write(Optional.of(revision(1, "former-1")), revision(2, "former-2"));
        write(Optional.of(revision(2, "former-2")), deletion(3));
        // The table deletes what has expired in any order, and here the deletion first.
        store.table().delete(ItemKey.credential(NAME));

        assertThat(store.credentials().revisions(NAME, 10)).isEmpty();
        for (int version = 1; version <= 4; version++) {
            write(store.credentials().find(NAME), revision(version, "next-" + version));
            List<Revision> revisions = store.credentials().revisions(NAME, 10);
            assertThat(revisions)
                    .hasSize(version)
                    .allSatisfy(
                            shown -> assertThat(shown).isEqualTo(revision(shown.version(), "next-" + shown.version())));
        }
    }

    @Test
    void what_was_read_in_a_former_life_replaces_nothing_in_the_next() {
        write(Optional.empty(), revision(1, "former"));
        store.table().delete(ItemKey.credential(NAME));
        write(Optional.empty(), revision(1, "next"));

        assertThat(store.credentials().replace(Optional.of(revision(1, "former")), deletion(2)))
                .isEqualTo(new WriteResult.Rejected<>(revision(1, "next")));
    }

    /** One request for a page without deletions, and few where there are many. */
    @Test
    void a_page_passes_over_many_deletions_in_a_few_requests() {
        write(Optional.empty(), deletion(1));
        Item deleted = store.table().get(ItemKey.credential(NAME)).orElseThrow();
        store.table()
                .putAll(IntStream.range(0, 250)
                        .mapToObj(number -> {
                            var item = new HashMap<>(deleted.attributes());
                            item.putAll(ItemKey.credential(new AccountName("a-%03d".formatted(number)))
                                    .attributes());
                            return new Item(item);
                        })
                        .toList());
        write(Optional.of(deletion(1)), revision(2, "only"));
        meter.take();

        assertThat(store.credentials().page(null, 1)).containsExactly(revision(2, "only"));
        assertThat(meter.take().requests("Query")).isLessThanOrEqualTo(4);
        assertThat(store.credentials().page(NAME, 1)).containsExactly(revision(2, "only"));
        assertThat(meter.take().allRequests()).isEqualTo(1);
    }

    private void write(Optional<Revision> read, Revision next) {
        assertThat(store.credentials().replace(read, next)).isEqualTo(new WriteResult.Written<>(next));
    }

    private void replaceFailsAtItsSecondRequest(Revision read, Revision next) {
        faults.arm(1, Fault.DROPPED_BEFORE);
        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> store.credentials().replace(Optional.of(read), next));
        assertThat(faults.disarm()).as("the fault was met").isTrue();
    }

    private Optional<Instant> expiryOfRevision(long version) {
        return expiry(ItemKey.revision(NAME, version));
    }

    private Optional<Instant> expiryOfPresent() {
        return expiry(ItemKey.credential(NAME));
    }

    private Optional<Instant> expiry(ItemKey key) {
        return store.table()
                .get(key)
                .orElseThrow()
                .numberIfAny(ItemAttribute.EXPIRES)
                .map(Instant::ofEpochSecond);
    }

    private static Revision revision(long version, String content) {
        return new Revision(
                NAME,
                version,
                NOON.plusSeconds(version),
                "writer of " + content,
                "tester",
                Optional.of(new EncryptedDefinition(
                        NAME, new DefinitionId(content), NOON, Map.of("name", NAME.value()), Map.of("/p", content))));
    }

    private static Revision deletion(long version) {
        return new Revision(NAME, version, NOON.plusSeconds(version), "writer-" + version, "tester", Optional.empty());
    }
}
