package io.dynamicaccounts.functions.zone;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Declarations.Declaration;
import io.dynamicaccounts.functions.store.Store;
import io.dynamicaccounts.functions.store.Zone;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The declarations of a zone's agents at the time of reading. */
public record ZoneDeclarations(Zone zone, List<Declaration> declarations) {

    /**
     * Reads the declarations first and then the zone: an agent that is missing in the later roster has gone, and is
     * not an agent that is about to join.
     */
    public static ZoneDeclarations read(ZoneId zone, Store store) {
        List<Declaration> declarations = store.declarations().inZone(zone);
        return new ZoneDeclarations(store.zones().find(zone), declarations);
    }

    /**
     * Returns whether the declarations show which accounts no agent declares: the zone has a live agent, and each
     * live agent has sent its list since its registration.
     */
    boolean isComplete() {
        Set<Long> sent = declarations.stream().map(Declaration::registration).collect(Collectors.toSet());
        return zone.hasLiveAgents() && !declarations.isEmpty() && sent.containsAll(zone.registrations());
    }

    List<Declaration> ofLiveAgents() {
        return declarations.stream()
                .filter(declaration -> zone.registrations().contains(declaration.registration()))
                .toList();
    }

    List<Declaration> ofDepartedAgents() {
        return declarations.stream()
                .filter(declaration -> !zone.registrations().contains(declaration.registration()))
                .toList();
    }

    /**
     * Returns the names that live agents declare, refused names included: an account is not withdrawn while a list
     * names it.
     */
    Set<AccountName> declaredNames() {
        Set<AccountName> named = new TreeSet<>();
        ofLiveAgents().forEach(declaration -> named.addAll(declaration.names()));
        return named;
    }

    /**
     * Returns the names that some agent does not declare any more, or that an agent declared that has gone itself.
     */
    Set<AccountName> withdrawalCandidates() {
        Set<AccountName> candidates = new TreeSet<>();
        declarations.forEach(declaration -> candidates.addAll(declaration.dropped()));
        ofDepartedAgents().forEach(declaration -> candidates.addAll(declaration.names()));
        return candidates;
    }

    /** Returns the names that no live agent declares any more. */
    public Set<AccountName> undeclaredNames() {
        Set<AccountName> undeclared = withdrawalCandidates();
        undeclared.removeAll(declaredNames());
        return undeclared;
    }

    /**
     * Returns the live agent whose definition counts where several agents declare one account differently: the agent
     * with the lowest id among those to which the account was not refused.
     */
    public Optional<AgentId> decidingAgent(AccountName account) {
        return permittedAndNaming(List.of(account)).stream()
                .map(Declaration::agent)
                .min(Comparator.naturalOrder());
    }

    /**
     * Returns the declarations of live agents that name one of these accounts and to which that account was not
     * refused.
     */
    List<Declaration> permittedAndNaming(Collection<AccountName> accounts) {
        return ofLiveAgents().stream()
                .filter(declaration -> accounts.stream().anyMatch(declaration::permits))
                .toList();
    }

    /**
     * Returns whether some agent declares the account and it was refused to every agent that declares it. The
     * declaration of an agent that has gone counts until the withdrawal has deleted it.
     */
    public boolean isRefused(AccountName account) {
        return declarations.stream()
                        .anyMatch(declaration -> declaration.refused().contains(account))
                && declarations.stream().noneMatch(declaration -> declaration.permits(account));
    }
}
