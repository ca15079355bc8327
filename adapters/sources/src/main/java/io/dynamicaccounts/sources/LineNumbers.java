package io.dynamicaccounts.sources;

import org.yaml.snakeyaml.events.Event;

/** Counts lines as an editor does. */
final class LineNumbers {

    private LineNumbers() {}

    /** Returns the line on which an event starts, from 1, counted in the whole file and not in its document. */
    static int of(Event event) {
        return event.getStartMark().getLine() + 1;
    }
}
