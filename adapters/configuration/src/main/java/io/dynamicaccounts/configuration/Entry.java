package io.dynamicaccounts.configuration;

/** A key as somebody wrote it, with its value. */
record Entry(String written, String value, Origin origin) {}
