package io.dynamicaccounts.configuration;

/** A value, with its key as it was written and its origin. */
record ConfiguredValue(String written, String value, Origin origin) {}
