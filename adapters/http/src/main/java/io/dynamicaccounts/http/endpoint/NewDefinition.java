package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.Definition;
import java.util.Map;
import java.util.Optional;

/**
 * A definition that an operator wrote, checked.
 *
 * @param definition as written, but for {@code zoneId}: an account can move, and a stored zone would become wrong
 * @param written all that the operator wrote
 */
record NewDefinition(AccountName name, Optional<ZoneId> zone, Definition definition, Map<String, Object> written) {

    /** Returns no values, since they may be secrets. */
    @Override
    public String toString() {
        return "NewDefinition[" + name + "]";
    }
}
