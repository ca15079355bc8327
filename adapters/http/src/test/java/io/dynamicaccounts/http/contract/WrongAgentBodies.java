package io.dynamicaccounts.http.contract;

import static io.dynamicaccounts.http.contract.Wrong.call;
import static io.dynamicaccounts.http.contract.Wrong.wrong;

import java.util.stream.Stream;

/** Wrong bodies of agents, by what is wrong with them. */
final class WrongAgentBodies {

    private WrongAgentBodies() {}

    static Stream<Wrong> polls() {
        return Stream.of(
                call("poll", "", "/capacity", "/version"),
                call("poll", ", 'capacity': -1, 'version': 'v'", "/capacity"),
                call("poll", ", 'capacity': '1', 'version': 'v'", "/capacity"),
                call("poll", ", 'capacity': 1.0e0, 'version': 7", "/capacity", "/version"),
                call("poll", ", 'capacity': 99999999999, 'version': ''", "/capacity", "/version"),
                call("poll", ", 'capacity': 1, 'version': 'v', 'revision': -1", "/revision"),
                call("poll", ", 'capacity': 1, 'version': 'v', 'revision': 9223372036854775808", "/revision"),
                call("poll", ", 'capacity': 1, 'version': 'v', 'cachingRevision': -1", "/cachingRevision"),
                call("poll", ", 'capacity': 1, 'version': 'v', 'cachingRevision': 1.5", "/cachingRevision"),
                call("poll", ", 'capacity': 1, 'version': 'v', 'cachingRevision': '1'", "/cachingRevision"),
                call(
                        "poll",
                        ", 'capacity': 1, 'version': 'v', 'cachingRevision': 9223372036854775808",
                        "/cachingRevision"),
                call("poll", ", 'version': 'v', 'capacity': " + "1".repeat(5_000), "/capacity"),
                call("poll", ", 'capacity': 1, 'version': 'v', 'revision': -" + "9".repeat(5_000), "/revision"),
                call("poll", ", 'capacity': 1, 'version': 'v', 'leaseHeldSeconds': 1e99999999999", "/leaseHeldSeconds"),
                call(
                        "poll",
                        ", 'capacity': 1, 'version': 'v', 'leaseHeldSeconds': 1e-99999999999",
                        "/leaseHeldSeconds"),
                call("poll", ", 'capacity': 1, 'version': " + "1".repeat(5_000), "/version"),
                call("poll", ", 'capacity': 1, 'version': 'v', 'leaseHeldSeconds': -0.001", "/leaseHeldSeconds"),
                call("poll", ", 'capacity': 1, 'version': 'v', 'leaseHeldSeconds': 3600.001", "/leaseHeldSeconds"),
                call("poll", ", 'capacity': 1, 'version': 'v', 'leaseHeldSeconds': 1e999999999", "/leaseHeldSeconds"),
                call("poll", ", 'capacity': 1, 'version': 'v', 'leaseHeldSeconds': -1e-999999999", "/leaseHeldSeconds"),
                call("poll", ", 'capacity': 1, 'version': 'v', 'leaseHeldSeconds': '45'", "/leaseHeldSeconds"),
                call("poll", ", 'capacity': 1, 'version': 'v', 'leaseHeldSeconds': true", "/leaseHeldSeconds"),
                call("poll", ", 'capacity': 1, 'version': 'v', 'registration': -1", "/registration"),
                call("poll", ", 'capacity': 1, 'version': 'v', 'registration': '1'", "/registration"),
                call("poll", ", 'capacity': 1, 'version': 'v', 'secretEngines': 'vault'", "/secretEngines"),
                call("poll", ", 'capacity': 1, 'version': 'v', 'staticAccounts': ['a']", "/staticAccounts/0"),
                call("poll", ", 'capacity': 1, 'version': 'v', 'extra': 1", "/extra"),
                wrong("POST", "poll", "[]", ""),
                wrong("POST", "poll", "{'capacity': 1, 'version': 'v'}", "/zoneId", "/session"),
                wrong("POST", "poll", "{'zoneId': 'ZONE', 'session': '', 'capacity': 1, 'version': 'v'}", "/session"));
    }

    static Stream<Wrong> otherCalls() {
        return Stream.of(
                call("definitions", "", "/accounts"),
                call("definitions", ", 'accounts': 'NAME'", "/accounts"),
                call("definitions", ", 'accounts': ['a b', 1]", "/accounts/0", "/accounts/1"),
                call("definitions", ", 'accounts': [], 'all': true", "/all"),
                call("reports", "", "/reports"),
                call("reports", ", 'reports': {}", "/reports"),
                call(
                        "reports",
                        ", 'reports': [{}]",
                        "/reports/0/account",
                        "/reports/0/generation",
                        "/reports/0/outcome"),
                call("reports", report("'outcome': 'watching'"), "/reports/0/outcome"),
                call("reports", report("'outcome': 'STOPPED', 'generation': -1"), "/reports/0/generation"),
                call("reports", report("'outcome': 'STOPPED', 'namespaces': 'x'"), "/reports/0/namespaces"),
                call("reports", report("'outcome': 'STOPPED', 'message': 5"), "/reports/0/message"),
                call("reports", report("'outcome': 'STOPPED', 'when': 5"), "/reports/0/when"));
    }

    private static String report(String more) {
        return ", 'reports': [{'account': 'NAME'" + (more.contains("'generation'") ? "" : ", 'generation': 1") + ", "
                + more + "}]";
    }
}
