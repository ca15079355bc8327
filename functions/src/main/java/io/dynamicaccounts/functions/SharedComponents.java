package io.dynamicaccounts.functions;

import io.dynamicaccounts.functions.agent.PollPace;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.transition.WriteContext;
import io.dynamicaccounts.functions.zone.RosterChanges;

/**
 * What the functions of one control plane are put together from. Whatever keeps something between two calls is here,
 * once; what keeps nothing each function makes for itself.
 *
 * @param source what accounts are migrated from
 * @param pace remembers the size of the fleet from one poll or report to the next
 */
public record SharedComponents(
        WriteContext context,
        DefinitionEncryption encryption,
        CredentialSource source,
        Settings settings,
        RosterChanges rosterChanges,
        PollPace pace) {

    /** Puts the shared components together over what a deployment gives. */
    static SharedComponents of(ControlPlane.Components components) {
        Store store = components.store();
        Settings settings = components.settings();
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
                components.source(),
                settings,
                new RosterChanges(
                        store.zones(), store.heartbeats(), store.installations(), settings, components.clock()),
                new PollPace(store.sweepMarks(), settings, components.clock()));
    }

    /** Returns the store that the functions read and write. */
    public Store store() {
        return context.store();
    }
}
