package io.dynamicaccounts.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A fault inside the product, where no store can make one: a few words of its source are replaced by others.
 *
 * @param name what is wrong, as a sentence
 * @param className the class whose source file has the fault
 * @param file where its source is
 * @param snippet what must occur exactly once in that file
 * @param replacement what stands there instead
 */
record SourceFault(String name, String className, Path file, String snippet, String replacement) {

    /** A fault of the agent library; the class is named from {@code io.dynamicaccounts.agent} on. */
    static SourceFault ofAgent(String name, String type, String snippet, String replacement) {
        return of("agent", name, type, snippet, replacement);
    }

    /** A fault of the functions; the class is named from {@code io.dynamicaccounts.functions} on. */
    static SourceFault ofFunctions(String name, String type, String snippet, String replacement) {
        return of("functions", name, type, snippet, replacement);
    }

    private static SourceFault of(String module, String name, String type, String snippet, String replacement) {
        String className = "io.dynamicaccounts." + module + "." + type;
        Path file = Path.of("..", module, "src", "main", "java", className.replace('.', '/') + ".java");
        return new SourceFault(name, className, file, snippet, replacement);
    }

    static List<SourceFault> all() {
        return Stream.of(AgentFaults.all(), FunctionFaults.all())
                .flatMap(List::stream)
                .toList();
    }

    /** The source of the class with the fault in it. */
    String source() {
        String source;
        try {
            source = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the source of this fault has moved, update the fault: " + name, e);
        }
        long times = Pattern.compile(snippet, Pattern.LITERAL)
                .matcher(source)
                .results()
                .count();
        if (times != 1) {
            throw new AssertionError("%s has this %d times and not once, update the fault \"%s\":%n%s"
                    .formatted(file, times, name, snippet));
        }
        return source.replace(snippet, replacement);
    }

    @Override
    public String toString() {
        return name;
    }
}
