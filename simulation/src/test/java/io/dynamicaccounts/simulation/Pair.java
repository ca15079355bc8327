package io.dynamicaccounts.simulation;

/** An agent and an account. */
record Pair(String agent, String account) {}
