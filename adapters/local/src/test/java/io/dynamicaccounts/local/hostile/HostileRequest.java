package io.dynamicaccounts.local.hostile;

import java.nio.charset.StandardCharsets;

/**
 * One hostile request.
 *
 * @param what its kind, for whoever reads of a failure
 * @param method as it is sent; of the first request, where there are several
 * @param target raw path and query; empty where the head is too broken to have one
 * @param text all that is sent, a byte for each character
 */
public record HostileRequest(String what, TokenHolder from, String method, String target, String text, Form form) {

    /** What can be expected of an answer. */
    public enum Form {
        /** A request as HTTP has it, that closes its connection: the API itself answers. */
        HTTP,
        /** The server may refuse it by itself, or close the connection. The sender sends nothing more. */
        BROKEN
    }

    static HostileRequest http(
            String what, TokenHolder from, String method, String target, String headers, byte[] body) {
        String text = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + authorization(from) + headers + "Content-Length: " + body.length + "\r\n\r\n"
                + new String(body, StandardCharsets.ISO_8859_1);
        return new HostileRequest(what, from, method, target, text, Form.HTTP);
    }

    static HostileRequest broken(String what, TokenHolder from, String text) {
        return new HostileRequest(what, from, "", "", text, Form.BROKEN);
    }

    static String authorization(TokenHolder from) {
        return from == TokenHolder.NOBODY ? "" : "Authorization: Bearer " + from.token() + "\r\n";
    }

    String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** Whether the API itself answers, once. */
    public boolean expectsAnswer() {
        return form == Form.HTTP;
    }

    /** Its beginning, which is enough to know it again. */
    @Override
    public String toString() {
        String begin = text.substring(0, Math.min(text.length(), 3_000));
        return what + " from " + from + ", " + text.length() + " bytes: "
                + begin.replace("\r", "\\r").replace("\n", "\\n").replace("\0", "\\0");
    }
}
