package io.dynamicaccounts.infra.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A checkout that tests may change: this folder's template and scripts, and a small zip file in the artifact's place.
 *
 * @param root its folder
 */
record Checkout(Path root) {

    private static final List<String> COPIED = List.of("template.yaml", "samconfig.toml", "release", "deploy");

    static Checkout in(Path root) {
        var checkout = new Checkout(root);
        try {
            Files.createDirectories(checkout.infra());
            for (String file : COPIED) {
                Files.copy(Path.of(file), checkout.infra().resolve(file));
            }
            Files.createDirectories(checkout.artifact().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        checkout.buildArtifact("first");
        return checkout;
    }

    Path infra() {
        return root.resolve("infra", "aws");
    }

    /** Replaces the artifact by another one. */
    void buildArtifact(String content) {
        try (var zip = new ZipOutputStream(Files.newOutputStream(artifact()))) {
            zip.putNextEntry(new ZipEntry(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void replace(String file, String old, String now) {
        try {
            String text = Files.readString(infra().resolve(file));
            if (!text.contains(old)) {
                throw new IllegalArgumentException(file + " does not contain " + old);
            }
            Files.writeString(infra().resolve(file), text.replace(old, now));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs {@code release} with these values, on a stack that has those. */
    Run release(String present, String... given) {
        var command = new ArrayList<>(List.of(infra().resolve("release").toString()));
        command.addAll(List.of(given));
        return Run.of(root, Map.of(), present, command);
    }

    private Path artifact() {
        return infra().resolve(Template.read().artifact()).normalize();
    }
}
