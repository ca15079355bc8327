package io.dynamicaccounts.sources;

import io.dynamicaccounts.sources.Scalars.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.Parser;

/**
 * Reads YAML nodes from the parser's events as plain, unmodifiable Java values. A node that cannot be read is an
 * {@link UnusableValue}; only a text that is no YAML at all ends the reading, with the parser's exception.
 *
 * <p>The reader builds no node tree, which for tens of thousands of lines would take many times the memory of the
 * result. An alias costs nothing, because it is the same object as its anchor; a walk of the result must be bounded,
 * see {@link Bounds}.
 */
final class YamlReader {

    /** SnakeYAML's own default. */
    static final int MAX_DEPTH = 50;

    /** The most entries that all merge keys of one file may copy: enough for 10,000 accounts of 100 options. */
    private static final int MAX_MERGED = 1_000_000;

    private final Parser events;
    private final Placeholders placeholders;
    private final Map<String, @Nullable Object> anchors = new HashMap<>();
    private final TextPool texts = new TextPool();
    private int merged;

    YamlReader(Parser events, Placeholders placeholders) {
        this.events = events;
        this.placeholders = placeholders;
    }

    /** Forgets all anchors, which are only valid within their document. */
    void startDocument() {
        anchors.clear();
    }

    /** Reads the next node. */
    @Nullable
    Object read() {
        return read(Reading.RESOLVED, 0);
    }

    /** Skips the next node. Later aliases may still refer to anchors in the node. */
    void skip() {
        int depth = 0;
        do {
            Event next = events.peekEvent();
            if (next instanceof NodeEvent node && !(next instanceof AliasEvent) && node.getAnchor() != null) {
                read();
            } else {
                depth += step(events.getEvent());
            }
        } while (depth > 0);
    }

    /** Reads the next node, which is the key of a mapping; skips it and returns null when the key is no scalar. */
    @Nullable
    String key() {
        if (events.peekEvent() instanceof ScalarEvent scalar) {
            events.getEvent();
            anchored(scalar, scalar.getValue());
            return texts.one(scalar.getValue());
        }
        skip();
        return null;
    }

    private @Nullable Object read(Reading reading, int depth) {
        return switch (events.getEvent()) {
            case AliasEvent alias ->
                anchors.containsKey(alias.getAnchor())
                        ? anchors.get(alias.getAnchor())
                        : new UnusableValue(LineNumbers.of(alias), "an alias whose anchor is not complete before it");
            case ScalarEvent scalar -> anchored(scalar, scalar(scalar, reading));
            case CollectionStartEvent start
            when depth >= MAX_DEPTH -> {
                leave();
                yield anchored(
                        start, new UnusableValue(LineNumbers.of(start), "nests deeper than " + MAX_DEPTH + " levels"));
            }
            case SequenceStartEvent start -> anchored(start, typed(start, Tag.SEQ, list(reading, depth + 1)));
            case MappingStartEvent start -> anchored(start, typed(start, Tag.MAP, map(start, reading, depth + 1)));
            case Event other -> throw new IllegalStateException("no node starts with " + other.getEventId());
        };
    }

    private @Nullable Object scalar(ScalarEvent scalar, Reading reading) {
        Object value = Scalars.value(scalar, reading);
        return value instanceof String text ? texts.one(placeholders.fill(text)) : value;
    }

    private List<@Nullable Object> list(Reading reading, int depth) {
        var list = new ArrayList<@Nullable Object>();
        while (!(events.peekEvent() instanceof SequenceEndEvent)) {
            list.add(read(reading, depth));
        }
        events.getEvent();
        list.trimToSize();
        return list.isEmpty() ? Collections.emptyList() : Collections.unmodifiableList(list);
    }

    private Object map(MappingStartEvent start, Reading reading, int depth) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        List<@Nullable Object> merges = new ArrayList<>();
        UnusableValue broken = null;
        while (!(events.peekEvent() instanceof MappingEndEvent)) {
            int line = LineNumbers.of(events.peekEvent());
            boolean merge = events.peekEvent() instanceof ScalarEvent scalar && isMerge(scalar);
            String key = key();
            Object value = read(key != null && AccountOption.isText(key) ? Reading.AS_WRITTEN : reading, depth);
            if (key == null) {
                broken = new UnusableValue(line, "a key that is not text");
            } else if (merge) {
                merges.add(value);
            } else if (map.containsKey(key)) {
                broken = new UnusableValue(line, "a key that the same map has before: keep one of the two");
            } else {
                map.put(key, value);
            }
        }
        events.getEvent();
        for (Object merge : merges) {
            UnusableValue wrong = merge(map, merge, start);
            broken = wrong == null ? broken : wrong;
        }
        if (broken != null) {
            return broken;
        }
        return map.isEmpty() ? Collections.emptyMap() : Collections.unmodifiableMap(map);
    }

    /**
     * Merges maps into a map: the map's own entries win over merged entries, and earlier merged maps over later ones.
     */
    private @Nullable UnusableValue merge(
            Map<String, @Nullable Object> into, @Nullable Object from, MappingStartEvent at) {
        switch (from) {
            case UnusableValue broken -> {
                return broken;
            }
            case List<?> maps -> {
                for (Object map : maps) {
                    if (map instanceof List<?> || merge(into, map, at) != null) {
                        return new UnusableValue(LineNumbers.of(at), "a merge key (<<) with something else than maps");
                    }
                }
            }
            case Map<?, ?> map -> {
                merged += map.size() + 1;
                if (merged > MAX_MERGED) {
                    return new UnusableValue(LineNumbers.of(at), "more merged keys (<<) than a configuration may have");
                }
                map.forEach((key, value) -> into.putIfAbsent((String) key, value));
            }
            case null, default -> {
                return new UnusableValue(LineNumbers.of(at), "a merge key (<<) with something else than maps");
            }
        }
        return null;
    }

    private static boolean isMerge(ScalarEvent key) {
        return key.getImplicit().canOmitTagInPlainScalar() && key.getValue().equals("<<");
    }

    private static Object typed(CollectionStartEvent start, Tag usual, Object value) {
        String tag = start.getTag();
        return tag == null || tag.equals("!") || tag.equals(usual.getValue())
                ? value
                : new UnusableValue(
                        LineNumbers.of(start),
                        "a YAML tag that an account option cannot have: write a plain list or map");
    }

    private @Nullable Object anchored(NodeEvent node, @Nullable Object value) {
        if (node.getAnchor() != null) {
            anchors.put(node.getAnchor(), value);
        }
        return value;
    }

    /** Skips the rest of the collection that has just started. */
    private void leave() {
        int depth = 1;
        while (depth > 0) {
            depth += step(events.getEvent());
        }
    }

    private static int step(Event event) {
        return switch (event) {
            case CollectionStartEvent start -> 1;
            case SequenceEndEvent end -> -1;
            case MappingEndEvent end -> -1;
            default -> 0;
        };
    }
}
