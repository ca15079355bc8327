package io.dynamicaccounts.dynamodb;

/** Thrown when the table is missing, or another program's. The message names the table, and what to do. */
public final class UnusableTable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private UnusableTable(String message) {
        super(message);
    }

    static UnusableTable missing(String name) {
        return new UnusableTable("there is no table " + name + ": create it with --create-table, or name another");
    }

    static UnusableTable foreign(String name) {
        return new UnusableTable(
                "the table " + name + " is laid out by another program: its keys or its index are not ours");
    }
}
