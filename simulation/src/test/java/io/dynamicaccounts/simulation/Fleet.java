package io.dynamicaccounts.simulation;

import io.dynamicaccounts.agent.AgentEnd;
import io.dynamicaccounts.agent.AgentIdentity;
import io.dynamicaccounts.agent.protocol.ControlPlaneClient;
import io.dynamicaccounts.functions.account.Account;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;

/** All processes of all agents. */
final class Fleet {

    private final Timeline timeline;
    private final Story story;
    private final Weather weather;
    private final Script script;
    private final Declared declared;
    private final BiFunction<String, Random, ControlPlaneClient> wires;
    private final Random random;
    private final List<AgentProcess> living = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, AgentProcess> newest = new LinkedHashMap<>();

    /** @param wires to the control plane, by agent */
    Fleet(
            Timeline timeline,
            Story story,
            Weather weather,
            Script script,
            Declared declared,
            BiFunction<String, Random, ControlPlaneClient> wires,
            Random random) {
        this.timeline = timeline;
        this.story = story;
        this.weather = weather;
        this.script = script;
        this.declared = declared;
        this.wires = wires;
        this.random = random;
    }

    void start(String agent) {
        int number = numbers.merge(agent, 1, Integer::sum);
        var identity = new AgentIdentity(agent, script.zones().get(agent));
        String name = agent + "." + number;
        var process = new AgentProcess(
                timeline,
                identity,
                number,
                declared.by(agent),
                wires.apply(agent, new Random(random.nextLong())),
                weather,
                new Random(random.nextLong()),
                Duration.ofSeconds(random.nextInt(1_200) - 600),
                ending -> ended(name, ending));
        living.removeIf(each -> !each.lives());
        living.add(process);
        newest.put(agent, process);
        story.tell(name, "begins");
        process.begin();
    }

    private void ended(String name, AgentEnd ending) {
        story.tell(name, "ends: " + ending);
        if (ending.reason() == AgentEnd.Reason.BROKEN) {
            throw new Broken("an agent has no fault of its own", name + " " + ending.detail());
        }
    }

    /** Those that live. */
    List<AgentProcess> living() {
        return living.stream().filter(AgentProcess::lives).toList();
    }

    List<AgentProcess> livingOf(String agent) {
        return living().stream()
                .filter(process -> process.agent().equals(agent))
                .toList();
    }

    List<AgentProcess> livingIn(String zone) {
        return living().stream().filter(process -> process.zone().equals(zone)).toList();
    }

    /** The one that began last, be it that it lives no more. */
    Optional<AgentProcess> newestOf(String agent) {
        return Optional.ofNullable(newest.get(agent));
    }

    /**
     * One process of each agent, as a supervisor would see to; none where the zone is to be dead, or the agent gone.
     */
    void keepAlive() {
        script.zones().forEach((agent, zone) -> {
            List<AgentProcess> processes = livingOf(agent);
            if (script.deadZone().filter(zone::equals).isPresent()
                    || script.gone().filter(agent::equals).isPresent()) {
                processes.forEach(AgentProcess::kill);
            } else if (processes.isEmpty()) {
                start(agent);
            }
        });
    }

    /** What must hold at every moment: of each account, at most one process may cache it by its own rules. */
    void check() {
        var cachers = new HashMap<String, AgentProcess>();
        for (AgentProcess process : living) {
            for (String account : process.cached()) {
                AgentProcess other = cachers.put(account, process);
                if (other != null) {
                    throw new Broken(
                            "at most one agent may cache an account",
                            account + " by " + other.name() + " and " + process.name());
                }
            }
        }
    }

    /** An account is only said to be stopped when no agent of its zone that was there all along watches it. */
    void nobodyWatches(Account before, Set<String> sessions) {
        String account = before.name().value();
        living().stream()
                .filter(process -> sessions.contains(process.session()))
                .filter(process -> process.watched().stream()
                        .anyMatch(watch -> watch.target().account().equals(account)))
                .findFirst()
                .ifPresent(process -> {
                    throw new Broken("a stop is not over before every agent let go", before + " at " + process.name());
                });
    }
}
