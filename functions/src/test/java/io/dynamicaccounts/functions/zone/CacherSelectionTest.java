package io.dynamicaccounts.functions.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.store.Zone.Member;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CacherSelectionTest {

    private static final List<AccountName> ACCOUNTS = IntStream.range(0, 10_000)
            .mapToObj(i -> new AccountName("cluster-" + i))
            .toList();

    private static List<Member> members(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Member(i, new AgentId("agent-" + i), new SessionId("session-" + i)))
                .toList();
    }

    private static long moved(List<Member> before, List<Member> after) {
        return ACCOUNTS.stream()
                .filter(account -> !CacherSelection.select(before, Set.of(), account)
                        .equals(CacherSelection.select(after, Set.of(), account)))
                .count();
    }

    @Test
    void a_fifth_agent_takes_over_about_one_fifth_of_the_accounts_and_moves_no_other() {
        List<Member> four = members(4);
        List<Member> five = members(5);
        assertThat(moved(four, five)).isBetween(1_800L, 2_200L);
        assertThat(ACCOUNTS.stream()
                        .filter(account -> !CacherSelection.select(four, Set.of(), account)
                                .equals(CacherSelection.select(five, Set.of(), account)))
                        .map(account ->
                                CacherSelection.select(five, Set.of(), account).orElseThrow()))
                .allMatch(five.getLast()::equals);
    }

    @Test
    void an_agent_that_leaves_moves_its_own_accounts_only() {
        List<Member> five = members(5);
        List<Member> four = Stream.concat(five.subList(0, 2).stream(), five.subList(3, 5).stream())
                .toList();
        long own = ACCOUNTS.stream()
                .filter(account -> CacherSelection.select(five, Set.of(), account)
                        .orElseThrow()
                        .equals(five.get(2)))
                .count();
        assertThat(moved(five, four)).isEqualTo(own);
    }

    @Test
    void accounts_are_spread_evenly() {
        for (Member member : members(10)) {
            assertThat(ACCOUNTS.stream()
                            .filter(account -> CacherSelection.select(members(10), Set.of(), account)
                                    .orElseThrow()
                                    .equals(member)))
                    .hasSizeBetween(850, 1_150);
        }
    }

    @Test
    void the_order_of_the_members_does_not_matter() {
        assertThat(moved(members(7), members(7).reversed())).isZero();
    }

    /**
     * While one version replaces another, instances of both versions answer a zone. If they selected different
     * cachers, two agents would cache an account.
     */
    @Test
    void every_version_selects_the_same_cachers() {
        assertThat(ACCOUNTS.stream()
                        .limit(20)
                        .map(account -> CacherSelection.select(members(5), Set.of(), account)
                                .orElseThrow()
                                .registration()))
                .containsExactly(4L, 5L, 1L, 3L, 3L, 1L, 4L, 3L, 1L, 5L, 1L, 1L, 5L, 3L, 2L, 1L, 3L, 2L, 4L, 4L);
    }

    @Test
    void a_zone_without_members_has_no_cacher() {
        assertThat(CacherSelection.select(List.of(), Set.of(), ACCOUNTS.getFirst()))
                .isEmpty();
    }
}
