package io.dynamicaccounts.functions;

import io.dynamicaccounts.functions.agent.PollPace;
import io.dynamicaccounts.functions.credential.StoredCredentials;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.OrderedSources;
import io.dynamicaccounts.functions.definition.ReferenceResolver;
import io.dynamicaccounts.functions.definition.SingleSource;
import io.dynamicaccounts.functions.definition.StartHint;
import io.dynamicaccounts.functions.operator.DueIntents;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.sweep.Sweep;
import io.dynamicaccounts.functions.transition.WriteContext;
import io.dynamicaccounts.functions.zone.RosterChanges;
import java.util.ArrayList;

/**
 * The components from which the functions of one control plane are built. Every component that keeps something
 * between two calls is here, once. A component that keeps nothing is created by each function for itself.
 *
 * @param migrationSource the sources from which accounts are migrated: stored credentials before configured sources
 * @param configured the credential source that the deployment configures
 * @param pace remembers the size of the fleet from one poll or report to the next
 */
public record SharedComponents(
        WriteContext context,
        DefinitionEncryption encryption,
        ReferenceResolver references,
        CredentialSource migrationSource,
        CredentialSource configured,
        Settings settings,
        ScanSettings scan,
        Interceptor interceptor,
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
                components.references(),
                migrationSource(components),
                configured,
                settings,
                components.scan(),
                components.interceptor(),
                new RosterChanges(
                        store.zones(), store.heartbeats(), store.installations(), settings, components.clock()),
                new PollPace(store.sweepMarks(), settings, components.clock()));
    }

    private static CredentialSource migrationSource(ControlPlane.Components components) {
        var sources = new ArrayList<SingleSource>();
        sources.add(
                new StoredCredentials(components.store().credentials(), components.encryption(), components.clock()));
        sources.addAll(components.source().singles());
        return new OrderedSources(sources);
    }

    /** Returns what the sweep carries out besides the work on accounts. */
    public Sweep.FurtherWork furtherWork() {
        return new DueIntents(this);
    }

    /** Returns the hints about what agents cannot use. */
    public StartHint hints() {
        return new StartHint(references.allowed());
    }

    /** Returns the store that the functions read and write. */
    public Store store() {
        return context.store();
    }
}
