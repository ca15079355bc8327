package io.dynamicaccounts.sources;

import io.dynamicaccounts.functions.definition.CredentialSource.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The text of a configuration file, wherever the file lies. */
public interface ConfigurationText {

    /** Returns the place of the text, without any secret. */
    String where();

    /**
     * Returns the text, unless it still is the version that the caller knows. An implementation may look seldom, and
     * until then answer as when it last looked.
     *
     * @param known the version that the caller has read; null for none
     * @throws Unreadable when nobody can say what the text is now
     */
    Optional<Version> changedSince(@Nullable Object known);

    /**
     * A version of the text.
     *
     * @param id equal for the same text
     * @param content opens the text
     */
    record Version(Object id, Content content) {}

    /** Opens the bytes of a version. */
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }
}
