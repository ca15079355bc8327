package io.dynamicaccounts.http;

import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The id under which a request is known to its caller and to the log. */
final class RequestIds {

    static final String HEADER = "X-Request-Id";

    /** Ids that need no quoting in a header, a log line, a URL or a shell. */
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._~-]{1,64}");

    private final Supplier<String> fresh;

    RequestIds(Supplier<String> fresh) {
        this.fresh = fresh;
    }

    /** Returns the caller's own id if the id is safe to repeat, and a fresh one otherwise. */
    String of(HttpRequest request) {
        return request.headers()
                .first(HEADER)
                .filter(id -> SAFE.matcher(id).matches())
                .orElseGet(fresh);
    }
}
