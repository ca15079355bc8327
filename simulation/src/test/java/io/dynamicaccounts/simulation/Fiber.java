package io.dynamicaccounts.simulation;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Work that may stand still in the middle while others go on. It has a thread of its own, but only one of all threads
 * of a simulation ever runs: whoever lets a fiber go on waits until it stands still or ends.
 */
final class Fiber {

    private final Timeline timeline;
    private final Thread thread;
    private volatile @Nullable Thread waiting;
    private volatile boolean goes;
    private volatile @Nullable Throwable failure;
    private Timeline.@Nullable Task alarm;
    private boolean over;

    private Fiber(Timeline timeline, Consumer<Fiber> work) {
        this.timeline = timeline;
        this.thread = Thread.ofVirtual().unstarted(() -> {
            try {
                work.accept(this);
            } catch (Throwable thrown) {
                failure = thrown;
            } finally {
                over = true;
                letOthersGo();
            }
        });
    }

    /** Begins the work now; returns when it stands still or has ended. */
    static void begin(Timeline timeline, Consumer<Fiber> work) {
        var fiber = new Fiber(timeline, work);
        fiber.goes = true;
        fiber.waiting = Thread.currentThread();
        fiber.thread.start();
        fiber.waitForIt();
    }

    /** Called by the fiber itself: stands still for so long, unless it is woken. */
    void pause(Duration length) {
        alarm = timeline.after(length, this::goOn);
        letOthersGo();
        while (!goes) {
            LockSupport.park(this);
        }
    }

    /** Called by others: it goes on as soon as what happens now is done. */
    void wake() {
        Timeline.Task set = alarm;
        if (set != null && !over) {
            set.cancel();
            alarm = timeline.after(Duration.ZERO, this::goOn);
        }
    }

    private void goOn() {
        alarm = null;
        waiting = Thread.currentThread();
        goes = true;
        LockSupport.unpark(thread);
        waitForIt();
    }

    private void waitForIt() {
        while (goes) {
            LockSupport.park(this);
        }
        Throwable thrown = failure;
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException fault) {
            throw fault;
        }
    }

    private void letOthersGo() {
        goes = false;
        LockSupport.unpark(waiting);
    }
}
