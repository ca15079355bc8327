package io.dynamicaccounts.http;

/**
 * A response, free of any server.
 *
 * @param body empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once and never changed; nobody compares responses
public record HttpResponse(int status, Headers headers, byte[] body) {

    /** Returns the same response without its body, as the answer to HEAD. */
    HttpResponse withoutBody() {
        return new HttpResponse(status, headers, new byte[0]);
    }

    /** Returns the response without the body, which may hold secrets. */
    @Override
    public String toString() {
        return status + " " + headers;
    }
}
