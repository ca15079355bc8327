package io.dynamicaccounts.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A fault inside the product, where no store can make one: a few words of its source are replaced by others.
 *
 * @param name what is wrong, as a sentence
 * @param patches what makes it so; several where one guard stands behind another
 */
record SourceFault(String name, List<Patch> patches) {

    /**
     * A few words in another's place.
     *
     * @param className the class whose source file has the fault
     * @param file where its source is
     * @param snippet what must occur exactly once in that file
     * @param replacement what stands there instead
     */
    record Patch(String className, Path file, String snippet, String replacement) {

        private static Patch of(String module, String type, String snippet, String replacement) {
            String className = "io.dynamicaccounts." + module + "." + type;
            Path file = Path.of("..", module, "src", "main", "java", className.replace('.', '/') + ".java");
            return new Patch(className, file, snippet, replacement);
        }

        private String read() {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException("this source has moved, update its faults: " + file, e);
            }
        }

        private String apply(String source) {
            long times = Pattern.compile(snippet, Pattern.LITERAL)
                    .matcher(source)
                    .results()
                    .count();
            if (times != 1) {
                throw new AssertionError(
                        "%s has this %d times and not once, update its fault:%n%s".formatted(file, times, snippet));
            }
            return source.replace(snippet, replacement);
        }
    }

    /** A fault of the agent library; the class is named from {@code io.dynamicaccounts.agent} on. */
    static SourceFault ofAgent(String name, String type, String snippet, String replacement) {
        return new SourceFault(name, List.of(Patch.of("agent", type, snippet, replacement)));
    }

    /** A fault of the functions; the class is named from {@code io.dynamicaccounts.functions} on. */
    static SourceFault ofFunctions(String name, String type, String snippet, String replacement) {
        return new SourceFault(name, List.of(Patch.of("functions", type, snippet, replacement)));
    }

    /** The same with a second guard of the agent library gone. */
    SourceFault andOfAgent(String type, String snippet, String replacement) {
        return with(Patch.of("agent", type, snippet, replacement));
    }

    /** The same with a second guard of the functions gone. */
    SourceFault andOfFunctions(String type, String snippet, String replacement) {
        return with(Patch.of("functions", type, snippet, replacement));
    }

    private SourceFault with(Patch further) {
        return new SourceFault(
                name, Stream.concat(patches.stream(), Stream.of(further)).toList());
    }

    static List<SourceFault> all() {
        return Stream.of(AgentFaults.all(), FunctionFaults.all(), FaultsAsTheyWere.all(), LateAnswerFaults.all())
                .flatMap(List::stream)
                .toList();
    }

    /** The sources with the fault in them, by class. */
    Map<String, String> sources() {
        Map<String, String> sources = new HashMap<>();
        for (Patch patch : patches) {
            String source = sources.containsKey(patch.className()) ? sources.get(patch.className()) : patch.read();
            sources.put(patch.className(), patch.apply(source));
        }
        return sources;
    }

    @Override
    public String toString() {
        return name;
    }
}
