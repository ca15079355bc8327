package io.dynamicaccounts.functions.account;

/** The random id of one immutable definition of one account. */
public record DefinitionId(String value) {

    public DefinitionId {
        Identifier.check("a definition id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
