package io.dynamicaccounts.infra.aws;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads parameters as the scripts print them, one {@code NAME=VALUE} a line. */
final class Parameters {

    private Parameters() {}

    static Map<String, String> of(String lines) {
        var values = new LinkedHashMap<String, String>();
        lines.lines().forEach(line -> {
            int at = line.indexOf('=');
            values.put(line.substring(0, at), line.substring(at + 1));
        });
        return values;
    }
}
