package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.account.Account;
import io.dynamicaccounts.functions.account.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Who lives when nothing goes wrong any more, and reaches which clusters. */
final class Living {

    private final Script script;
    private final Fleet fleet;

    Living(Script script, Fleet fleet) {
        this.script = script;
        this.fleet = fleet;
    }

    List<AgentProcess> everywhere() {
        return fleet.living();
    }

    List<AgentProcess> in(String zone) {
        return fleet.livingIn(zone);
    }

    List<AgentProcess> in(Collection<String> zones) {
        return zones.stream().flatMap(zone -> in(zone).stream()).toList();
    }

    /** Those of a zone that can reach the account's cluster. */
    List<AgentProcess> reaching(String zone, String account) {
        return in(zone).stream()
                .filter(process -> !script.neverReaches(process.agent(), account))
                .toList();
    }

    /** The zones where an account may be started. */
    Collection<String> zonesFor(Account account) {
        boolean looking = !account.zonePinned() && account.dynamic();
        return looking
                ? new TreeSet<>(script.zones().values())
                : account.zone().map(ZoneId::value).stream().toList();
    }

    /** The zone whose agents declare this static account. */
    Optional<String> zoneThatDeclares(String account) {
        return script.zones().values().stream()
                .filter(zone -> Script.declaredIn(zone).equals(account))
                .findFirst();
    }

    /** Whether some process cannot let go of it for as long as it lives. */
    boolean hangs(String account) {
        return fleet.living().stream().anyMatch(process -> process.hangs(account));
    }
}
