package io.dynamicaccounts.configuration;

/** A key as somebody wrote it, with its value. */
record ConfiguredValue(String written, String value, Origin origin) {}
