package io.dynamicaccounts.functions.scenario;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.memory.MemoryStore;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.slf4j.LoggerFactory;

/**
 * What every store must let the functions do in all circumstances that can be enumerated. A store inherits the
 * subclasses, each of which opens an empty store for every single run.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class StageContract {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.dynamicaccounts.functions");

    private int number;
    private int played;

    /** An empty store on this clock, of its own; the run closes it. */
    protected abstract Store open(InstantSource clock) throws Exception;

    /** Thousands of runs would each say what they survive. */
    @BeforeAll
    static void sayNothing() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setLevel(null);
    }

    /**
     * One in how many runs is played: more than one where a store takes too long for all of them, and any number that
     * is odd.
     */
    protected int oneIn() {
        return 1;
    }

    /**
     * Plays one run on the store under test, if it is its turn. What fails says what was played, and what happened.
     */
    final void run(Beginning beginning, String title, Consumer<Stage> play) {
        if (number++ % oneIn() != 0) {
            return;
        }
        played++;
        try (Stage stage = new Stage(this::opened)) {
            beginning.bring(stage);
            try {
                play.accept(stage);
            } catch (AssertionError e) {
                throw new AssertionError("%s: %s%s%n%s".formatted(beginning, title, stage.timeline, e.getMessage()), e);
            }
        }
    }

    private Store opened(InstantSource clock) {
        try {
            return open(clock);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A stage for what the others are compared with: the store in memory is the meaning that all must agree with. */
    static Stage stageInMemory(Beginning beginning) {
        var stage = new Stage(MemoryStore::new);
        beginning.bring(stage);
        return stage;
    }

    final String runs() {
        return played + " of " + number + " runs";
    }

    /** What has become of everything once nothing changes any more; all of it must agree. */
    static EndState settled(Stage stage) {
        stage.checkCaching();
        stage.settle();
        Agreement.check(stage);
        return EndState.of(stage);
    }
}
