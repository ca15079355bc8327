package io.dynamicaccounts.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dynamicaccounts.functions.store.Definitions;
import io.dynamicaccounts.functions.store.Heartbeat;
import io.dynamicaccounts.functions.store.MigrationMarks;
import io.dynamicaccounts.functions.store.Samples;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Tests items that earlier versions stored, and items as a newer version may store them. The fixture is written once
 * for each schema, by {@code -Dfixtures.write=true}, and then never changed, because a released schema must be readable
 * for ever; only items of a new kind are added.
 */
@NeedsTestServer
class StoredItemsTest {

    private static final Path FOLDER = Path.of("src/test/resources/io/dynamicaccounts/dynamodb/stored");
    private static final String ADDED = "addedLater";

    /** Items that each write replaces, which removes attributes that a newer version added: see docs/growth.md. */
    private static final Set<String> WRITTEN_WHOLE =
            Set.of("names", "definition", "credential", "migration", "observed", "event", "declared", "sweep");

    private DynamoDbStore store;
    private DynamoDbClient client;

    @BeforeEach
    void open() {
        store = TestServer.emptyStore(() -> Samples.TIME);
        client = store.table().client();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Path file(long schema) {
        return FOLDER.resolve("v" + schema + ".json");
    }

    private static List<Map<String, AttributeValue>> fixture(long schema) throws IOException {
        return ItemJson.read(Files.readString(file(schema)));
    }

    private void put(List<Map<String, AttributeValue>> items) {
        items.forEach(item ->
                client.putItem(put -> put.tableName(store.table().name()).item(item)));
    }

    private List<Map<String, AttributeValue>> stored() {
        return client.scanPaginator(scan -> scan.tableName(store.table().name()).consistentRead(true)).items().stream()
                .sorted(Comparator.comparing(item -> key(item)))
                .toList();
    }

    private static String key(Map<String, AttributeValue> item) {
        return item.get(ItemAttribute.PARTITION).s() + " "
                + item.get(ItemAttribute.SORT).s();
    }

    /** Returns the kind of an item, from its key. */
    private static String kind(Map<String, AttributeValue> item) {
        String partition = item.get(ItemAttribute.PARTITION).s().split("#", 2)[0];
        String sort = item.get(ItemAttribute.SORT).s().split("#", 2)[0];
        return switch (partition) {
            case "account", "zone" ->
                sort.equals(partition)
                        ? sort
                        : (partition.equals("zone") && sort.equals("account") ? "assignment" : sort);
            case "credentials" -> item.containsKey(ItemAttribute.INTENT) ? "intent" : partition;
            default -> partition;
        };
    }

    @Test
    void every_kind_of_item_is_in_the_fixture_of_today() throws IOException {
        Samples.write(store);
        Samples.writeCredentials(store);
        Samples.writeIntents(store);
        if (Boolean.getBoolean("fixtures.write")) {
            Files.writeString(file(ItemSchema.VERSION), ItemJson.write(withNewKinds()));
        }
        assertThat(kinds(fixture(ItemSchema.VERSION)))
                .isEqualTo(kinds(stored()))
                .containsExactly(
                        "account",
                        "agent",
                        "agents",
                        "assignment",
                        "credential",
                        "credentials",
                        "declared",
                        "definition",
                        "event",
                        "installation",
                        "intent",
                        "migration",
                        "names",
                        "observed",
                        "sweep",
                        "zone");
        Samples.check(store);
        Samples.checkCredentials(store);
        Samples.checkIntents(store);
    }

    /** Returns the items of the fixture as they are, and those of each kind that it does not have. */
    private List<Map<String, AttributeValue>> withNewKinds() throws IOException {
        List<Map<String, AttributeValue>> items =
                Files.exists(file(ItemSchema.VERSION)) ? fixture(ItemSchema.VERSION) : new ArrayList<>();
        Set<String> known = kinds(items);
        stored().stream().filter(item -> !known.contains(kind(item))).forEach(items::add);
        return items;
    }

    private static Set<String> kinds(List<Map<String, AttributeValue>> items) {
        return items.stream().map(StoredItemsTest::kind).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void every_stored_item_is_read_with_the_same_values() throws IOException {
        for (int schema = 1; schema <= ItemSchema.VERSION; schema++) {
            put(fixture(schema));
            Samples.check(store);
            Samples.checkCredentials(store);
            Samples.checkIntents(store);
        }
    }

    @Test
    void attributes_of_a_newer_version_are_ignored_and_kept_by_writes() throws IOException {
        put(fixture(1).stream().map(StoredItemsTest::grown).toList());
        Samples.check(store);
        Samples.checkCredentials(store);
        Samples.checkIntents(store);

        Samples.touch(store);
        Samples.touchCredentials(store);
        Samples.touchIntents(store);

        assertThat(stored()).allSatisfy(item -> {
            assertThat(item.containsKey(ADDED) || WRITTEN_WHOLE.contains(kind(item)))
                    .as(key(item))
                    .isTrue();
        });
        assertThat(stored().stream().filter(item -> item.containsKey(ADDED)).map(StoredItemsTest::kind))
                .contains("account", "assignment", "credentials", "intent", "zone", "agents", "agent", "installation");
    }

    @Test
    void an_id_that_an_earlier_version_noted_once_for_all_zones_leads_to_its_agent_and_to_those_of_other_zones()
            throws IOException {
        put(fixture(1));
        Map<String, AttributeValue> noted = onlyHome();
        assertThat(store.heartbeats().in(Samples.AGENT)).containsExactly(Samples.HEARTBEAT);

        Heartbeat elsewhere = Samples.heartbeatIn(Samples.LEFT);
        assertThat(store.heartbeats().register(elsewhere, null)).isTrue();

        assertThat(store.heartbeats().in(Samples.AGENT)).containsExactly(Samples.HEARTBEAT, elsewhere);
        assertThat(onlyHome()).as("what an earlier version goes by").isEqualTo(noted);
        assertThat(store.heartbeats().register(elsewhere, elsewhere)).isTrue();
        assertThat(store.heartbeats().register(Samples.HEARTBEAT, Samples.HEARTBEAT))
                .isTrue();
        assertThat(store.heartbeats().in(Samples.AGENT)).containsExactly(Samples.HEARTBEAT, elsewhere);
    }

    /**
     * While both versions serve one table, the earlier one moves an id whose agent has gone to the zone that asks for
     * it.
     */
    @Test
    void an_agent_is_found_also_after_an_earlier_version_moved_its_id_to_another_zone() throws IOException {
        put(fixture(1));
        assertThat(store.heartbeats().register(Samples.HEARTBEAT, Samples.HEARTBEAT))
                .isTrue();
        Heartbeat elsewhere = Samples.heartbeatIn(Samples.LEFT);
        assertThat(store.heartbeats().register(elsewhere, null)).isTrue();
        var moved = new TreeMap<>(onlyHome());
        moved.put(ItemAttribute.ZONE, AttributeValue.fromS("a-third"));
        put(List.of(moved));

        assertThat(store.heartbeats().in(Samples.AGENT)).containsExactly(Samples.HEARTBEAT, elsewhere);
    }

    @Test
    void an_earlier_version_finds_the_zone_of_an_agent_that_this_one_registered() {
        assertThat(store.heartbeats().register(Samples.HEARTBEAT, null)).isTrue();

        assertThat(onlyHome()).containsEntry(ItemAttribute.ZONE, AttributeValue.fromS(Samples.ZONE.value()));
    }

    private Map<String, AttributeValue> onlyHome() {
        return stored().stream()
                .filter(item -> key(item).equals("agent#" + Samples.AGENT + " agent"))
                .findFirst()
                .orElseThrow();
    }

    /** Returns an item with more attributes, also within maps. */
    private static Map<String, AttributeValue> grown(Map<String, AttributeValue> item) {
        var grown = new TreeMap<>(item);
        grown.put(ADDED, AttributeValue.fromS("of a newer version"));
        grown.computeIfPresent(ItemAttribute.OUTCOMES, (name, outcomes) -> each(outcomes));
        grown.computeIfPresent(
                ItemAttribute.MEMBERS,
                (name, members) -> AttributeValue.fromL(
                        members.l().stream().map(StoredItemsTest::more).toList()));
        return grown;
    }

    private static AttributeValue each(AttributeValue map) {
        return AttributeValue.fromM(map.m().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> more(entry.getValue()))));
    }

