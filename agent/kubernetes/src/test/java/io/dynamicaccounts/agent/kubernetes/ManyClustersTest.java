package io.dynamicaccounts.agent.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests many clusters at once. */
class ManyClustersTest {

    private final Rig rig = new Rig();

    @AfterEach
    void end() throws IOException {
        rig.close();
    }

    private static String hanging(Wire wire) {
        return MockCluster.kubeconfig("https://localhost:" + wire.port(), "insecure-skip-tls-verify: true", "token: x");
    }

    @Test
    @Timeout(120)
    void one_bad_cluster__ten_that_hang_delay_none_of_forty_that_do_not() throws IOException {
        rig.settings(Rig.QUICK.withRequestTimeout(Duration.ofSeconds(50)));
        Wire nobody = rig.with(Wire.toNobody());
        MockCluster cluster = rig.cluster("default");
        // The first client takes time to load classes, which is no delay by another cluster.
        rig.start(cluster.definition()).watched();
        List<Heard> hung = new ArrayList<>();
        IntStream.range(0, 10).forEach(_ -> hung.add(rig.start(MockCluster.definition(hanging(nobody)))));
        Heard.await("they hang", Duration.ofSeconds(10), () -> nobody.connections() == 10);
        long before = System.nanoTime();
        List<Heard> well = new ArrayList<>();
        IntStream.range(0, 40).forEach(_ -> well.add(rig.start(cluster.definition())));
        well.forEach(Heard::watched);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
        assertThat(hung).allMatch(each -> each.facts.isEmpty() && each.failures.isEmpty());
    }

    /**
     * Runs in its own process, because the mock servers take a thread for each watch. The process prints its figures.
     */
    @Test
    @Tag("long")
    @Timeout(300)
    void thousand_accounts_hang__a_thousand_take_no_thread_each(@TempDir Path folder) throws Exception {
        java.util.logging.Logger.getLogger("io.fabric8.mockwebserver").setLevel(java.util.logging.Level.OFF);
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ThousandAccounts.class.getName()));
        for (int i = 0; i < 4; i++) {
            MockCluster cluster = rig.cluster("default", "billing");
            line.add(Files.writeString(folder.resolve("kubeconfig-" + i), cluster.kubeconfig(cluster.certificate()))
                    .toString());
        }
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.println(said);
        assertThat(process.waitFor()).as(said).isZero();
        Matcher threads = Pattern.compile("threads=(\\d+) heapMiB=(\\d+)").matcher(said);
        assertThat(threads.find()).as(said).isTrue();
        int few = Integer.parseInt(threads.group(1));
        assertThat(threads.find()).as(said).isTrue();
        assertThat(Integer.parseInt(threads.group(1))).as(said).isLessThan(few + 30);
        assertThat(Integer.parseInt(threads.group(2))).as(said).isLessThan(400);
    }
}
