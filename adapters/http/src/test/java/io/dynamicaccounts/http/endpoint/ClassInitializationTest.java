package io.dynamicaccounts.http.endpoint;

import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The first request of a process decides which class is initialized first: no class may need that another one of a
 * cycle is initialized already.
 */
class ClassInitializationTest {

    static List<String> classes() throws IOException {
        Path folder = Path.of("target/classes", Endpoint.class.getPackageName().split("\\."));
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.contains("-info"))
                    .map(name -> Endpoint.class.getPackageName() + "." + name.replace(".class", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("classes")
    void every_class_can_be_initialized_first(String name) throws IOException {
        try (var loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            assertThatNoException().isThrownBy(() -> Class.forName(name, true, loader));
        }
    }

    private static URL[] classPath() {
        return Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                .map(ClassInitializationTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
