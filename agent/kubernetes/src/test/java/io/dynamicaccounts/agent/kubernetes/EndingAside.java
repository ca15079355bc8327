package io.dynamicaccounts.agent.kubernetes;

import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;

/**
 * A watch of the mock server, which at its end waits up to ten seconds for a task that waits for the thread it ends on: the only one
 * that answers anybody. So it ends on a thread of its own.
 */
final class EndingAside extends WebSocketListener {

    private final WebSocketListener watch;

    private EndingAside(WebSocketListener watch) {
        this.watch = watch;
    }

    /** The same answer; a watch in it ends aside. */
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
