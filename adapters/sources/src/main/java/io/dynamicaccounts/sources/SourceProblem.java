package io.dynamicaccounts.sources;

/**
 * A part of a configuration that an operator should correct. A problem names the place and the correct form, and
 * never quotes a value of the file, except the legal name of an account.
 *
 * @param line the line in the file, from 1
 * @param place the part of the file, such as {@code kubernetes.accounts[3].namespaces}
 * @param detail the mistake and the correct form
 */
public record SourceProblem(int line, String place, String detail) {

    @Override
    public String toString() {
        return "line " + line + ", " + place + ": " + detail;
    }
}
