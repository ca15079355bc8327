package io.dynamicaccounts.functions.scenario;

import io.dynamicaccounts.functions.definition.SecretEngine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stands in for a service that keeps secrets, and counts the reads. */
final class StandInEngine implements SecretEngine {

    private final String name;
    private final String parameter;
    private final Map<String, String> secrets = new HashMap<>();
    private final List<String> reads = new ArrayList<>();
    private Runnable before = () -> {};

    /**
     * Has no secrets yet.
     *
     * @param parameter the one that tells secrets apart
     */
    StandInEngine(String name, String parameter) {
        this.name = name;
        this.parameter = parameter;
    }

    StandInEngine with(String secret, String value) {
        secrets.put(secret, value);
        return this;
    }

    /** Does this at each read, such as to let time pass. */
    void before(Runnable work) {
        before = work;
    }

    List<String> reads() {
        return reads;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String read(Map<String, String> location) throws NotResolved {
        before.run();
        String secret = location.getOrDefault(parameter, "");
        reads.add(secret);
        String found = secrets.get(secret);
        if (found == null) {
            throw new NotResolved(name + " has no such secret");
        }
        return found;
    }

    @Override
    public String select(String secret, String key) throws NotResolved {
        for (String line : secret.split("\n", -1)) {
            if (line.startsWith(key + "=")) {
                return line.substring(key.length() + 1);
            }
        }
        throw new NotResolved("the secret has no such key");
    }
}
