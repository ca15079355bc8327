package io.dynamicaccounts.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Draws what is done, and what goes wrong. */
final class DeedAuthor {

    private static final int HOURS = 4 * 3600;

    private final Draw draw;
    private final Map<String, String> zones;
    private final List<String> accounts;
    private final boolean hasHours;

    /** @param hasHours whether there is time for what lasts hours */
    DeedAuthor(Draw draw, Map<String, String> zones, List<String> accounts, boolean hasHours) {
        this.draw = draw;
        this.zones = zones;
        this.accounts = accounts;
        this.hasHours = hasHours;
    }

    Deed.What what() {
        String agent = draw.pick(List.copyOf(zones.keySet()));
        String account = draw.pick(accounts);
        String zone = zones.get(agent);
        String any = draw.oneIn(4) ? Script.declaredIn(zone) : account;
        return switch (draw.below(45)) {
            case 0, 1 -> new Deed.Start(agent);
            case 2 -> new Deed.Crash(agent);
            case 3 -> new Deed.End(agent);
            case 4, 5 -> new Deed.Pause(agent, draw.upToOr(20, 2, 240));
            case 6, 7 -> new Deed.Partition(agent, draw.upToOr(20, 2, 240));
            case 8 -> new Deed.Declare(agent, !draw.oneIn(3));
            case 9 -> new Deed.BadNetwork(draw.between(10, 69), draw.upTo(90));
            case 10, 11 -> new Deed.SlowFunctions(draw.upTo(90));
            case 12 -> new Deed.Outage(draw.upToOr(30, 3, 300));
            case 13 -> new Deed.ClusterDown(any, hours(120));
            case 14 -> new Deed.StuckStops(any, draw.upTo(180));
            case 15 -> new Deed.ExtraSweep();
            case 16 -> new Deed.NoSweeps(draw.upTo(hasHours ? 4000 : 300));
            case 17 -> new Deed.Disconnect(agent);
            case 18, 19 -> ask(Deed.Wish.PROVISION, account);
            case 20 -> ask(Deed.Wish.MIGRATE, account);
            case 21, 22, 23, 24, 25 -> ask(Deed.Wish.ACTIVATE, any);
            case 26, 27 -> ask(Deed.Wish.DEACTIVATE, any);
            case 28, 29 -> ask(Deed.Wish.DELETE, any);
            case 30, 31 -> ask(Deed.Wish.REDEFINE, account);
            case 32 -> ask(Deed.Wish.REASSIGN, account);
            case 33, 34 -> new Deed.ChangeDeclared(zone);
            case 35 -> ask(Deed.Wish.REASSIGN, any);
            case 36, 37, 38 -> new Deed.ClusterDownFor(agent, any, hours(180));
            case 39 -> new Deed.HangingStops(agent, any, hours(400), draw.oneIn(2));
            case 40 -> new Deed.DeclareDifferently(agent);
            case 42 -> new Deed.EarlierVersion(draw.between(20, 100), hours(300));
            case 41 -> new Deed.LaggingIndex(draw.upTo(8), draw.upTo(120));
            default -> new Deed.PagedReads(draw.upTo(120));
        };
    }

    private Duration hours(int otherwiseSeconds) {
        return hasHours ? draw.upToOr(otherwiseSeconds, 2, HOURS) : draw.upTo(otherwiseSeconds);
    }

    /** Functions make few store calls, so early ones are likelier. */
    Deed.Trouble trouble() {
        return new Deed.Trouble(
                draw.pick(List.of(Deed.Victim.values())),
                1 + Math.min(draw.below(16), draw.below(16)),
                draw.pick(List.of(Deed.Mode.values())));
    }

    /** An operator stores or deletes a credential. */
    Deed.Ask credential() {
        return ask(draw.oneIn(3) ? Deed.Wish.DELETE_CREDENTIAL : Deed.Wish.STORE_CREDENTIAL, draw.pick(accounts));
    }

    Deed.Ask ask(Deed.Wish wish, String account) {
        String zone = draw.oneIn(3) ? "" : draw.pick(List.copyOf(zones.values()));
        boolean names = switch (wish) {
            case ACTIVATE -> draw.below(5) < 2;
            case PROVISION, MIGRATE -> true;
            case DEACTIVATE, DELETE, REDEFINE, REASSIGN, STORE_CREDENTIAL, DELETE_CREDENTIAL -> false;
        };
        return new Deed.Ask(wish, account, names ? zone : "", draw.oneIn(5));
    }
}
