package io.dynamicaccounts.local.demo;

/** Where the demo is watched. */
interface DemoDisplay {

    /** The script goes on to its next step. */
    void step(String text);

    /** Something that stays to be read. */
    void line(String text);

    /** How things are now. */
    void show(DemoSnapshot snapshot);

    /** Nothing more changes: what comes now is a report. */
    void finish();
}
