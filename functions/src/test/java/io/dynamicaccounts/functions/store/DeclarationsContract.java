package io.dynamicaccounts.functions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.store.Declarations.Declaration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store must do with declarations. */
public abstract class DeclarationsContract extends StoreContract {

    private static final Declaration FULL =
            new Declaration(ZONE, AGENT, 3, Set.of(ACCOUNT, account("b")), Set.of(account("c")), Set.of(account("b")));

    @Test
    void of_an_agent_that_declared_nothing_nothing_is_found() {
        assertThat(store.declarations().find(ZONE, AGENT)).isEmpty();
        assertThat(store.declarations().inZone(ZONE)).isEmpty();
    }

    @Test
    void what_was_declared_is_found_in_its_zone_alone() {
        put(FULL);
        assertThat(store.declarations().find(ZONE, AGENT)).contains(FULL);
        assertThat(store.declarations().find(OTHER_ZONE, AGENT)).isEmpty();
        assertThat(store.declarations().inZone(OTHER_ZONE)).isEmpty();
    }

    @Test
    void a_declaration_replaces_the_one_read_in_every_part() {
        put(FULL);
        var second = new Declaration(ZONE, AGENT, 4, Set.of(), Set.of());
        assertThat(store.declarations().replace(Optional.of(FULL), second)).isTrue();
        assertThat(store.declarations().inZone(ZONE)).containsExactly(second);
    }

    @Test
    void what_was_refused_is_kept_by_what_replaces_other_parts() {
        put(FULL);
        assertThat(store.declarations().replace(Optional.of(FULL), FULL.withoutDropped()))
                .isTrue();
        assertThat(store.declarations().find(ZONE, AGENT).orElseThrow().refused())
                .isEqualTo(FULL.refused());
    }

    @Test
    void an_agent_may_be_refused_as_many_accounts_as_a_list_may_name() {
        Set<AccountName> names = IntStream.range(0, 20_000)
                .mapToObj(number -> account("prod-eu-west-1-cluster-of-team-" + Integer.toHexString(number * 7919)))
                .collect(Collectors.toSet());
        var full = new Declaration(ZONE, AGENT, 3, names, Set.of(), names);
        put(full);
        assertThat(store.declarations().inZone(ZONE)).containsExactly(full);
    }

    @Test
    void only_the_declaration_that_was_read_is_replaced() {
        put(FULL);
        var late = new Declaration(ZONE, AGENT, 4, Set.of(account("late")), Set.of());
        assertThat(Stream.of(
                        new Declaration(ZONE, AGENT, 2, FULL.names(), FULL.dropped(), FULL.refused()),
                        new Declaration(ZONE, AGENT, 3, Set.of(account("b")), FULL.dropped(), FULL.refused()),
                        new Declaration(
                                ZONE, AGENT, 3, FULL.names(), Set.of(account("c"), account("d")), FULL.refused()),
                        new Declaration(ZONE, AGENT, 3, FULL.names(), FULL.dropped(), Set.of()),
                        new Declaration(ZONE, AGENT, 3, FULL.names(), FULL.dropped(), FULL.names())))
                .allSatisfy(other -> assertThat(store.declarations().replace(Optional.of(other), late))
                        .isFalse());
        assertThat(store.declarations().inZone(ZONE)).containsExactly(FULL);
    }

    @Test
    void where_nothing_was_read_nothing_is_overwritten() {
        put(FULL);
        var late = new Declaration(ZONE, AGENT, 4, Set.of(), Set.of());
        assertThat(store.declarations().replace(Optional.empty(), late)).isFalse();
        assertThat(store.declarations().inZone(ZONE)).containsExactly(FULL);
    }

    @Test
    void what_was_deleted_since_is_not_brought_back() {
        put(FULL);
        store.declarations().delete(FULL);
        assertThat(store.declarations().replace(Optional.of(FULL), FULL.withoutDropped()))
                .isFalse();
        assertThat(store.declarations().inZone(ZONE)).isEmpty();
    }

    @Test
    void of_several_that_read_the_same_one_is_written() throws Exception {
        put(FULL);
        List<Declaration> rivals = IntStream.range(0, 8)
                .mapToObj(rival -> new Declaration(ZONE, AGENT, 4 + rival, Set.of(), Set.of()))
                .toList();
        List<Declaration> written;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            written = threads
                    .invokeAll(rivals.stream()
                            .map(rival -> (Callable<Optional<Declaration>>) () -> Optional.of(rival)
                                    .filter(after -> store.declarations().replace(Optional.of(FULL), after)))
                            .toList())
                    .stream()
                    .flatMap(done -> done.resultNow().stream())
                    .toList();
        }
        assertThat(written).hasSize(1);
        assertThat(store.declarations().inZone(ZONE)).isEqualTo(written);
    }

    @Test
    void a_zones_declarations_come_by_agent() {
        var other = new Declaration(ZONE, new AgentId("agent-0"), 5, Set.of(), Set.of());
        put(FULL);
        put(other);
        assertThat(store.declarations().inZone(ZONE)).containsExactly(other, FULL);
    }

    @Test
    void only_the_declaration_of_the_same_registration_is_deleted() {
        put(FULL);
        store.declarations().delete(new Declaration(ZONE, AGENT, 2, Set.of(), Set.of()));
        assertThat(store.declarations().inZone(ZONE)).containsExactly(FULL);
        store.declarations().delete(FULL);
        assertThat(store.declarations().inZone(ZONE)).isEmpty();
    }

    private void put(Declaration declaration) {
        assertThat(store.declarations().replace(Optional.empty(), declaration)).isTrue();
    }
}
