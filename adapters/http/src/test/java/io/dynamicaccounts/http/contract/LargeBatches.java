package io.dynamicaccounts.http.contract;

import static io.dynamicaccounts.http.contract.Wrong.call;
import static io.dynamicaccounts.http.contract.Wrong.wrong;

import java.util.stream.Stream;

/** Batches of a thousand and one. */
final class LargeBatches {

    private static final String ACCOUNTS = "/armory/accounts";
    private static final String DYNAMIC = "/armory/accounts/dynamic";
    private static final String ASSIGNMENTS = "/armory/agent/assignments";

    private LargeBatches() {}

    static Stream<Wrong> thousandAndOne() {
        String names = "'NAME', ".repeat(1_000) + "'NAME'";
        String objects = "{'name': 'NAME'}, ".repeat(1_000) + "{'name': 'NAME'}";
        return Stream.of(
                wrong("POST", ACCOUNTS, "[" + objects + "]", ""),
                wrong("PATCH", ACCOUNTS, "[" + objects + "]", ""),
                wrong("PATCH", DYNAMIC, "[" + objects + "]", ""),
                wrong("POST", DYNAMIC, "[" + objects + "]", ""),
                wrong("DELETE", ACCOUNTS, "[" + names + "]", ""),
                wrong("POST", ASSIGNMENTS, "[" + names + "]", ""),
                call("definitions", ", 'accounts': [" + names + "]", "/accounts"),
                call("reports", ", 'reports': [" + objects + "]", "/reports"));
    }
}
