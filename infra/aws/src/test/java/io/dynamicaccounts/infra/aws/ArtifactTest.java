package io.dynamicaccounts.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What the template deploys is what the build made. */
class ArtifactTest {

    private final Map<String, Object> all =
            Template.map(Template.read().section("Globals").get("Function"));
    private final Path artifact = Path.of(Template.read().artifact());

    @Test
    void the_handler_is_in_it() throws Exception {
        String[] handler = ((String) all.get("Handler")).split("::");
        Class<?> type = Class.forName(handler[0]);
        assertThat(RequestStreamHandler.class).isAssignableFrom(type);
        assertThat(handler[1]).isEqualTo("handleRequest");
        assumeThat(artifact).as("the artifact, which `mvn package` makes").exists();
        assertThat(holds(handler[0].replace('.', '/') + ".class")).isTrue();
    }

    /** Lambda refuses what is larger when it is unpacked. */
    @Test
    void it_is_small_enough_to_be_deployed() throws IOException {
        assumeThat(artifact).as("the artifact, which `mvn package` makes").exists();
        try (var zip = new ZipFile(artifact.toFile())) {
            long unpacked = zip.stream().mapToLong(entry -> entry.getSize()).sum();
            assertThat(unpacked).isLessThan(250L * 1024 * 1024);
        }
        assertThat(Files.size(artifact)).isLessThan(50L * 1024 * 1024);
    }

    private boolean holds(String entry) throws IOException {
        try (var zip = new ZipFile(artifact.toFile())) {
            for (var each : zip.stream()
                    .filter(jar -> jar.getName().startsWith("lib/dynamic-accounts"))
                    .toList()) {
                if (holds(zip.getInputStream(each), entry)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean holds(InputStream jar, String entry) throws IOException {
        try (var entries = new JarInputStream(jar)) {
            for (JarEntry each = entries.getNextJarEntry(); each != null; each = entries.getNextJarEntry()) {
                if (each.getName().equals(entry)) {
                    return true;
                }
            }
            return false;
        }
    }
}
