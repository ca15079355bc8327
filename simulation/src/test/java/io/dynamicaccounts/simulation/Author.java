package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Draws a script: most are small, so that there can be many; what needs many agents, hours or weeks is rare. */
final class Author {

    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l");

    private enum Kind {
        PLAIN,
        /** All about one account, within minutes. */
        DENSE,
        /** Up to five agents in a zone, up to a dozen accounts. */
        WIDE,
        /** Long enough for the sweep to be away for an hour, and for clusters to be down for hours. */
        LONG,
        /** So long that whatever only ever rises becomes too high. */
        WEEKS
    }

    /** A story of its own, beside which little else is done. */
    private enum Plot {
        NONE,
        LEAVE,
        LOSE_OFTEN,
        UNDECLARE,
        LEAVE_BEHIND,
        TAKE_OVER
    }

    private final long seed;
    private final Draw draw;
    private final Configurations configurations;
    private final Kind kind;
    private final Map<String, String> zones = new TreeMap<>();

    Author(long seed) {
        this.seed = seed;
        this.draw = new Draw(seed);
        this.configurations = new Configurations(draw);
        this.kind = draw.oneIn(60)
                ? Kind.WEEKS
                : draw.oneIn(30) ? Kind.LONG : draw.oneIn(12) ? Kind.WIDE : draw.oneIn(3) ? Kind.DENSE : Kind.PLAIN;
    }

    Script write() {
        int zoneCount = kind == Kind.WEEKS ? 1 : draw.between(1, kind == Kind.WIDE ? 2 : 3);
        for (int zone = 1; zone <= zoneCount; zone++) {
            people(zone);
        }
        List<String> accounts = NAMES.subList(
                0,
                switch (kind) {
                    case DENSE -> 1;
                    case PLAIN, LONG -> draw.between(2, 4);
                    case WIDE -> draw.between(5, NAMES.size());
                    case WEEKS -> draw.between(1, 2);
                });
        Duration trouble = Duration.ofMinutes(
                switch (kind) {
                    case PLAIN, WIDE -> draw.between(5, 12);
                    case DENSE -> 3;
                    case LONG -> draw.oneIn(3) ? 300 : 80;
                    case WEEKS -> Duration.ofDays(draw.between(7, 14)).toMinutes();
                });
        Duration recovery = kind == Kind.WEEKS ? configurations.someRecovery() : configurations.recovery();
        Plot plot = plot(zoneCount, accounts.size());
        if (plot == Plot.LEAVE_BEHIND) {
            recovery = Duration.ofSeconds(60);
        }
        boolean rollsOut = kind != Kind.WEEKS && plot == Plot.NONE && draw.oneIn(5);
        Settings settings = settings(plot, rollsOut, recovery);
        Optional<Settings> later = plot == Plot.TAKE_OVER
                ? Optional.of(configurations.hasty(recovery))
                : rollsOut ? Optional.of(configurations.other(recovery)) : Optional.empty();
        Optional<String> gone =
                draw.oneIn(4) ? Optional.of(draw.pick(agents())).filter(this::hasNeighbours) : Optional.empty();
        var everyAccount = new ArrayList<>(accounts);
        zones.values().stream().distinct().map(Script::declaredIn).forEach(everyAccount::add);
        return new Script(
                seed,
                settings,
                recovery,
                zones,
                accounts,
                plot == Plot.LEAVE_BEHIND
                        ? Optional.of(accounts.getLast())
                        : draw.oneIn(8) ? Optional.of(draw.pick(accounts)) : Optional.empty(),
                draw.oneIn(4) ? Optional.of(new Pair(draw.pick(agents()), draw.pick(everyAccount))) : Optional.empty(),
                draw.oneIn(6) ? Optional.of("z" + zoneCount) : Optional.empty(),
                gone,
                trouble,
                deeds(accounts, settings, later, gone, plot, trouble));
    }

    private Plot plot(int zoneCount, int accountCount) {
        if (kind == Kind.WEEKS || kind == Kind.LONG) {
            return Plot.NONE;
        }
        return switch (draw.below(30)) {
            case 0, 1, 2, 3 -> zoneCount > 1 ? Plot.LEAVE : Plot.NONE;
            case 4, 5, 12 -> Plot.LOSE_OFTEN;
            case 6, 7 -> Plot.UNDECLARE;
            case 8, 9 -> zoneCount > 1 && accountCount > 1 ? Plot.LEAVE_BEHIND : Plot.NONE;
            case 10, 11 -> Plot.TAKE_OVER;
            default -> Plot.NONE;
        };
    }

