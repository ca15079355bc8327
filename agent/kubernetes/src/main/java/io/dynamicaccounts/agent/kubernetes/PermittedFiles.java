package io.dynamicaccounts.agent.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The files of this machine that a kubeconfig may name. */
sealed interface PermittedFiles {

    /** Several times the size of the largest kubeconfig in use: a larger file is something else. */
    int LARGEST = 4 * 1024 * 1024;

    /** No file: the kubeconfig came from the control plane. */
    record None() implements PermittedFiles {}

    /**
     * Any file, by absolute path: the kubeconfig came from the control plane, which the agent's configuration trusts.
     */
    record Anywhere(FileRoots roots) implements PermittedFiles {}

    /** Any file, also relative to the kubeconfig's own folder. */
    record Beside(Path kubeconfig, FileRoots roots) implements PermittedFiles {}

    /**
     * Returns the path of a file that the kubeconfig names.
     *
     * @param field the field of the kubeconfig, for the reason
     */
    default Path locate(String field, String name) throws CannotConnect {
        return switch (this) {
            case None _ ->
                throw new CannotConnect(field
                        + " names a file of the agent's machine, which a kubeconfig sent by the control plane may not:"
                        + " the agent's configuration does not allow it");
            case Anywhere(FileRoots roots) -> roots.locate(field, name);
            // A relative path in a kubeconfig is relative to the kubeconfig, in whatever folder Clouddriver runs.
            case Beside(Path kubeconfig, FileRoots roots) -> {
                Optional<Path> mapped = FileRoots.isRelative(name) ? Optional.empty() : roots.mapped(field, name);
                yield mapped.isPresent() ? mapped.get() : kubeconfig.resolveSibling(path(field, name));
            }
        };
    }

    private static Path path(String field, String name) throws CannotConnect {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new CannotConnect(field + " is no path");
        }
    }

    /** Returns the content of a file. The reason of a failure never quotes the content. */
    static byte[] bytes(String what, Path path) throws CannotConnect {
        // A device or a pipe could be read for ever.
        if (java.nio.file.Files.exists(path) && !java.nio.file.Files.isRegularFile(path)) {
            throw new CannotConnect(what + " " + path + " is no file");
        }
        try (InputStream in = java.nio.file.Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new CannotConnect(what + " " + path + " is larger than 4 MiB");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new CannotConnect(what + " " + path + " does not exist");
        } catch (AccessDeniedException e) {
            throw new CannotConnect(what + " " + path + " may not be read by the agent");
        } catch (IOException e) {
            throw new CannotConnect(what + " " + path + " cannot be read");
        }
    }

    static String text(String what, Path path) throws CannotConnect {
        return new String(bytes(what, path), StandardCharsets.UTF_8);
    }

    static String line(String what, Path path) throws CannotConnect {
        String line = text(what, path).strip();
        if (line.isEmpty() || line.chars().anyMatch(Character::isWhitespace)) {
            throw new CannotConnect(what + " " + path + " does not hold one token");
        }
        return line;
    }
}
