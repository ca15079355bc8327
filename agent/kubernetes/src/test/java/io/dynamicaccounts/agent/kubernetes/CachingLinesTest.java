package io.dynamicaccounts.agent.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.dynamicaccounts.agent.protocol.ClearDefinition;
import io.dynamicaccounts.agent.watch.CachingPermit;
import io.dynamicaccounts.agent.watch.ClusterWatcher.Target;
import io.dynamicaccounts.agent.watch.ClusterWatcher.Watch;
import io.dynamicaccounts.agent.watch.Lease;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Tests that each change of the accounts that an agent may cache is one line of the log. */
@Timeout(60)
class CachingLinesTest {

    private record Until(Instant until) implements Lease {
        @Override
        public boolean holds() {
            return true;
        }
    }

    private static final Lease LEASE = new Until(Instant.parse("2026-01-01T00:00:45Z"));

    private final Rig rig = new Rig();
    private final Logger log = (Logger) LoggerFactory.getLogger(CachingLines.class);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    @BeforeEach
    void begin() {
        appender.start();
        log.addAppender(appender);
    }

    @AfterEach
    void end() throws IOException {
        log.detachAppender(appender);
        rig.close();
    }

    private List<String> lines() {
        return appender.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.startsWith("caching"))
                .toList();
    }

    @Test
    void each_change_is_one_line_with_account_epoch_and_time() {
        MockCluster cluster = rig.cluster("default");
        Heard heard = new Heard();
        CachingPermit third = new CachingPermit.Granted(3, LEASE);
        Watch watch = rig.clusters().start(new Target("a", 2), new ClearDefinition(cluster.definition()), third, heard);
        watch.caching(third);
        watch.caching(new CachingPermit.Granted(4, LEASE));
        assertThat(rig.clusters().granted()).containsOnlyKeys("a");
        watch.caching(new CachingPermit.Off());
        watch.caching(new CachingPermit.Off());
        assertThat(lines())
                .containsExactly(
                        "caching account=a generation=2 epoch=3 caching=on until=2026-01-01T00:00:45Z",
                        "caching account=a generation=2 epoch=4 caching=on until=2026-01-01T00:00:45Z",
                        "caching account=a generation=2 caching=off");
        assertThat(rig.clusters().granted()).isEmpty();
    }

    /** Starts a watch of a cluster that cannot be reached. */
    private Watch startGranted(Heard heard) {
        return rig.clusters()
                .start(
                        new Target("a", 2),
                        new ClearDefinition(MockCluster.definition("x")),
                        new CachingPermit.Granted(3, LEASE),
                        heard);
    }

    @Test
    void an_ended_watch_is_cached_no_longer() {
        Heard heard = new Heard();
        Watch _ = startGranted(heard);
        heard.failure();
        assertThat(lines()).last().isEqualTo("caching account=a generation=2 caching=off");
    }

    /** The agent gets the event of the end after its permits, and then gives the ended watch no more permits. */
    @Test
    void a_permit_after_the_end_of_its_watch_is_without_effect() {
        Heard heard = new Heard();
        Watch watch = startGranted(heard);
        heard.failure();
        watch.caching(new CachingPermit.Granted(4, LEASE));
        assertThat(rig.clusters().granted()).isEmpty();
        assertThat(lines()).last().isEqualTo("caching account=a generation=2 caching=off");
    }
}
