package io.dynamicaccounts.functions.credential;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.Definition;
import io.dynamicaccounts.functions.definition.Permissions;
import io.dynamicaccounts.functions.definition.Roles;
import io.dynamicaccounts.functions.definition.SecretFields;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import java.util.Map;
import java.util.Optional;

/**
 * A credential as operators see it.
 *
 * @param fields the definition as a JSON object in plain Java, with a mask in the place of every secret
 */
public record CredentialView(AccountName name, Map<String, Object> fields) {

    /** Returns whether the permissions of the definition allow this to a caller with these roles. */
    boolean allows(Permissions.Action action, Roles roles) {
        return Permissions.of(fields).allow(action, roles);
    }

    /** Returns the view of a stored credential; empty after a deletion. */
    static Optional<CredentialView> of(Revision revision) {
        return revision.definition().map(encrypted -> new CredentialView(revision.name(), encrypted.fieldsInClear()));
    }

    /** Returns the view of a definition that a credential source has. */
    static CredentialView of(AccountName name, Definition definition) {
        return new CredentialView(name, SecretFields.masked(definition.fields()));
    }
}
