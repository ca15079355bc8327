package io.dynamicaccounts.local.process;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends the process gracefully when it is asked to end (SIGTERM, Ctrl-C): the process has done what the user
 * asked, so its exit code is 0 and not the signal's.
 */
public final class ShutdownHook {

    private final AtomicBoolean byItself = new AtomicBoolean();

    private ShutdownHook() {}

    /** Registers the action that runs when the process is asked to end. */
    public static ShutdownHook with(Runnable closing) {
        var end = new ShutdownHook();
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("graceful-end").unstarted(() -> {
                    if (end.byItself.get()) {
                        return;
                    }
                    closing.run();
                    Runtime.getRuntime().halt(0);
                }));
        return end;
    }

    /** Cancels the action where the process ends by itself, with its own exit code, and nothing is left to do. */
    public void notNeeded() {
        byItself.set(true);
    }
}
