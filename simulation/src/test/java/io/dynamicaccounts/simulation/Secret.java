package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.definition.Definition;
import java.util.Map;

/** The secrets of a run: each tells whose it is, and is found wherever it should not be. */
final class Secret {

    private static final String SIGN = "hush-";

    private Secret() {}

    /** A definition with a secret of its own. */
    static Definition definition(String account, long number) {
        return new Definition(Map.of("name", account, "kubeconfigContents", SIGN + account + "#" + number));
    }

    /** The account whose definition this is, by its secret. */
    static String ownerOf(Map<String, Object> fields) {
        String secret = String.valueOf(fields.get("kubeconfigContents"));
        return secret.startsWith(SIGN) ? secret.substring(SIGN.length(), secret.indexOf('#')) : "nobody";
    }

    static void mustNotBeIn(Object told, String where) {
        if (String.valueOf(told).contains(SIGN)) {
            throw new Broken("a secret is where it must not be", where);
        }
    }
}
