package io.dynamicaccounts.functions;

import io.dynamicaccounts.functions.agent.PollPace;
import io.dynamicaccounts.functions.credential.StoredBeforeConfigured;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.transition.WriteContext;
import io.dynamicaccounts.functions.zone.RosterChanges;

/**
 * The components from which the functions of one control plane are built. Every component that keeps something
 * between two calls is here, once. A component that keeps nothing is created by each function for itself.
 *
 * @param migrationSource the credential source from which accounts are migrated: stored credentials before configured ones
 * @param configured the credential source that the deployment configures
 * @param pace remembers the size of the fleet from one poll or report to the next
 */
public record SharedComponents(
        WriteContext context,
        DefinitionEncryption encryption,
        CredentialSource migrationSource,
        CredentialSource configured,
        Settings settings,
        ScanSettings scan,
        RosterChanges rosterChanges,
        PollPace pace) {

    /** Builds the shared components from the components of a deployment. */
    static SharedComponents of(ControlPlane.Components components) {
        Store store = components.store();
        Settings settings = components.settings();
        CredentialSource configured = components.source();
        WriteContext context = WriteContext.create(
                store,
                components.parallel(),
                settings.timing(),
                components.listener(),
                components.tokens(),
                components.clock());
        return new SharedComponents(
                context,
                components.encryption(),
                new StoredBeforeConfigured(store.credentials(), components.encryption(), configured),
                configured,
                settings,
                components.scan(),
                new RosterChanges(
                        store.zones(), store.heartbeats(), store.installations(), settings, components.clock()),
                new PollPace(store.sweepMarks(), settings, components.clock()));
    }

    /** Returns the store that the functions read and write. */
    public Store store() {
        return context.store();
    }
}
