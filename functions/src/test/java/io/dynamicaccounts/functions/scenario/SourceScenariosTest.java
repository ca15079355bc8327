package io.dynamicaccounts.functions.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.ScanSettings;
import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.credential.ReplaceCredential;
import io.dynamicaccounts.functions.credential.ReplaceCredential.WhereMissing;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.OrderedSources;
import io.dynamicaccounts.functions.definition.Roles;
import io.dynamicaccounts.functions.definition.SingleSource.Kind;
import io.dynamicaccounts.functions.definition.SwitchedSource;
import io.dynamicaccounts.functions.operator.AccountView;
import io.dynamicaccounts.functions.operator.GetAccount;
import io.dynamicaccounts.functions.operator.ListSourceAccounts;
import io.dynamicaccounts.functions.operator.ListSources;
import io.dynamicaccounts.functions.operator.Migrate;
import io.dynamicaccounts.functions.operator.Scan;
import io.dynamicaccounts.functions.store.MigrationMarks.Mark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Stored credentials and two files as sources, any of which may be unreadable. */
class SourceScenariosTest {

    private static final List<String> NONE = List.of();

    private final SwitchedSource first = new SwitchedSource("first.yml", "a", "b", "stored");
    private final SwitchedSource second = new SwitchedSource("second.yml", "b", "c", "stored");
    private final World world = new World();

    SourceScenariosTest() {
        world.source = new OrderedSources(List.of(first, second));
        world.scan = new ScanSettings(name -> true, 500);
        world.controlPlane = world.anotherInstance();
        store("stored");
    }

    private void store(String name) {
        var definition = new Definition(Map.of("name", name, "kubeconfigFile", "/stored"));
        assertThat(world.controlPlane
                        .get(FunctionName.REPLACE_CREDENTIAL)
                        .apply(new ReplaceCredential.Request(
                                "operator", Roles.ALL, new AccountName(name), definition, WhereMissing.CREATE)))
                .isInstanceOf(ReplaceCredential.Result.Stored.class);
    }

    private Migrate.Result migrate(String... names) {
        return world.controlPlane
                .get(FunctionName.MIGRATE)
                .apply(new Migrate.Request(
                        "operator",
                        Arrays.stream(names)
                                .map(name -> new Migrate.Entry(
                                        new AccountName(name), Optional.of(World.zone("z")), Optional.empty()))
                                .toList()));
    }

    private List<ListSources.Row> sources() {
        return world.controlPlane
                .get(FunctionName.SOURCES)
                .apply(new ListSources.Request())
                .sources();
    }

    private ListSourceAccounts.Result page(Optional<AccountName> after, int limit, Optional<String> nameContains) {
        return world.controlPlane
                .get(FunctionName.SOURCE_ACCOUNTS)
                .apply(new ListSourceAccounts.Request(after, limit, nameContains));
    }

    /** Returns one line for each name: its source, the others that have it, and whether it has an account. */
    private static List<String> lines(ListSourceAccounts.Result page) {
        return page.items().stream()
                .map(item -> item.name() + " " + item.source().kind().code() + " "
                        + item.overridden().stream()
                                .map(ListSourceAccounts.SourceName::where)
                                .toList()
                        + (item.hasAccount() ? " has an account" : ""))
                .toList();
    }

    private Optional<AccountView> account(String name) {
        return world.controlPlane
                .get(FunctionName.GET)
                .apply(new GetAccount.Request(new AccountName(name)))
                .account();
    }

    private boolean exists(String name) {
        return account(name).isPresent();
    }

    private Map<String, Object> definition(String name) {
        return account(name).orElseThrow().definition();
    }

    @Test
    void sources_say_what_they_have_and_what_an_earlier_one_has_too() {
        assertThat(sources())
                .extracting(ListSources.Row::kind, ListSources.Row::accounts, ListSources.Row::overridden)
                .containsExactly(
                        tuple(Kind.STORED, OptionalInt.of(1), 0),
                        tuple(Kind.FILE, OptionalInt.of(3), 1),
                        tuple(Kind.FILE, OptionalInt.of(3), 2));
    }

    @Test
    void a_source_that_cannot_be_read_says_so_and_counts_for_nothing() {
        first.fail("first.yml is gone");

        List<ListSources.Row> rows = sources();

        assertThat(rows.get(1).accounts()).isEmpty();
        assertThat(rows.get(1).state().error()).contains("first.yml is gone");
        assertThat(rows.get(2).overridden()).isEqualTo(1);
    }

