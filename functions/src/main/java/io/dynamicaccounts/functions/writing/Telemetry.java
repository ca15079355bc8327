package io.dynamicaccounts.functions.writing;

import io.dynamicaccounts.functions.account.Standing;
import io.dynamicaccounts.functions.lifecycle.Event;

/** Told of what happened, for metrics. An implementation returns at once and never throws. */
public interface Telemetry {

    Telemetry NONE = new Telemetry() {
        @Override
        public void moved(Event event, Standing to) {}

        @Override
        public void refused(Event event) {}
    };

    void moved(Event event, Standing to);

    void refused(Event event);
}
