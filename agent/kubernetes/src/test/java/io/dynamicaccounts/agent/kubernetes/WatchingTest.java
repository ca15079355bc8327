package io.dynamicaccounts.agent.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.agent.watch.ClusterFacts;
import io.dynamicaccounts.agent.watch.ClusterWatcher.Watch;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests a watch over TLS, from its start to its end. */
@Timeout(60)
class WatchingTest {

    private final Rig rig = new Rig();

    @AfterEach
    void end() throws Exception {
        rig.close();
    }

    @Test
    void a_watch_reports_the_address_version_certificate_and_namespaces_of_the_cluster() throws Exception {
        MockCluster cluster = rig.cluster("default", "billing");
        ClusterFacts facts = rig.start(cluster.definition()).watched();
        assertThat(facts.kubeHost()).isEqualTo(cluster.address());
        assertThat(facts.kubeVersion()).isEqualTo("v1.34.2");
        assertThat(facts.namespaces()).containsExactly("billing", "default");
        byte[] leaf = CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(cluster.certificate().getBytes(StandardCharsets.UTF_8)))
                .getEncoded();
        assertThat(facts.certFingerprint())
                .isEqualTo(HexFormat.ofDelimiter(":")
                        .withUpperCase()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(leaf)));
        assertThat(cluster.bearers).containsOnly("Bearer " + MockCluster.TOKEN);
    }

    @Test
    void changes_of_namespaces_are_reported() {
        MockCluster cluster = rig.cluster("default");
        Heard heard = rig.start(cluster.definition());
        heard.watched();
        cluster.make("late");
        Heard.await(
                "late",
                Duration.ofSeconds(10),
                () -> List.of("default", "late").equals(heard.facts.getLast().namespaces()));
        cluster.remove("default");
        Heard.await(
                "default is gone",
                Duration.ofSeconds(10),
                () -> List.of("late").equals(heard.facts.getLast().namespaces()));
    }

    @Test
    void omitted_namespaces_are_left_out() {
        MockCluster cluster = rig.cluster("default", "kube-system");
        Heard heard = rig.start(cluster.with("omitNamespaces", List.of("kube-system")));
        assertThat(heard.watched().namespaces()).containsExactly("default");
    }

    @Test
    void an_account_with_named_namespaces_is_watched_without_permission_to_list_all() {
        MockCluster cluster = rig.cluster("default");
        cluster.rule(request -> request.getPath().startsWith("/api/v1/namespaces?")
                        || request.getPath().startsWith("/version")
                ? MockCluster.status(403, "forbidden")
                : null);
        ClusterFacts facts = rig.start(cluster.with("namespaces", List.of("team-b", "team-a")))
                .watched();
        assertThat(facts.namespaces()).containsExactly("team-b", "team-a");
        assertThat(facts.kubeVersion()).isNull();
        assertThat(cluster.asked).anyMatch(path -> path.startsWith("/api/v1/namespaces/team-b/pods"));
    }

    @Test
    void a_watch_that_breaks_is_opened_again_without_a_report() {
        rig.settings(Rig.QUICK.withLostAfter(Duration.ofSeconds(20)));
        MockCluster cluster = rig.cluster("default");
        Heard heard = rig.start(cluster.definition());
        heard.watched();
        cluster.wire.state(Wire.State.CUT);
        pause(Duration.ofMillis(500));
        assertThat(watches(cluster)).isEqualTo(1);
        cluster.wire.state(Wire.State.WORKING);
        Heard.await("reopened", Duration.ofSeconds(10), () -> watches(cluster) == 2);
        assertThat(heard.failures).isEmpty();
        cluster.make("later");
        Heard.await(
                "the new watch hears",
                Duration.ofSeconds(10),
                () -> heard.facts.getLast().namespaces().contains("later"));
    }

    @Test
    void a_watch_that_cannot_be_opened_again_in_time_is_lost_for_good_with_the_reason() {
        MockCluster cluster = rig.cluster("default");
        Heard heard = rig.start(cluster.definition());
        heard.watched();
        cluster.wire.state(Wire.State.CUT);
        assertThat(heard.failure())
                .startsWith("the watch ")
                .contains("could not be opened again for 1 s: ", "connection closed by " + cluster.address());
        assertThat(rig.clusters().accounts()).isEmpty();
        assertThat(heard.ends).isEmpty();
    }

    @Test
    void a_connection_that_died_silently_is_found_when_the_watch_is_renewed() {
        rig.settings(Rig.QUICK.withRenewAfter(Duration.ofMillis(200)));
        MockCluster cluster = rig.cluster("default");
        Heard heard = rig.start(cluster.definition());
        heard.watched();
        pause(Duration.ofSeconds(1));
        assertThat(heard.failures).isEmpty();
        cluster.wire.state(Wire.State.FROZEN);
        assertThat(heard.failure()).contains("timed out after 2 s connecting to " + cluster.address());
    }

    @Test
    void a_renewal_leaves_one_watch_open_and_reports_nothing() {
        rig.settings(Rig.QUICK.withRenewAfter(Duration.ofMillis(100)));
        MockCluster cluster = rig.cluster("default");
        Heard heard = rig.start(cluster.definition());
        heard.watched();
        Heard.await("renewed often", Duration.ofSeconds(20), () -> watches(cluster) > 10);
        assertThat(heard.facts).hasSize(1);
        assertThat(cluster.wire.connections()).isLessThanOrEqualTo(2 * 4);
    }

    private static long watches(MockCluster cluster) {
        return cluster.asked.stream()
                .filter(path -> path.contains("watch=true"))
                .count();
    }

    @Test
    void a_credential_that_was_refused_later_is_read_again() throws Exception {
        rig.settings(Rig.QUICK.withRenewAfter(Duration.ofMillis(200)).withLostAfter(Duration.ofSeconds(20)));
        MockCluster cluster = rig.cluster("default");
        var folder = java.nio.file.Files.createTempDirectory("kubeconfig");
        var file = folder.resolve("config");
        java.nio.file.Files.writeString(file, cluster.kubeconfig(cluster.certificate()));
        Heard heard = rig.start(java.util.Map.of("kubeconfigFile", file.toString()));
        heard.watched();
        cluster.rule(request -> ("Bearer " + MockCluster.TOKEN).equals(request.getHeader("Authorization"))
                ? MockCluster.status(401, "Unauthorized")
                : null);
        java.nio.file.Files.writeString(
                file, cluster.kubeconfig(cluster.certificate()).replace(MockCluster.TOKEN, "new"));
        Heard.await("the new token", Duration.ofSeconds(20), () -> cluster.bearers.contains("Bearer new"));
        long before = watches(cluster);
        Heard.await("watched with it", Duration.ofSeconds(20), () -> watches(cluster) > before + 1);
        assertThat(heard.failures).isEmpty();
    }

    @Test
    void a_stopped_watch_leaves_no_connection() {
        MockCluster cluster = rig.cluster("default");
        Heard heard = new Heard();
        Watch watch = rig.start("a", cluster.definition(), heard);
        heard.watched();
        assertThat(cluster.wire.connections()).isPositive();
        watch.stop();
        watch.stop();
        heard.stoppedOnce();
        Heard.await("no connection", Duration.ofSeconds(5), () -> cluster.wire.connections() == 0);
        watch.stop();
        pause(Duration.ofMillis(100));
        heard.stoppedOnce();
        assertThat(heard.failures).isEmpty();
        assertThat(rig.clusters().accounts()).isEmpty();
    }

    @Test
    void a_start_that_hangs_can_be_stopped_at_once() throws Exception {
        rig.settings(Rig.QUICK.withRequestTimeout(Duration.ofSeconds(50)));
        Wire nobody = rig.with(Wire.toNobody());
        Heard heard = new Heard();
        String kubeconfig = MockCluster.kubeconfig(
                "https://localhost:" + nobody.port(), "insecure-skip-tls-verify: true", "token: x");
        Watch watch = rig.start("a", MockCluster.definition(kubeconfig), heard);
        Heard.await("connected", Duration.ofSeconds(5), () -> nobody.connections() > 0);
        long before = System.nanoTime();
        watch.stop();
        heard.stoppedOnce();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(heard.failures).isEmpty();
    }

    @Test
    void a_stop_of_a_failed_watch_does_nothing() {
        Heard heard = new Heard();
        Watch watch = rig.start("a", MockCluster.definition("nonsense: ["), heard);
        heard.failure();
        watch.stop();
        pause(Duration.ofMillis(100));
        assertThat(heard.ends).isEmpty();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
