package io.dynamicaccounts.sources;

/**
 * Something in a configuration that an operator should mend. It names places and what would be right, and never holds a value of
 * the file, except the legal name of an account.
 *
 * @param line where, from 1
 * @param place which part of the file, such as {@code kubernetes.accounts[3].namespaces}
 * @param detail what is wrong and what would be right
 */
public record SourceProblem(int line, String place, String detail) {

    @Override
    public String toString() {
        return "line " + line + ", " + place + ": " + detail;
    }
}
