package io.dynamicaccounts.local.demo;

/** Shows the progress of the demo. */
interface DemoDisplay {

    /** Shows that the script goes on to its next step. */
    void step(String text);

    /** Shows a line that stays visible. */
    void line(String text);

    /** Shows the present state of accounts and agents. */
    void show(DemoSnapshot snapshot);

    /** Ends the display of changing states; only a report follows. */
    void finish();
}
