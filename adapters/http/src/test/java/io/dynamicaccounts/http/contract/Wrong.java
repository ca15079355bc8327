package io.dynamicaccounts.http.contract;

import java.util.List;

/**
 * A body that is wrong.
 *
 * @param path of an operator's call, or the last part of an agent's
 * @param body where NAME stands for an account, ZONE for its zone and SESSION for a session
 * @param pointers where the body is wrong
 */
record Wrong(String method, String path, String body, List<String> pointers) {

    /** Returns a body that is written in single quotes, which read better in Java. */
    static Wrong wrong(String method, String path, String body, String... pointers) {
        return new Wrong(method, path, body.replace('\'', '"'), List.of(pointers));
    }

    /** Returns a call of an agent that names zone and session correctly. */
    static Wrong call(String path, String more, String... pointers) {
        return wrong("POST", path, "{'zoneId': 'ZONE', 'session': 'SESSION'" + more + "}", pointers);
    }

    @Override
    public String toString() {
        return method + " " + path + " " + (body.length() > 80 ? body.substring(0, 80) + "…" : body);
    }
}
