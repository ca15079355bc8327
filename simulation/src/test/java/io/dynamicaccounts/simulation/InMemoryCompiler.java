package io.dynamicaccounts.simulation;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles one source file against the tests' own class path, and leaves nothing on disk. */
final class InMemoryCompiler {

    private static final List<String> OPTIONS = List.of(
            "-proc:none", "-nowarn", "-Xlint:none", "--release", "25", "-cp", System.getProperty("java.class.path"));

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** One for all compilations: it remembers what is in the jars. */
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, null, null);

    private InMemoryCompiler() {}

    /** The bytes of the class and of all that are nested in it, by binary name. */
    static Map<String, byte[]> compile(String className, String source) {
        var output = new Output();
        var complaints = new DiagnosticCollector<JavaFileObject>();
        boolean compiled = COMPILER.getTask(
                        null, output, complaints, OPTIONS, null, List.of(new Source(className, source)))
                .call();
        if (!compiled) {
            throw new AssertionError(complaints.getDiagnostics().stream()
                    .map(Object::toString)
                    .collect(Collectors.joining("\n", className + " does not compile with its fault:\n", "")));
        }
        return output.classes();
    }

    /** A source file that is a string. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        private Source(String className, String text) {
            super(URI.create("string:///" + className.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** A class file that is an array. */
    private static final class Result extends SimpleJavaFileObject {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private Result(String className) {
            super(URI.create("bytes:///" + className.replace('.', '/') + Kind.CLASS.extension), Kind.CLASS);
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }

    /** Takes what is written. */
    private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, Result> results = new HashMap<>();

        private Output() {
            super(FILES);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return results.computeIfAbsent(className, Result::new);
        }

        private Map<String, byte[]> classes() {
            return results.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().bytes.toByteArray()));
        }
    }
}
