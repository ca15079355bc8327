package io.dynamicaccounts.agent.kubernetes;

import io.fabric8.kubernetes.client.Watch;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A watch that was opened, and that may end before the call that opens it has returned. */
final class OpenWatch implements Connection.Events, AutoCloseable {

    private final Consumer<OpenWatch> ended;
    private final BiConsumer<OpenWatch, List<String>> namespaces;
    private volatile boolean over;
    private @Nullable Watch watch;

    private OpenWatch(Consumer<OpenWatch> ended, BiConsumer<OpenWatch, List<String>> namespaces) {
        this.ended = ended;
        this.namespaces = namespaces;
    }

    static OpenWatch on(
            Connection connection,
            Connection.Findings findings,
            Consumer<OpenWatch> ended,
            BiConsumer<OpenWatch, List<String>> namespaces)
            throws CannotConnect {
        OpenWatch open = new OpenWatch(ended, namespaces);
        open.watch = connection.watch(findings, open);
        return open;
    }

    boolean isOver() {
        return over;
    }

    @Override
    public void namespaces(List<String> now) {
        namespaces.accept(this, now);
    }

    @Override
    public void ended() {
        over = true;
        ended.accept(this);
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }
}
