package io.dynamicaccounts.sources;

/**
 * Replaces a value of the file that cannot be used, so that the surrounding values can.
 *
 * @param line the line in the file, from 1
 * @param detail the mistake and the correct form, without the value
 */
record UnusableValue(int line, String detail) {}
