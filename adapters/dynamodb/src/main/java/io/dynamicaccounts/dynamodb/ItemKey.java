package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.MigrationMarks;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The key of an item. No identifier contains the mark that separates the parts of a key. */
record ItemKey(String partition, String sort) {

    private static final char MARK = '#';

    private static final String ACCOUNT = "account";
    private static final String AGENT = "agent";
    private static final String ZONE = "zone";
    private static final String SWEEP = "sweep";
    private static final String MIGRATION = "migration";
    private static final String INSTALLATION = "installation";
    private static final String OBSERVED = "observed";

    private static final String CREDENTIAL = "credential";
    private static final String REVISION = "revision";

    static final String ALL_NAMES = "names";
    static final String ALL_CREDENTIALS = "credentials";
    static final String ASSIGNMENTS = ACCOUNT + MARK;
    static final String DECLARATIONS = "declared" + MARK;
    static final String DEFINITIONS = "definition" + MARK;
    static final String PAST = "event" + MARK;

    /**
     * The number of partitions of the heartbeats. Each partition takes a thousand writes a second, so that these take
     * more polls than an installation is configured for; every sweep asks each partition, so that more would cost
     * without need. The number is part of the stored keys.
     */
    static final int AGENT_SHARDS = 4;

    static ItemKey account(AccountName name) {
        return new ItemKey(partitionOf(name), ACCOUNT);
    }

    static ItemKey definition(AccountName name, DefinitionId id) {
        return new ItemKey(partitionOf(name), DEFINITIONS + id);
    }

    static ItemKey observed(AccountName name) {
        return new ItemKey(partitionOf(name), OBSERVED);
    }

    /**
     * Returns the key of a past transition. Keys are in the order of versions, which have as many digits as the
     * largest.
     */
    static ItemKey past(AccountName name, long version) {
        return new ItemKey(partitionOf(name), PAST + inOrder(version));
    }

    private static String inOrder(long version) {
        return "%019d".formatted(version);
    }

    static String partitionOf(AccountName name) {
        return ACCOUNT + MARK + name;
    }

    static ItemKey name(AccountName name) {
        return new ItemKey(ALL_NAMES, name.value());
    }

    /** Returns the key of the present revision of a credential. */
    static ItemKey credential(AccountName name) {
        return new ItemKey(ALL_CREDENTIALS, name.value());
    }

    /** Returns the key of an earlier revision of a credential. Keys are in the order of versions. */
    static ItemKey revision(AccountName credential, long version) {
        return new ItemKey(revisionsOf(credential), REVISION + MARK + inOrder(version));
    }

    static String revisionsOf(AccountName credential) {
        return CREDENTIAL + MARK + credential;
    }

    static ItemKey migrationMark(MigrationMarks.Mark mark, AccountName name) {
        return new ItemKey(partitionOf(mark), name.value());
    }

    /** Returns the partition of the names that have a mark. */
    static String partitionOf(MigrationMarks.Mark mark) {
        return MIGRATION + MARK + mark.code();
    }

    static ItemKey zone(ZoneId zone) {
        return new ItemKey(partitionOf(zone), ZONE);
    }

    static ItemKey assignment(ZoneId zone, AccountName account) {
        return new ItemKey(partitionOf(zone), ASSIGNMENTS + account);
    }

    static ItemKey declaration(ZoneId zone, AgentId agent) {
        return new ItemKey(partitionOf(zone), DECLARATIONS + agent);
    }

    static String partitionOf(ZoneId zone) {
        return ZONE + MARK + zone;
    }

    static ItemKey heartbeat(ZoneId zone, AgentId agent) {
        return new ItemKey(agentsPartition(shardOf(zone)), heartbeatsOf(zone) + agent);
    }

    /** Returns the partition of a zone's agents, all of which one query lists. */
    static int shardOf(ZoneId zone) {
        return Math.floorMod(zone.value().hashCode(), AGENT_SHARDS);
    }

    static String agentsPartition(int shard) {
        return "agents" + MARK + shard;
    }

    static String heartbeatsOf(ZoneId zone) {
        return zone.value() + MARK;
    }

    /** Returns the key of the note that an agent of this id is, or was, in the zone. */
    static ItemKey home(AgentId id, ZoneId zone) {
        return new ItemKey(homesOf(id), AGENT + MARK + zone);
    }

    /** Returns the key of the one zone of an id, for versions that take the same id in two zones for one agent. */
    static ItemKey onlyHome(AgentId id) {
        return new ItemKey(homesOf(id), AGENT);
    }

    static String homesOf(AgentId id) {
        return AGENT + MARK + id;
    }

    static ItemKey sweepMark() {
        return new ItemKey(SWEEP, SWEEP);
    }

    static ItemKey installation() {
        return new ItemKey(INSTALLATION, INSTALLATION);
    }

    /** Returns the condition that an item is an account itself. */
    static ConditionClause anyAccount() {
        return any(ACCOUNT);
    }

    /** Returns the condition that an item is a zone itself. */
    static ConditionClause anyZone() {
        return any(ZONE);
    }

    /** Returns the condition on both keys, because the sort key alone could be an account's name. */
    private static ConditionClause any(String kind) {
        return ConditionClause.all(
                ConditionClause.equal(AttributeValues.text(kind), ItemAttribute.SORT),
                ConditionClause.beginsWith(kind + MARK, ItemAttribute.PARTITION));
    }

    /** Returns the identifier after the last mark of a partition or sort key. */
    static String identifierIn(String part) {
        return part.substring(part.lastIndexOf(MARK) + 1);
    }

    /** Returns the text before the mark. */
    static String beforeMark(String part) {
        return part.substring(0, part.indexOf(MARK));
    }

    Map<String, AttributeValue> attributes() {
        return Map.of(
                ItemAttribute.PARTITION,
                AttributeValues.text(partition),
                ItemAttribute.SORT,
                AttributeValues.text(sort));
    }
}
