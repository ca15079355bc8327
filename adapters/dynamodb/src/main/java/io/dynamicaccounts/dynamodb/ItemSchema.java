package io.dynamicaccounts.dynamodb;

/** The version that every item carries of how it is laid out. */
final class ItemSchema {

    static final long VERSION = 1;

    private ItemSchema() {}
}
