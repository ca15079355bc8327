package io.dynamicaccounts.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.junit.jupiter.api.Test;

class RestorableResourceTest {

    private static final Context<Resource> CONTEXT = Core.getGlobalContext();

    /** Something with a connection. */
    private static final class Line implements AutoCloseable {
        private boolean closed;

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class Tokens implements AutoCloseable {
        private final RandomTokens tokens;

        private Tokens(SecureRandom random) {
            this.tokens = new RandomTokens(random);
        }

        @Override
        public void close() {}
    }

    @Test
    void it_is_closed_for_a_snapshot_and_opened_anew_after_it() throws Exception {
        var opened = new ArrayList<Line>();
        var primed = new ArrayList<Line>();
        var reopening = new RestorableResource<>(
                () -> {
                    opened.add(new Line());
                    return opened.getLast();
                },
                primed::add);
        Line first = reopening.get();

        reopening.beforeCheckpoint(CONTEXT);

        assertThat(primed).containsExactly(first);
        assertThat(first.closed).isTrue();
        assertThatThrownBy(reopening::get).hasMessageContaining("closed for a snapshot");

        reopening.afterRestore(CONTEXT);

        assertThat(reopening.get()).isNotSameAs(first).isSameAs(opened.getLast());
        assertThat(reopening.get().closed).isFalse();
        assertThat(opened).hasSize(2);
    }

    @Test
    void a_priming_that_fails_keeps_nothing_from_being_closed() throws Exception {
        var closed = new AtomicBoolean();
        var reopening = new RestorableResource<AutoCloseable>(() -> () -> closed.set(true), line -> {
            throw new IllegalStateException("no network");
        });
        reopening.beforeCheckpoint(CONTEXT);
        assertThat(closed).isTrue();
    }

    /** Memory that two environments were both restored from. */
    private static SecureRandom sameMemory() {
        try {
            var random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(42);
            return random;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** One environment restored from a snapshot in which the source of random had this state. */
    private static RestorableResource<Tokens> environment() {
        var inSnapshot = new AtomicBoolean(true);
        Supplier<Tokens> opener = () -> new Tokens(inSnapshot.getAndSet(false) ? sameMemory() : new SecureRandom());
        return new RestorableResource<>(opener, tokens -> tokens.tokens.get());
    }

    @Test
    void two_environments_of_one_snapshot_hand_out_no_token_twice() throws Exception {
        RestorableResource<Tokens> one = environment();
        RestorableResource<Tokens> other = environment();
        // What would be, if nothing was reopened.
        assertThat(one.get().tokens.get()).isEqualTo(other.get().tokens.get());

        var all = new ArrayList<String>();
        for (RestorableResource<Tokens> restored : List.of(one, other)) {
            restored.beforeCheckpoint(CONTEXT);
            restored.afterRestore(CONTEXT);
            for (int i = 0; i < 100; i++) {
                all.add(restored.get().tokens.get());
            }
        }
        assertThat(all).doesNotHaveDuplicates().allMatch(token -> token.matches("[0-9a-f]{32}"));
    }
}