    @Test
    void accounts_of_sources_are_listed_by_name_with_the_source_that_wins() {
        migrate("a");

        ListSourceAccounts.Result page = page(Optional.empty(), 100, Optional.empty());

        assertThat(lines(page))
                .containsExactly(
                        "a file [] has an account",
                        "b file [second.yml]",
                        "c file []",
                        "stored stored [first.yml, second.yml]");
        assertThat(page.next()).isEmpty();
    }

    @Test
    void the_accounts_of_an_unreadable_source_are_missing_and_the_list_says_whose() {
        first.fail("first.yml is gone");

        ListSourceAccounts.Result page = page(Optional.empty(), 100, Optional.empty());

        assertThat(lines(page)).containsExactly("b file []", "c file []", "stored stored [second.yml]");
        assertThat(page.unreadable()).containsExactly(new ListSourceAccounts.SourceName(Kind.FILE, "first.yml"));
    }

    @Test
    void pages_follow_each_other_without_gap_or_repeat_also_over_many_stored_credentials() {
        List<String> expected = new ArrayList<>(List.of("a", "b", "c", "stored"));
        IntStream.range(0, 450).mapToObj("m-%03d"::formatted).forEach(name -> {
            store(name);
            expected.add(name);
        });
        expected.sort(null);
        var seen = new ArrayList<String>();
        Optional<AccountName> after = Optional.empty();
        do {
            ListSourceAccounts.Result page = page(after, 97, Optional.empty());
            page.items().forEach(item -> seen.add(item.name().value()));
            after = page.next();
        } while (after.isPresent());

        assertThat(seen).isEqualTo(expected);
        assertThat(page(Optional.of(new AccountName("m-009")), 3, Optional.of("m-01"))
                        .items())
                .extracting(item -> item.name().value())
                .containsExactly("m-010", "m-011", "m-012");
        assertThat(page(Optional.empty(), 2, Optional.of("m-44")).items())
                .extracting(item -> item.name().value())
                .containsExactly("m-440", "m-441");
        assertThat(page(Optional.empty(), 10, Optional.of("nowhere")).items()).isEmpty();
    }

    @Test
    void stored_credentials_are_migrated_before_those_of_any_file_and_the_first_file_wins() {
        migrate("stored", "b");

        assertThat(definition("stored")).containsEntry("kubeconfigFile", "/stored");
        assertThat(definition("b")).containsEntry("environment", "first.yml");
    }

    @Test
    void a_migration_needs_only_the_sources_that_have_the_names() {
        first.fail("first.yml is gone");

        assertThat(migrate("c", "stored")).isInstanceOf(Migrate.Result.Processed.class);
        assertThat(exists("c")).isTrue();
    }

    @Test
    void a_name_that_an_unreadable_source_may_have_is_not_unknown_and_nothing_is_processed() {
        first.fail("first.yml is gone");

        assertThatThrownBy(() -> migrate("c", "a"))
                .isInstanceOf(CredentialSource.Unreadable.class)
                .hasMessage("first.yml is gone");
        assertThat(exists("c")).isFalse();
        first.mend();
        assertThat(migrate("c", "nowhere")).isInstanceOf(Migrate.Result.UnknownToSource.class);
    }

    @Test
    void a_scan_takes_what_can_be_read_and_does_not_give_up_what_it_began_of_a_source_that_cannot_be_read() {
        world.store.migrationMarks().put(Mark.BEGUN, List.of(new AccountName("a"), new AccountName("nowhere")));
        first.fail("first.yml is gone");

        Scan.Result result = scan();

        assertThat(result.migrated()).contains(new AccountName("c"), new AccountName("stored"));
        assertThat(exists("a")).isFalse();
        assertThat(begun()).contains("a", "nowhere");
        first.mend();
        assertThat(scan().migrated()).containsExactly(new AccountName("a"));
        assertThat(begun()).isEqualTo(NONE);
    }

    private Scan.Result scan() {
        return world.controlPlane
                .get(FunctionName.SCAN)
                .apply(new Scan.Request(Scan.Effect.MIGRATE, Duration.ofMinutes(1)));
    }

    private List<String> begun() {
        return world.store.migrationMarks().after(Mark.BEGUN, null, 100).stream()
                .map(AccountName::value)
                .toList();
    }
}
