package io.dynamicaccounts.agent.kubernetes;

import io.fabric8.kubernetes.client.Watch;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One watch that was opened, which may end before whoever opened it knows that it is open. */
final class OpenWatch implements Connection.Ears, AutoCloseable {

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
            Connection.Look look,
            Consumer<OpenWatch> ended,
            BiConsumer<OpenWatch, List<String>> namespaces)
            throws CannotConnect {
        OpenWatch open = new OpenWatch(ended, namespaces);
        open.watch = connection.watch(look, open);
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
