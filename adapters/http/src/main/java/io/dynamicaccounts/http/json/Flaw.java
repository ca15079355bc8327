package io.dynamicaccounts.http.json;

/**
 * One thing that is wrong with an input.
 *
 * @param detail what would be right; never the value found, which may be a secret
 */
public record Flaw(Pointer pointer, String detail) {}
