package io.dynamicaccounts.dynamodb;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds commands and ports on the machine that runs the tests. */
public final class Machine {

    private Machine() {}

    /** Returns whether this command can be run and succeeds. */
    public static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Returns a port of loopback that no process listens on now. */
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
