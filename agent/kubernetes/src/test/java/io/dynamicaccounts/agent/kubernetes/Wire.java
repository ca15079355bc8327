package io.dynamicaccounts.agent.kubernetes;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A connection to a server that a test can cut, freeze or slow down. */
final class Wire implements Closeable {

    /** What the wire does with bytes. */
    enum State {
        WORKING,
        /** Connections are accepted and nothing ever arrives at the other end. */
        FROZEN,
        /** Connections are closed as soon as they are accepted. */
        CUT
    }

    private final ServerSocket socket;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile State state = State.WORKING;
    private volatile long delayMillis;

    Wire(int target) throws IOException {
        this.target = target;
        socket = new ServerSocket(0, 500);
        Thread.ofVirtual().start(this::accept);
    }

    /** Returns a wire to a server that accepts connections and never answers. */
    static Wire toNobody() throws IOException {
        Wire wire = new Wire(0);
        wire.state = State.FROZEN;
        return wire;
    }

    int port() {
        return socket.getLocalPort();
    }

    int connections() {
        return (int) open.stream().filter(each -> !each.isClosed()).count();
    }

    void delay(long millis) {
        delayMillis = millis;
    }

    void state(State next) {
        state = next;
        if (next == State.CUT) {
            open.forEach(Wire::close);
            open.clear();
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket near = socket.accept();
                if (state == State.CUT) {
                    close(near);
                    continue;
                }
                open.add(near);
                Thread.ofVirtual().start(() -> connect(near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket near) {
        try {
            if (target == 0) {
                near.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
                return;
            }
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(far);
            Thread.ofVirtual().start(() -> copy(far, near));
            copy(near, far);
        } catch (IOException e) {
            close(near);
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                if (delayMillis > 0) {
                    Thread.sleep(delayMillis);
                }
                if (state != State.FROZEN) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        } catch (IOException | InterruptedException e) {
            // The connection has ended.
        }
        close(from);
        close(to);
        open.remove(from);
        open.remove(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed then.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        open.forEach(Wire::close);
    }
}
