package io.dynamicaccounts.local;

import io.dynamicaccounts.http.Headers;
import io.dynamicaccounts.http.contract.Reply;
import io.dynamicaccounts.http.contract.Request;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** HTTP/1.1 by hand over one socket: sends what a client library would mend, and sees what it would hide. */
public final class RawHttp implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;
    private final String host;

    public RawHttp(URI server) throws IOException {
        this.socket = new Socket(server.getHost(), server.getPort());
        this.socket.setTcpNoDelay(true);
        this.socket.setSoTimeout(30_000);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.host = server.getAuthority();
    }

    /** One request over a connection of its own. */
    public static Reply once(URI server, Request request) throws IOException {
        try (var http = new RawHttp(server)) {
            return http.send(request.header("Connection", "close"));
        }
    }

    /** One request; the connection stays open if the server lets it. */
    public Reply send(Request request) throws IOException {
        var head = new StringBuilder(request.method() + " " + request.target() + " HTTP/1.1\r\nHost: " + host + "\r\n");
        request.headers().forEach(header -> head.append(header.getKey() + ": " + header.getValue() + "\r\n"));
        boolean framed = request.headers().stream()
                .anyMatch(header -> header.getKey().equalsIgnoreCase("Content-Length")
                        || header.getKey().equalsIgnoreCase("Transfer-Encoding"));
        if (!framed && (request.body().length > 0 || !request.method().equals("GET"))) {
            head.append("Content-Length: ").append(request.body().length).append("\r\n");
        }
        write(head + "\r\n");
        socket.getOutputStream().write(request.body());
        socket.getOutputStream().flush();
        return receive(request.method());
    }

    /** Bytes as they are, not necessarily a request. */
    public void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    public Reply receive(String method) throws IOException {
        String status = line();
        var headers = new LinkedHashMap<String, List<String>>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        var fields = Headers.of(headers);
        byte[] body = method.equals("HEAD")
                ? new byte[0]
                : in.readNBytes(
                        fields.first("Content-Length").map(Integer::parseInt).orElse(0));
        return new Reply(Integer.parseInt(status.split(" ")[1]), fields, body);
    }

    /** Sends nothing more; the server may still answer. */
    public void endSending() throws IOException {
        socket.shutdownOutput();
    }

    /** Whether the server has closed the connection, or does before the socket's patience ends. */
    public boolean closedByServer() throws IOException {
        return in.read() < 0;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
