package io.dynamicaccounts.agent.kubernetes;

import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;

/**
 * A watch of the mock server that ends on its own thread. The mock server's watch waits at its end up to ten seconds
 * for a task that waits for the ending thread, which is the only thread that answers requests.
 */
final class EndingAside extends WebSocketListener {

    private final WebSocketListener watch;

    private EndingAside(WebSocketListener watch) {
        this.watch = watch;
    }

    /** Returns the same answer, with a watch that ends on its own thread. */
    static MockResponse of(MockResponse response) {
        WebSocketListener watch = response.getWebSocketListener();
        return watch == null ? response : response.withWebSocketUpgrade(new EndingAside(watch));
    }

    @Override
    public void onBeforeAccept(WebSocket socket, Response response) {
        watch.onBeforeAccept(socket, response);
    }

    @Override
    public void onOpen(WebSocket socket, Response response) {
        watch.onOpen(socket, response);
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
        watch.onClosing(socket, code, reason);
    }

    @Override
    public void onClosed(WebSocket socket, int code, String reason) {
        Thread.ofVirtual().start(() -> watch.onClosed(socket, code, reason));
    }

    @Override
    public void onFailure(WebSocket socket, Throwable failure, Response response) {
        Thread.ofVirtual().start(() -> watch.onFailure(socket, failure, response));
    }
}
