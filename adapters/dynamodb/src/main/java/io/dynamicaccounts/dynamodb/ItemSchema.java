package io.dynamicaccounts.dynamodb;

/** The version of the layout, which every item has. */
final class ItemSchema {

    static final long VERSION = 1;

    private ItemSchema() {}
}
