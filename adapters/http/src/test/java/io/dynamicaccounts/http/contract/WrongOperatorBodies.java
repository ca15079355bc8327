package io.dynamicaccounts.http.contract;

import static io.dynamicaccounts.http.contract.Wrong.wrong;

import java.util.List;
import java.util.stream.Stream;

/** Wrong bodies of operators, by what is wrong with them. */
final class WrongOperatorBodies {

    private static final String ACCOUNTS = "/armory/accounts";
    private static final String DYNAMIC = "/armory/accounts/dynamic";
    private static final String ASSIGNMENTS = "/armory/agent/assignments";

    private WrongOperatorBodies() {}

    static Stream<Wrong> migrations() {
        return Stream.of(
                wrong("POST", ACCOUNTS, "[]", ""),
                wrong("POST", ACCOUNTS, "{}", ""),
                wrong("POST", ACCOUNTS, "null", ""),
                wrong("POST", ACCOUNTS, "'NAME'", ""),
                wrong("POST", ACCOUNTS, "['NAME']", "/0"),
                wrong("POST", ACCOUNTS, "[null]", "/0"),
                wrong("POST", ACCOUNTS, "[{}]", "/0/name"),
                wrong("POST", ACCOUNTS, "[{'name': null}]", "/0/name"),
                wrong("POST", ACCOUNTS, "[{'name': 7}]", "/0/name"),
                wrong("POST", ACCOUNTS, "[{'name': ''}]", "/0/name"),
                wrong("POST", ACCOUNTS, "[{'name': " + "1".repeat(5_000) + "}]", "/0/name"),
                wrong("POST", ACCOUNTS, "[{'name': 'has space'}]", "/0/name"),
                wrong("POST", ACCOUNTS, "[{'name': '-x'}]", "/0/name"),
                wrong("POST", ACCOUNTS, "[{'name': 'dynamic'}]", "/0/name"),
                wrong("POST", ACCOUNTS, "[{'name': 'type'}]", "/0/name"),
                wrong("POST", ACCOUNTS, "[{'name': '" + "n".repeat(129) + "'}]", "/0/name"),
                wrong("POST", ACCOUNTS, "[{'name': 'a', 'zoneId': ''}]", "/0/zoneId"),
                wrong("POST", ACCOUNTS, "[{'name': 'a', 'zoneId': ['z']}]", "/0/zoneId"),
                wrong("POST", ACCOUNTS, "[{'name': 'a', 'kubeconfigFile': '  '}]", "/0/kubeconfigFile"),
                wrong("POST", ACCOUNTS, "[{'name': 'a', 'kubeconfigFile': true}]", "/0/kubeconfigFile"),
                wrong("POST", ACCOUNTS, "[{'name': 'a', 'colour': 'red'}]", "/0/colour"),
                wrong("POST", ACCOUNTS, "[{'name': 'a', 'state': 'ACTIVE'}]", "/0/state"),
                wrong("POST", ACCOUNTS, "[{'name': 'a'}, {'name': 'a'}]", "/1/name"),
                wrong("POST", ACCOUNTS, "[{'x/y~z': 1, 'zoneId': 1}]", "/0/x~1y~0z", "/0/name", "/0/zoneId"));
    }

    static Stream<Wrong> changes() {
        return Stream.of(ACCOUNTS, DYNAMIC)
                .flatMap(path -> Stream.of(
                        wrong("PATCH", path, "[]", ""),
                        wrong("PATCH", path, "{'name': 'NAME', 'state': 'ACTIVE'}", ""),
                        wrong("PATCH", path, "[{'name': 'NAME'}]", "/0/state"),
                        wrong("PATCH", path, "[{'state': 'ACTIVE'}]", "/0/name"),
                        wrong("PATCH", path, "[{'name': 'NAME', 'state': null}]", "/0/state"),
                        wrong("PATCH", path, "[{'name': 'NAME', 'state': true}]", "/0/state"),
                        wrong("PATCH", path, "[{'name': 'NAME', 'state': 'ACTIVE', 'zoneId': '/'}]", "/0/zoneId"),
                        wrong("PATCH", path, "[{'name': 'NAME', 'state': 'ACTIVE', 'until': 1}]", "/0/until"),
                        wrong(
                                "PATCH",
                                path,
                                "[{'name': 'NAME', 'state': 'ACTIVE'}, {'name': 'x', 'state': 'DELETED'}]",
                                "/1/state")));
    }