    private static AttributeValue more(AttributeValue map) {
        var more = new TreeMap<>(map.m());
        more.put(ADDED, AttributeValue.fromN("1"));
        return AttributeValue.fromM(more);
    }

    @Test
    void an_item_of_a_newer_schema_is_neither_misread_nor_overwritten() throws IOException {
        List<Map<String, AttributeValue>> newer = fixture(1).stream()
                .map(item -> {
                    var copy = new TreeMap<>(item);
                    copy.put(ItemAttribute.SCHEMA, AttributeValue.fromN(Long.toString(ItemSchema.VERSION + 1)));
                    return (Map<String, AttributeValue>) copy;
                })
                .sorted(Comparator.comparing(StoredItemsTest::key))
                .toList();
        put(newer);
        Stream.<Runnable>of(
                        () -> store.accounts().find(Samples.NAME),
                        () -> store.accounts().find(List.of(Samples.NAME)),
                        () -> store.accounts().due(Samples.TIME.plusSeconds(60), 10),
                        () -> store.accounts().scan(page -> true),
                        () -> store.accounts().postpone(Samples.NAME, Samples.ACCOUNT.version(), Samples.TIME),
                        () -> store.names().after(null, 10),
                        () -> store.assignments().inZone(Samples.ZONE),
                        () -> store.assignments().clearLeftZones(Samples.ZONE, Samples.NAME, 12),
                        () -> store.zones().find(Samples.ZONE),
                        () -> store.zones().raiseRevision(Samples.ZONE, false),
                        () -> store.zones().scan(page -> true),
                        () -> store.heartbeats().all(),
                        () -> store.heartbeats().setWakeTime(Samples.HEARTBEAT, Optional.empty()),
                        () -> store.heartbeats().in(Samples.AGENT),
                        () -> store.declarations().inZone(Samples.ZONE),
                        () -> store.history().of(Samples.NAME, 10),
                        () -> store.observations().find(Samples.NAME),
                        () -> store.definitions().find(new Definitions.Key(Samples.NAME, Samples.DEFINITION)),
                        () -> store.credentials().find(Samples.CREDENTIAL),
                        () -> store.credentials().find(List.of(Samples.CREDENTIAL)),
                        () -> store.credentials().page(null, 10),
                        () -> store.credentials().scan(page -> true),
                        () -> store.credentials().revisions(Samples.CREDENTIAL, 10),
                        () -> Samples.writeCredentials(store),
                        () -> store.migrationMarks().after(MigrationMarks.Mark.REMOVED, null, 10),
                        () -> store.sweepMarks().read(),
                        () -> store.installations().find())
                .forEach(call -> assertThatExceptionOfType(StoreUnavailable.class)
                        .isThrownBy(call::run)
                        .withMessageContaining("of schema 2")
                        .withMessageContaining("run the newer one"));
        assertThat(stored()).isEqualTo(newer);
    }
}
