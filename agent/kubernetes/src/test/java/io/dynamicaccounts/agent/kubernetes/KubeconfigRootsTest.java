package io.dynamicaccounts.agent.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the mapping of names of files on Clouddriver's machine to files of this machine. */
@Timeout(60)
class KubeconfigRootsTest {

    private Rig rig = new Rig();

    @TempDir
    Path folder;

    @AfterEach
    void end() throws IOException {
        rig.close();
    }

    private void roots(String... roots) {
        rig = new Rig(Rig.QUICK.withRoots(FileRoots.parse(List.of(roots))), Map.of());
    }

    private Path kubeconfig(String name) throws IOException {
        MockCluster cluster = rig.cluster("default");
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, cluster.kubeconfig(cluster.certificate()));
    }

    private String failure(String kubeconfigFile) {
        return rig.start(Map.of("kubeconfigFile", kubeconfigFile)).failure();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "configserver:                 | configserver:kube/dev.yml                           | kube/dev.yml",
                "configserver:kube             | configserver:kube/dev.yml                           | dev.yml",
                "configserver:                 | configserver:/kube/dev.yml                          | kube/dev.yml",
                "${HOME}                       | ${HOME}/.kube/config                                | .kube/config",
                "${HOME}/.kube                 | ${HOME}/.kube/config                                | config",
                "${KUBE:/etc/kube}             | ${KUBE:/etc/kube}                                   | ''",
                "~                             | ~/.kube/config                                      | .kube/config",
                "/var/secrets                  | /var/secrets/kube/a                                 | kube/a",
                "/var/secrets/                 | /var/secrets/kube/a                                 | kube/a",
                "/var/secrets/kube/a           | /var/secrets/kube/a                                 | ''",
                ".                             | kube/a                                              | kube/a",
                ".                             | ./kube/a                                            | kube/a",
                "kube                          | kube/a                                              | a",
                "encryptedFile:s3!b:kubes!f:   | encryptedFile:s3!b:kubes!f:prod.yml                 | prod.yml",
            })
    void a_file_is_read_under_the_root_that_its_beginning_is_mapped_to(String from, String named, String lies)
            throws IOException {
        Path to = lies.isEmpty() ? folder.resolve("the-file") : folder.resolve("to");
        roots(from + "=" + to);
        kubeconfig(lies.isEmpty() ? "the-file" : "to/" + lies);
        rig.start(Map.of("kubeconfigFile", named)).watched();
    }

    @Test
    void the_longest_beginning_wins_whatever_the_order() throws IOException {
        String one = "configserver:=" + folder.resolve("one");
        String other = "configserver:kube=" + folder.resolve("other");
        for (List<String> order : List.of(List.of(one, other), List.of(other, one))) {
            rig.close();
            roots(order.toArray(String[]::new));
            kubeconfig("other/dev.yml");
            rig.start(Map.of("kubeconfigFile", "configserver:kube/dev.yml")).watched();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/var/secrets, /var/secrets-of-others/a",
        "${HOME}, ${HOME}s/a",
        "kube, kubes/a",
        "., /a",
        "., configserver:a",
        "., ~/a",
    })
    void a_beginning_ends_where_a_segment_does(String from, String named) throws IOException {
        Path to = Files.createDirectories(folder.resolve("to"));
        roots(from + "=" + to);
        assertThat(failure(named)).doesNotContain(to.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "configserver:, configserver:../secret",
        "configserver:, configserver:a/../../secret",
        "/var/kube, /var/kube/../../secret",
        "., ../secret",
        "configserver:, configserver:/../secret",
    })
    void no_file_outside_of_the_root_is_reached_by_two_dots(String from, String named) throws IOException {
        Files.writeString(folder.resolve("secret"), "x");
        Path to = Files.createDirectories(folder.resolve("to"));
        roots(from + "=" + to);
        assertThat(failure(named))
                .isEqualTo(
                        "kubeconfigFile leads out of " + to + ", to which --kubeconfig-root maps its beginning, by ..");
    }

    @Test
    void two_dots_that_stay_inside_are_followed() throws IOException {
        roots("configserver:=" + folder.resolve("to"));
        kubeconfig("to/b");
        rig.start(Map.of("kubeconfigFile", "configserver:a/../b")).watched();
    }

    @Test
    void a_missing_file_is_named_by_its_mapped_path() {
        roots("configserver:=" + folder);
        assertThat(failure("configserver:dev.yml"))
                .isEqualTo("kubeconfigFile " + folder.resolve("dev.yml") + " does not exist");
    }

    @Test
    void files_that_a_kubeconfig_names_are_mapped_too() throws IOException {
        roots("/home/spinnaker=" + folder.resolve("home"), "configserver:=" + folder.resolve("configs"));
        MockCluster cluster = rig.cluster("default");
        Files.createDirectories(folder.resolve("home"));
        Files.createDirectories(folder.resolve("configs"));
        Files.writeString(folder.resolve("home/ca.crt"), cluster.certificate());
        Files.writeString(folder.resolve("configs/token"), "beside");
        Files.writeString(
                folder.resolve("configs/config"),
                MockCluster.kubeconfig(
                        cluster.address(), "certificate-authority: /home/spinnaker/ca.crt", "tokenFile: token"));
        rig.start(Map.of("kubeconfigFile", "configserver:config")).watched();
        assertThat(cluster.bearers).containsOnly("Bearer beside");
    }

    @Test
    void a_mapping_gives_a_sent_kubeconfig_no_permission() throws IOException {
        roots("configserver:=" + folder);
        Files.writeString(folder.resolve("token"), "of-the-agent");
        String kubeconfig = MockCluster.kubeconfig(
                "https://localhost:1", "insecure-skip-tls-verify: true", "tokenFile: configserver:token");
        assertThat(rig.start(MockCluster.definition(kubeconfig)).failure())
                .contains("the agent's configuration does not allow it");
    }

    @ParameterizedTest
    @CsvSource({"configserver:", "=/x", "configserver:=", "configserver:=relative"})
    void a_malformed_mapping_is_refused_with_the_form(String text) {
        assertThatThrownBy(() -> FileRoots.parse(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--kubeconfig-root must be FROM=TO");
    }

    @Test
    void one_beginning_is_mapped_to_one_root() {
        assertThatThrownBy(() -> FileRoots.parse(List.of("a=/x", "a/=/y"))).hasMessageContaining("a twice");
    }
}