    static Stream<Wrong> names() {
        return Stream.of(List.of("DELETE", ACCOUNTS), List.of("POST", ASSIGNMENTS))
                .flatMap(it -> Stream.of(
                        wrong(it.getFirst(), it.getLast(), "[]", ""),
                        wrong(it.getFirst(), it.getLast(), "{}", ""),
                        wrong(it.getFirst(), it.getLast(), "'NAME'", ""),
                        wrong(it.getFirst(), it.getLast(), "['NAME', 7]", "/1"),
                        wrong(it.getFirst(), it.getLast(), "['NAME', null]", "/1"),
                        wrong(it.getFirst(), it.getLast(), "['NAME', 'a/b', '']", "/1", "/2"),
                        wrong(it.getFirst(), it.getLast(), "[{'name': 'NAME'}]", "/0")));
    }

    static Stream<Wrong> definitions() {
        return Stream.of("POST", "PUT")
                .flatMap(it -> Stream.of(
                        wrong(it, DYNAMIC, "{}", "/name", ""),
                        wrong(it, DYNAMIC, "'NAME'", ""),
                        wrong(
                                it,
                                DYNAMIC,
                                "{'name': 'NAME', 'kubeconfigFile': '/f', 'deep': {'list': [1, " + "1".repeat(5_000)
                                        + ", 1e99999999999]}}",
                                "/deep/list/1",
                                "/deep/list/2"),
                        wrong(it, DYNAMIC, "{'name': 'NAME'}", ""),
                        wrong(it, DYNAMIC, "{'name': 'NAME', 'serviceAccount': false}", ""),
                        wrong(it, DYNAMIC, "{'name': 'NAME', 'serviceAccount': 'yes'}", "/serviceAccount"),
                        wrong(it, DYNAMIC, "{'name': 'NAME', 'kubeconfigContents': 'a', 'kubeconfigFile': 'b'}", ""),
                        wrong(it, DYNAMIC, "{'name': 'NAME', 'kubeconfigFile': 'b', 'serviceAccount': true}", ""),
                        wrong(it, DYNAMIC, "{'name': 'NAME', 'kubeconfigContents': ''}", "/kubeconfigContents"),
                        wrong(it, DYNAMIC, "{'name': 'NAME', 'kubeconfigFile': {'a': 1}}", "/kubeconfigFile"),
                        wrong(it, DYNAMIC, "{'name': ' ', 'kubeconfigFile': 'b'}", "/name"),
                        wrong(it, DYNAMIC, "{'name': 'type', 'kubeconfigFile': 'b'}", "/name"),
                        option(it, "'zoneId': 'no zone'", "/zoneId"),
                        option(it, "'cacheThreads': '1'", "/cacheThreads"),
                        option(it, "'cacheThreads': 1.5", "/cacheThreads"),
                        option(it, "'onlySpinnakerManaged': 'true'", "/onlySpinnakerManaged"),
                        option(it, "'namespaces': 'default'", "/namespaces"),
                        option(it, "'namespaces': ['a', 7]", "/namespaces/1"),
                        option(it, "'namespaces': ['a'], 'omitNamespaces': ['b']", "/omitNamespaces"),
                        option(it, "'kinds': ['a'], 'omitKinds': ['b']", "/omitKinds"),
                        option(it, "'dockerRegistries': ['x']", "/dockerRegistries/0"),
                        option(it, "'permissions': 'all'", "/permissions"),
                        option(it, "'permissions': {'READ': 'devs'}", "/permissions/READ"),
                        option(it, "'permissions': {'READ': ['']}", "/permissions/READ/0"),
                        option(it, "'permissions': {'ADMIN': ['devs']}", "/permissions/ADMIN"),
                        option(it, "'permissions': [{'READ': ['devs']}, 'x']", "/permissions/1"),
                        option(it, "'permissions': [{'NONE': []}]", "/permissions/0/NONE"),
                        option(it, "'context': 1, 'debug': 0, 'kinds': {}", "/context", "/debug", "/kinds")));
    }

    private static Wrong option(String method, String options, String... pointers) {
        return wrong(method, DYNAMIC, "{'name': 'NAME', 'kubeconfigFile': 'b', " + options + "}", pointers);
    }

    static Stream<Wrong> batchesOfDefinitions() {
        return Stream.of(
                wrong("POST", DYNAMIC, "[]", ""),
                wrong("POST", DYNAMIC, "[[]]", "/0"),
                wrong("POST", DYNAMIC, "[{'name': 'a', 'kubeconfigFile': 'f'}, {'name': 'b'}]", "/1"),
                wrong(
                        "POST",
                        DYNAMIC,
                        "[{'name': 'a', 'kubeconfigFile': 'f'}, {'name': 'a', 'kubeconfigFile': 'g'}]",
                        "/1/name"),
                wrong("PUT", DYNAMIC, "[]", ""),
                wrong("PUT", DYNAMIC, "null", ""));
    }
}
