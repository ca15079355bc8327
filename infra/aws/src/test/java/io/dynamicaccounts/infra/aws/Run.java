package io.dynamicaccounts.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a program did: its exit code, and what it wrote. */
record Run(int exit, String output, String errors) {

    /** Runs a program in a folder and waits for its end. */
    static Run of(Path folder, Map<String, String> environment, String input, List<String> command) {
        try {
            Path in = Files.createTempFile("input", ".txt");
            Path out = Files.createTempFile("output", ".txt");
            Path errors = Files.createTempFile("errors", ".txt");
            Files.writeString(in, input);
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " has not ended within two minutes");
            }
            var run = new Run(process.exitValue(), Files.readString(out), Files.readString(errors));
            for (Path file : List.of(in, out, errors)) {
                Files.delete(file);
            }
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns what the program wrote, after checking that it succeeded. */
    String succeeded() {
        assertThat(exit).as("%s%n%s", output, errors).isZero();
        return output;
    }
}
