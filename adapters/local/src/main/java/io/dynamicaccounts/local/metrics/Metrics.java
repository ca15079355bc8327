package io.dynamicaccounts.local.metrics;

import io.dynamicaccounts.functions.account.VisibleState;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.local.metrics.PrometheusText.FamilyType;
import io.dynamicaccounts.local.metrics.PrometheusText.Label;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything that this process counts.
 *
 * @param accounts asked at each scrape: how many there are in each state; empty where the store cannot tell
 * @param agents asked at each scrape: how many live in each zone
 */
public record Metrics(
        String version,
        LifecycleMeter lifecycle,
        RequestMeter requests,
        PollMeter polls,
        SweepMeter sweeps,
        Optional<Supplier<Map<VisibleState, Long>>> accounts,
        Supplier<Map<ZoneId, Long>> agents) {

    /** What {@link #scrape} is, for the header of the response. */
    public static final String CONTENT_TYPE = PrometheusText.CONTENT_TYPE;

    /**
     * The present values, in Prometheus' text format.
     *
     * @throws io.dynamicaccounts.functions.store.StoreUnavailable when the store does not answer
     */
    public String scrape() {
        Optional<Map<VisibleState, Long>> byState = accounts.map(Supplier::get);
        Map<ZoneId, Long> byZone = agents.get();
        var text = new PrometheusText();
        text.family("dynamic_accounts_build_info", FamilyType.GAUGE, "Which build this is.")
                .sample("dynamic_accounts_build_info", 1, new Label("version", version));
        byState.ifPresent(counts -> write(counts, text));
        text.family("dynamic_accounts_agents", FamilyType.GAUGE, "Agents with a fresh heartbeat, by zone.");
        byZone.forEach((zone, count) -> text.sample("dynamic_accounts_agents", count, new Label("zone", zone.value())));
        lifecycle.write(text);
        polls.write(text);
        sweeps.write(text);
        requests.write(text);
        RuntimeGauges.write(text);
        return text.toString();
    }

    private static void write(Map<VisibleState, Long> byState, PrometheusText text) {
        text.family("dynamic_accounts_accounts", FamilyType.GAUGE, "Accounts, by state.");
        Arrays.stream(VisibleState.values())
                .forEach(state -> text.sample(
                        "dynamic_accounts_accounts",
                        byState.getOrDefault(state, 0L),
                        new Label("state", state.code())));
    }
}