    private Settings settings(Plot plot, boolean rollsOut, Duration recovery) {
        if (kind == Kind.WEEKS) {
            return configurations.slow(recovery);
        }
        return switch (plot) {
            case LEAVE, UNDECLARE -> configurations.prompt(recovery);
            case LEAVE_BEHIND -> configurations.seldom(recovery);
            case TAKE_OVER -> configurations.patient(recovery);
            case NONE, LOSE_OFTEN ->
                rollsOut && draw.oneIn(2) ? configurations.patient(recovery) : configurations.usual(recovery);
        };
    }

    private void people(int zone) {
        int count = switch (kind) {
            case WIDE -> draw.between(2, 5);
            case WEEKS -> draw.between(1, 2);
            default -> draw.between(1, 3);
        };
        for (int agent = 1; agent <= count; agent++) {
            zones.put("agent-" + zone + agent, "z" + zone);
        }
    }

    private boolean hasNeighbours(String agent) {
        return zones.values().stream().filter(zones.get(agent)::equals).count() > 1;
    }

    private List<String> agents() {
        return List.copyOf(zones.keySet());
    }

    private List<Deed> deeds(
            List<String> accounts,
            Settings settings,
            Optional<Settings> later,
            Optional<String> gone,
            Plot plot,
            Duration trouble) {
        var author = new DeedAuthor(draw, zones, accounts, kind == Kind.LONG);
        var deeds = new ArrayList<Deed>();
        for (String account : accounts) {
            deeds.add(new Deed(draw.upTo(30), author.ask(Deed.Wish.PROVISION, account)));
            deeds.add(new Deed(draw.upTo(60), author.ask(Deed.Wish.ACTIVATE, account)));
        }
        for (String agent : agents()) {
            if (draw.oneIn(4)) {
                deeds.add(new Deed(draw.upTo(60), new Deed.Declare(agent, true)));
            }
        }
        var plots = new Plots(draw, zones, trouble, deeds);
        if (kind == Kind.WEEKS) {
            accounts.forEach(plots::lossesDaysApart);
        }
        int count = switch (kind) {
            case WEEKS -> draw.between(2, 8);
            case WIDE -> draw.between(30, 110);
            default -> plot == Plot.NONE ? draw.between(20, 99) : draw.below(20);
        };
        String account = accounts.getFirst();
        switch (plot) {
            case NONE -> {}
            case LEAVE -> plots.leave(account, zones.containsValue("z3") && draw.oneIn(2));
            case LOSE_OFTEN -> plots.loseOften(account);
            case UNDECLARE -> plots.undeclare();
            case LEAVE_BEHIND -> plots.leaveBehind(account, accounts.getLast());
            case TAKE_OVER -> plots.takeOver(account, later.orElseThrow());
        }
        for (int i = 0; i < count; i++) {
            deeds.add(new Deed(draw.within(trouble), draw.oneIn(2) ? author.trouble() : author.what()));
        }
        later.filter(_ -> plot == Plot.NONE).ifPresent(to -> plots.rollOut(settings, to));
        if (draw.oneIn(12)) {
            plots.adopt();
        }
        if (draw.oneIn(10)) {
            plots.hang(draw.pick(accounts));
        }
        gone.ifPresent(agent -> plots.forsake(agent, draw.pick(accounts)));
        if (plot == Plot.NONE && kind != Kind.WEEKS) {
            deeds.addAll(credentials(accounts, trouble));
        }
        deeds.sort(Comparator.comparing(Deed::at));
        return List.copyOf(deeds);
    }

    /** Drawn apart, so that everything else in a script is as it was before there were credentials. */
    private List<Deed> credentials(List<String> accounts, Duration trouble) {
        var apart = new Draw(~seed);
        var author = new DeedAuthor(apart, zones, accounts, kind == Kind.LONG);
        return Stream.generate(() -> new Deed(apart.within(trouble), author.credential()))
                .limit(apart.oneIn(2) ? apart.below(6) : 0)
                .toList();
    }
}
