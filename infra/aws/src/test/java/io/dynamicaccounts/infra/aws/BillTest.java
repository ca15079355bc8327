package io.dynamicaccounts.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.aws.LambdaConfiguration;
import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.functions.agent.PollPace;
import io.dynamicaccounts.functions.lifecycle.Timing;
import io.dynamicaccounts.infra.aws.Bill.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the deployment costs a month, and that the document says so. */
class BillTest {

    private static final Path DOCUMENT = Path.of("README.md");
    private static final String BEGIN =
            "| dollars a month | 1,000 agents | 10,000 agents | 100,000 agents |\n|---|---|---|---|\n";

    private final Settings settings = LambdaConfiguration.read(Template.read().environment("AgentsFunction"))
            .configuration()
            .settings();
    private final Duration poll = settings.timing().pollInterval();

    @Test
    void a_thousand_agents_stay_under_150_dollars() {
        assertThat(polling(1_000, poll, Gateway.FUNCTION_URL).total()).isLessThan(150);
    }

    /** What an idle poll takes of the table is asserted where it is measured, and counted here. */
    @Test
    void the_bill_counts_a_poll_as_it_was_measured() {
        assertThat(TextFile.read("..", "..", "docs", "costs.md"))
                .contains("| idle poll | 1 write and 1 read; 1 WCU and 1 RCU | 1 write and 1 read; 1 WCU and 1 RCU |");
    }

    @Test
    void the_bill_counts_every_metric_that_an_alarm_watches() {
        Template template = Template.read();
        assertThat(template.ofType("AWS::CloudWatch::Alarm").stream()
                        .filter(template::exists)
                        .map(template::properties)
                        .mapToLong(alarm -> !(alarm.get("Metrics") instanceof List<?> queries)
                                ? 1
                                : queries.stream()
                                        .filter(query -> Template.map(query).containsKey("MetricStat"))
                                        .count())
                        .sum())
                .isEqualTo(Bill.ALARM_METRICS);
    }

    @Test
    void the_document_says_what_was_computed() throws IOException {
        String document = TextFile.read(DOCUMENT.toString());
        int begin = document.indexOf(BEGIN);
        assertThat(begin).as("the table is there").isNotNegative();
        int end = document.indexOf("\n\n", begin);
        String written = document.substring(0, begin) + BEGIN + String.join("\n", rows()) + document.substring(end);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(DOCUMENT, written);
        }
        assertThat(DOCUMENT).content().isEqualTo(written);
    }

    private List<String> rows() {
        var rows = new ArrayList<String>();
        rows.add(row("**as shipped**: function URL, a poll every " + poll.toSeconds() + " s", asShipped(Bill::total)));
        rows.add(row("of it, functions", asShipped(Bill::functions)));
        rows.add(row("of it, table", asShipped(Bill::table)));
        rows.add(row("of it, traffic and sweeps", asShipped(bill -> bill.gatewayAndTraffic() + bill.sweep())));
        rows.add(row(
                "polls over the HTTP API",
                agents -> polling(agents, poll, Gateway.HTTP_API).total()));
        rows.add(row("polls over the HTTP API, with `AccessLog=always`", agents -> {
            Bill bill = polling(agents, poll, Gateway.HTTP_API);
            return bill.total() + bill.accessLog();
        }));
        rows.add(row("as shipped, with `Tracing=Active`", asShipped(bill -> bill.total() + bill.traces())));
        for (int seconds : List.of(10, 60)) {
            rows.add(row(
                    "a poll every " + seconds + " s",
                    agents -> polling(agents, Duration.ofSeconds(seconds), Gateway.FUNCTION_URL)
                            .total()));
        }
        rows.add(row("a heartbeat written at every second poll only (not built)", agents -> {
            Duration paced = paced(agents, poll);
            return new Bill(agents, paced, paced.multipliedBy(2), Gateway.FUNCTION_URL).total();
        }));
        return rows;
    }

    private IntToDoubleFunction asShipped(ToDoubleFunction<Bill> part) {
        return agents -> part.applyAsDouble(polling(agents, poll, Gateway.FUNCTION_URL));
    }

    private Bill polling(int agents, Duration wanted, Gateway gateway) {
        Duration paced = paced(agents, wanted);
        return new Bill(agents, paced, paced, gateway);
    }

    /** As agents are told: not more polls a second together than configured. */
    private Duration paced(int agents, Duration wanted) {
        Timing timing = settings.timing();
        return PollPace.intervalFor(
                agents,
                new Settings(
                        new Timing(
                                timing.maxRetries(),
                                timing.retryFrequency(),
                                timing.activationTimeout(),
                                wanted,
                                timing.recovery()),
                        settings.timeoutAt(wanted),
                        settings.sweepInterval(),
                        settings.pollsPerSecond(),
                        settings.history(),
                        settings.exclusions()));
    }

    private static String row(String what, IntToDoubleFunction dollars) {
        return IntStream.of(1_000, 10_000, 100_000)
                .mapToDouble(dollars::applyAsDouble)
                .mapToObj(cost -> String.format(Locale.ROOT, "%,.0f", cost))
                .collect(Collectors.joining(" | ", "| " + what + " | ", " |"));
    }
}
