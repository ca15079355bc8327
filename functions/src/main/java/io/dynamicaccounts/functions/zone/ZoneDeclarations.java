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

/** What the agents of a zone declare, as it was read. */
public record ZoneDeclarations(Zone zone, List<Declaration> declarations) {

    /** The declarations are read first: who is not in a roster read later has gone, and is not one that only comes. */
    public static ZoneDeclarations read(ZoneId zone, Store store) {
        List<Declaration> declarations = store.declarations().inZone(zone);
        return new ZoneDeclarations(store.zones().find(zone), declarations);
    }

    /** Whether it says what nobody declares: an agent lives, and each has sent its list since it registered. */
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

    /** What live agents declare, also what was refused to them: a list that goes on naming an account withdraws nothing. */
    Set<AccountName> declaredNames() {
        Set<AccountName> named = new TreeSet<>();
        ofLiveAgents().forEach(declaration -> named.addAll(declaration.names()));
        return named;
    }

    /** What some agent does not declare any more, be it that it has gone itself. */
    Set<AccountName> withdrawalCandidates() {
        Set<AccountName> suspects = new TreeSet<>();
        declarations.forEach(declaration -> suspects.addAll(declaration.dropped()));
        ofDepartedAgents().forEach(declaration -> suspects.addAll(declaration.names()));
        return suspects;
    }

    /** What nobody declares any more. */
    public Set<AccountName> undeclaredNames() {
        Set<AccountName> unnamed = withdrawalCandidates();
        unnamed.removeAll(declaredNames());
        return unnamed;
    }

    /**
     * The live agent whose definition counts where several declare one account differently: the one with the lowest id of those to
     * which it was not refused.
     */
    public Optional<AgentId> decidingAgent(AccountName account) {
        return permittedAndNaming(List.of(account)).stream()
                .map(Declaration::agent)
                .min(Comparator.naturalOrder());
    }

    /** The declarations of live agents that name one of these, which was not refused to them. */
    List<Declaration> permittedAndNaming(Collection<AccountName> accounts) {
        return ofLiveAgents().stream()
                .filter(declaration -> accounts.stream().anyMatch(declaration::permits))
                .toList();
    }

    /** Whether it was refused to everybody who declares it, and somebody does; what one that has gone declared counts until it is settled. */
    public boolean isRefused(AccountName account) {
        return declarations.stream()
                        .anyMatch(declaration -> declaration.refused().contains(account))
                && declarations.stream().noneMatch(declaration -> declaration.permits(account));
    }
}
