package io.dynamicaccounts.dynamodb;

/** The names of the attributes of items, except the attributes of accounts. */
final class ItemAttribute {

    /** An attribute of every item. */
    static final String PARTITION = "pk";

    static final String SORT = "sk";

    /** An attribute of every item: the version of its schema. */
    static final String SCHEMA = "v";

    /** The token of the last writer, by which a writer whose answer was lost recognises its own write. */
    static final String WRITER = "writer";

    /** When the table may delete the item by itself, in seconds since 1970. */
    static final String EXPIRES = "expires";

    /** The part of the index of due items that has the item, while the item has a due time. */
    static final String DUE_SHARD = "dueShard";

    /** An attribute of names. */
    static final String TOKEN = "token";

    static final String WRITTEN = "written";

    /** An attribute of credentials: when the definition was encrypted. */
    static final String DEFINED = "defined";

    /** An attribute of the present revision of a credential: the intent of the write. */
    static final String INTENT = "intent";

    static final String INTENT_TRIES = "tries";
    static final String INTENT_BASIS = "basis";
    static final String INTENT_NOTE = "note";
    static final String INTENT_OUTCOME = "outcome";

    /** Compressed JSON of which no condition reads a field: see {@link CompressedJson}. */
    static final String BODY = "body";

    /** An attribute of past transitions. */
    static final String TIME = "time";

    static final String EVENT = "event";
    static final String FROM = "from";
    static final String TO = "to";
    static final String ACTOR = "actor";
    static final String MESSAGE = "message";

    /**
     * An attribute of assignments. An answer to an agent may read thousands of assignments, so that every byte
     * counts.
     */
    static final String VERSION = "version";

    static final String GENERATION = "gen";
    static final String STANDING = "standing";
    static final String DEFINITION = "def";
    static final String AWAITED = "awaited";
    static final String RETRY_AT = "retryAt";
    static final String STOP_REVISION = "stopRev";
    static final String LEFT_ZONES = "left";

    /**
     * The prefix of a zone of {@link #LEFT_ZONES}: the revision from which on the zone's lists do not name the
     * account.
     */
    static final String LEFT_AT = "left#";

    static final String OUTCOMES = "said";
    static final String EXCLUSIONS = "excl";

    /** An attribute of the map {@link #EXCLUSIONS}. */
    static final String NUMBER = "n";

    static final String AT_EPOCH = "e";
    static final String EXCLUDED = "x";
    static final String PENDING = "p";
    static final String TOLD = "r";

    /** An attribute of an outcome in {@link #OUTCOMES}. */
    static final String RESULT = "r";

    static final String OF_GENERATION = "g";
    static final String TRIES = "t";
    static final String REASON = "m";
    static final String SAID_AT = "a";
    static final String BY = "w";

    /** An attribute of zones. */
    static final String REVISION = "revision";

    static final String ACCOUNTS = "accounts";
    static final String STOPS_PENDING = "stopsPending";
    static final String EPOCH = "epoch";
    static final String SINCE = "since";
    static final String MEMBERS = "members";
    static final String DEPARTED = "departed";
    static final String SETTLED_EPOCH = "settledEpoch";
    static final String SETTLED = "settled";

    /** An attribute of a member in {@link #MEMBERS} or {@link #DEPARTED}. */
    static final String REGISTRATION = "r";

    static final String AGENT = "a";
    static final String SESSION_OF_MEMBER = "s";
    static final String UNTIL = "u";

    /** An attribute of heartbeats, all of which every sweep reads. */
    static final String SESSION = "session";

    static final String SUPERSEDED = "former";
    static final String REGISTERED_AT = "began";
    static final String LAST_SEEN = "seen";
    static final String ACKNOWLEDGED = "ack";
    static final String ACKNOWLEDGED_BEFORE = "ackBefore";
    static final String CACHING_ACKNOWLEDGED = "ackCaching";
    static final String INTERVAL = "interval";
    static final String LEASE_UNTIL = "lease";
    static final String CAPACITY = "capacity";
    static final String WAKE_AT = "wakeAt";
    static final String AGENT_VERSION = "agentVersion";
    static final String SECRET_ENGINES = "engines";
    static final String GONE_AT = "goneAt";
    static final String FOLLOWED = "followed";

    /** An attribute of the place of an agent. */
    static final String ZONE = "zone";

    private ItemAttribute() {}
}
