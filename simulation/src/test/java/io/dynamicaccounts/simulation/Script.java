package io.dynamicaccounts.simulation;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.lifecycle.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * A run before it is run: who there is, and everything that will be done or go wrong.
 *
 * @param seed of every choice that the script leaves open
 * @param zones of each agent
 * @param accounts those that operators ask for
 * @param unreachable an account whose cluster nobody ever reaches
 * @param deadZone a zone without agents when all is well again
 * @param trouble how long things go wrong
 */
record Script(
        long seed,
        Settings settings,
        Map<String, String> zones,
        List<String> accounts,
        Optional<String> unreachable,
        Optional<String> deadZone,
        Duration trouble,
        List<Deed> deeds) {

    /** The static account that agents of this zone may declare. */
    static String declaredIn(String zone) {
        return "declared-in-" + zone;
    }

    /** The same without some of its deeds. */
    Script with(List<Deed> fewer) {
        return new Script(seed, settings, zones, accounts, unreachable, deadZone, trouble, fewer);
    }

    static Script of(long seed) {
        return new Author(new Random(seed * 0x9E3779B97F4A7C15L)).write(seed);
    }

    private enum Kind {
        PLAIN,
        /** All about one account, within minutes. */
        DENSE,
        /** Long enough for the sweep to be away for an hour. */
        LONG
    }

    /** Draws a script. */
    private static final class Author {
        private final Random random;

        private Author(Random random) {
            this.random = random;
        }

        Script write(long seed) {
            var zones = new TreeMap<String, String>();
            int zoneCount = 1 + random.nextInt(3);
            for (int zone = 1; zone <= zoneCount; zone++) {
                int agents = 1 + random.nextInt(3);
                for (int agent = 1; agent <= agents; agent++) {
                    zones.put("agent-" + zone + agent, "z" + zone);
                }
            }
            Kind kind = random.nextInt(25) == 0 ? Kind.LONG : random.nextInt(3) == 0 ? Kind.DENSE : Kind.PLAIN;
            List<String> accounts =
                    List.of("a", "b", "c", "d").subList(0, kind == Kind.DENSE ? 1 : 2 + random.nextInt(3));
            Duration trouble = Duration.ofMinutes(
                    switch (kind) {
                        case PLAIN -> 5 + random.nextInt(8);
                        case DENSE -> 3;
                        case LONG -> 80;
                    });
            var deeds = new ArrayList<Deed>();
            for (String account : accounts) {
                deeds.add(new Deed(seconds(30), ask(Deed.Wish.PROVISION, account, zones)));
                deeds.add(new Deed(seconds(60), ask(Deed.Wish.ACTIVATE, account, zones)));
            }
            for (String agent : zones.keySet()) {
                if (random.nextInt(4) == 0) {
                    deeds.add(new Deed(seconds(60), new Deed.Declare(agent, true)));
                }
            }
            int count = 20 + random.nextInt(80);
            for (int i = 0; i < count; i++) {
                deeds.add(new Deed(
                        Duration.ofMillis(random.nextLong(trouble.toMillis())),
                        random.nextInt(2) == 0 ? trouble() : what(zones, accounts, kind)));
            }
            deeds.sort(Comparator.comparing(Deed::at));
            return new Script(
                    seed,
                    settings(),
                    zones,
                    accounts,
                    random.nextInt(8) == 0 ? Optional.of(pick(accounts)) : Optional.empty(),
                    random.nextInt(6) == 0 ? Optional.of("z" + zoneCount) : Optional.empty(),
                    trouble,
                    List.copyOf(deeds));
        }

        private Settings settings() {
            Duration poll = Duration.ofSeconds(List.of(5, 10, 10, 20).get(random.nextInt(4)));
            Duration timeout = Duration.ofSeconds(Math.max(3 * poll.toSeconds(), random.nextBoolean() ? 30 : 60));
            var timing = new Timing(
                    1 + random.nextInt(4),
                    Duration.ofSeconds(5 + random.nextInt(20)),
                    Duration.ofSeconds(60 + random.nextInt(200)),
                    poll);
            return new Settings(
                    timing, timeout, Duration.ofSeconds(random.nextBoolean() ? 15 : 60), 500, Duration.ofDays(30));
        }

        private Deed.What what(Map<String, String> zones, List<String> accounts, Kind kind) {
            String agent = pick(List.copyOf(zones.keySet()));
            String account = pick(accounts);
            String zone = zones.get(agent);
            String any = random.nextInt(4) == 0 ? declaredIn(zone) : account;
            return switch (random.nextInt(36)) {
                case 0, 1 -> new Deed.Start(agent);
                case 2 -> new Deed.Crash(agent);
                case 3 -> new Deed.End(agent);
                case 4, 5 -> new Deed.Pause(agent, upTo(random.nextBoolean() ? 20 : 240));
                case 6, 7 -> new Deed.Partition(agent, upTo(random.nextBoolean() ? 20 : 240));
                case 8 -> new Deed.Declare(agent, random.nextInt(3) > 0);
                case 33, 34 -> new Deed.ChangeDeclared(zone);
                case 35 -> ask(Deed.Wish.REASSIGN, any, zones);
                case 9 -> new Deed.BadNetwork(10 + random.nextInt(60), upTo(90));
                case 10, 11 -> new Deed.SlowFunctions(upTo(90));
                case 12 -> new Deed.Outage(upTo(random.nextInt(3) == 0 ? 300 : 30));
                case 13 -> new Deed.ClusterDown(any, upTo(120));
                case 14 -> new Deed.StuckStops(any, upTo(180));
                case 15 -> new Deed.ExtraSweep();
                case 16 -> new Deed.NoSweeps(upTo(kind == Kind.LONG ? 4000 : 300));
                case 17 -> new Deed.Disconnect(agent);
                case 18, 19 -> ask(Deed.Wish.PROVISION, account, zones);
                case 20 -> ask(Deed.Wish.MIGRATE, account, zones);
                case 21, 22, 23, 24, 25 -> ask(Deed.Wish.ACTIVATE, any, zones);
                case 26, 27 -> ask(Deed.Wish.DEACTIVATE, any, zones);
                case 28, 29 -> ask(Deed.Wish.DELETE, any, zones);
                case 30, 31 -> ask(Deed.Wish.REDEFINE, account, zones);
                default -> ask(Deed.Wish.REASSIGN, account, zones);
            };
        }

        /** Functions make few store calls, so early ones are likelier. */
        private Deed.Trouble trouble() {
            return new Deed.Trouble(
                    pick(List.of(Deed.Victim.values())),
                    1 + Math.min(random.nextInt(16), random.nextInt(16)),
                    pick(List.of(Deed.Mode.values())));
        }

        private Deed.Ask ask(Deed.Wish wish, String account, Map<String, String> zones) {
            String zone = random.nextInt(3) == 0 ? "" : pick(List.copyOf(zones.values()));
            boolean names = (wish == Deed.Wish.ACTIVATE && random.nextInt(5) < 2)
                    || wish == Deed.Wish.PROVISION
                    || wish == Deed.Wish.MIGRATE;
            return new Deed.Ask(wish, account, names ? zone : "", random.nextInt(5) == 0);
        }

        private Duration upTo(int seconds) {
            return Duration.ofMillis(500 + random.nextInt(seconds * 1000));
        }

        private Duration seconds(int most) {
            return Duration.ofMillis(random.nextInt(most * 1000));
        }

        private <T> T pick(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }
    }
}
