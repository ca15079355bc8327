package io.dynamicaccounts.sources;

/**
 * Stands in the place of a value that cannot be taken from the file, so that what surrounds it can.
 *
 * @param line where, from 1
 * @param detail what is wrong and what would be right, without the value
 */
record UnusableValue(int line, String detail) {}
