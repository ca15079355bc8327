package io.dynamicaccounts.functions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.store.Declarations.Declaration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What agents declare. */
public abstract class DeclarationsContract extends StoreContract {

    private static final Declaration FULL =
            new Declaration(ZONE, AGENT, 3, Set.of(ACCOUNT, account("b")), Set.of(account("c")));

    @Test
    void of_an_agent_that_declared_nothing_nothing_is_found() {
        assertThat(store.declarations().find(ZONE, AGENT)).isEmpty();
        assertThat(store.declarations().of(ZONE)).isEmpty();
    }

    @Test
    void what_was_declared_is_found_in_its_zone_alone() {
        store.declarations().put(FULL);
        assertThat(store.declarations().find(ZONE, AGENT)).contains(FULL);
        assertThat(store.declarations().find(OTHER_ZONE, AGENT)).isEmpty();
        assertThat(store.declarations().of(OTHER_ZONE)).isEmpty();
    }

    @Test
    void the_last_declaration_counts_in_every_part() {
        store.declarations().put(FULL);
        var second = new Declaration(ZONE, AGENT, 4, Set.of(), Set.of());
        store.declarations().put(second);
        assertThat(store.declarations().of(ZONE)).containsExactly(second);
    }

    @Test
    void a_zones_declarations_come_by_agent() {
        var other = new Declaration(ZONE, new AgentId("agent-0"), 5, Set.of(), Set.of());
        store.declarations().put(FULL);
        store.declarations().put(other);
        assertThat(store.declarations().of(ZONE)).containsExactly(other, FULL);
    }

    @Test
    void the_former_accounts_are_forgotten_of_what_has_not_changed_alone() {
        store.declarations().put(FULL);
        List.of(
                        new Declaration(ZONE, AGENT, 2, FULL.names(), FULL.former()),
                        new Declaration(ZONE, AGENT, 3, Set.of(ACCOUNT), FULL.former()),
                        new Declaration(ZONE, AGENT, 3, FULL.names(), Set.of(account("c"), account("d"))))
                .forEach(store.declarations()::forgetFormer);
        assertThat(store.declarations().of(ZONE)).containsExactly(FULL);
        store.declarations().forgetFormer(FULL);
        assertThat(store.declarations().of(ZONE)).containsExactly(FULL.withoutFormer());
    }

    @Test
    void only_the_declaration_of_the_same_registration_is_deleted() {
        store.declarations().put(FULL);
        store.declarations().delete(new Declaration(ZONE, AGENT, 2, Set.of(), Set.of()));
        assertThat(store.declarations().of(ZONE)).containsExactly(FULL);
        store.declarations().delete(FULL);
        assertThat(store.declarations().of(ZONE)).isEmpty();
    }
}
