package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.SweepMark;
import io.dynamicaccounts.functions.store.SweepMarks;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

final class DynamoDbSweepMarks implements SweepMarks {

    private static final String LAST_RUN = "lastRun";
    private static final String INTERVAL = "interval";
    private static final String DISTRUST_UNTIL = "distrustUntil";
    private static final String REASON = "reason";
    private static final String DISTRUSTED = "distrusted";
    private static final String LIVED_AT = "livedAt";
    private static final String AGENTS = "agents";

    private final Table table;

    DynamoDbSweepMarks(Table table) {
        this.table = table;
    }

    @Override
    public Optional<SweepMark> read() {
        return table.get(ItemKey.sweepMark()).map(item -> mark(CompressedJson.unpack(item.bytes(ItemAttribute.BODY))));
    }

    @Override
    public void write(SweepMark mark) {
        var livedAt = new HashMap<String, Long>();
        mark.lastLive().forEach((zone, time) -> livedAt.put(zone.value(), time.toEpochMilli()));
        var body = new HashMap<String, Object>();
        body.put(LAST_RUN, mark.lastRun().toEpochMilli());
        body.put(INTERVAL, mark.interval().toMillis());
        mark.distrustUntil().ifPresent(until -> body.put(DISTRUST_UNTIL, until.toEpochMilli()));
        mark.reason().ifPresent(reason -> body.put(REASON, reason));
        body.put(DISTRUSTED, CompressedJson.words(mark.distrustedZones()));
        body.put(LIVED_AT, livedAt);
        body.put(AGENTS, mark.agents());
        var item = Table.item(ItemKey.sweepMark());
        item.put(ItemAttribute.BODY, AttributeValues.bytes(CompressedJson.pack(body)));
        table.put(new Item(item));
    }

    private static SweepMark mark(Map<String, Object> body) {
        Map<String, Object> lived = CompressedJson.object(body, LIVED_AT);
        var livedAt = new HashMap<ZoneId, Instant>();
        lived.keySet().forEach(zone -> livedAt.put(new ZoneId(zone), instant(lived, zone)));
        return new SweepMark(
                instant(body, LAST_RUN),
                Duration.ofMillis(CompressedJson.number(body, INTERVAL)),
                body.containsKey(DISTRUST_UNTIL) ? Optional.of(instant(body, DISTRUST_UNTIL)) : Optional.empty(),
                CompressedJson.textIfAny(body, REASON),
                CompressedJson.texts(body, DISTRUSTED).stream().map(ZoneId::new).collect(Collectors.toSet()),
                livedAt,
                Math.toIntExact(CompressedJson.number(body, AGENTS)));
    }

    private static Instant instant(Map<String, Object> body, String key) {
        return Instant.ofEpochMilli(CompressedJson.number(body, key));
    }
}
