package io.dynamicaccounts.http.contract;

import java.util.List;
import java.util.Map;

/** A part of {@link HttpContract}: tests of some rows of its tables, against a deployment that other tests share. */
abstract class Suite {

    abstract World world();

    Caller operator() {
        return world().operator();
    }

    static Reply expect(int status, Reply reply) {
        return World.expect(status, reply);
    }

    static Map<String, Object> named(String name) {
        return Map.of("name", name);
    }

    static Map<String, Object> change(String name, String state) {
        return Map.of("name", name, "state", state);
    }

    static Map<String, Object> change(String name, String state, String zone) {
        return Map.of("name", name, "state", state, "zoneId", zone);
    }

    static List<Object> namesOf(Reply reply) {
        return reply.objects().stream().map(entry -> entry.get("name")).toList();
    }
}
