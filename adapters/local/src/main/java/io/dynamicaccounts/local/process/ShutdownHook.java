package io.dynamicaccounts.local.process;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends the process well when it is told to (SIGTERM, Ctrl-C): what was asked for has been done, so the exit code is 0 and not the
 * signal's.
 */
public final class ShutdownHook {

    private final AtomicBoolean byItself = new AtomicBoolean();

    private ShutdownHook() {}

    /** From now on, this is done when the process is told to end. */
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

    /** The process ends by itself, with an exit code of its own: there is nothing left to do at its end. */
    public void notNeeded() {
        byItself.set(true);
    }
}
