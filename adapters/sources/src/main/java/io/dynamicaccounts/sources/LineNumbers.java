package io.dynamicaccounts.sources;

import org.yaml.snakeyaml.events.Event;

/** Lines as an editor counts them. */
final class LineNumbers {

    private LineNumbers() {}

    /** The line on which an event starts, from 1; over the whole file, not its document. */
    static int of(Event event) {
        return event.getStartMark().getLine() + 1;
    }
}
