package io.dynamicaccounts.http.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A request as a caller would write it.
 *
 * @param target raw path and query
 * @param headers names and values in order
 */
public record Request(String method, String target, List<Map.Entry<String, String>> headers, byte[] body) {

    public static Request of(String method, String target) {
        return new Request(method, target, List.of(), new byte[0]);
    }

    public Request header(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new Request(method, target, more, body);
    }

    public Request body(String contentType, byte[] bytes) {
        return new Request(method, target, headers, bytes).header("Content-Type", contentType);
    }

    public String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** The raw body; empty for none. */
    public String query() {
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }
}
