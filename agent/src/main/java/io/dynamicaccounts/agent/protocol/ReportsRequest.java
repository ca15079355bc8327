package io.dynamicaccounts.agent.protocol;

import java.util.List;

/** A batch of up to 1,000 reports. */
public record ReportsRequest(String zoneId, String session, List<AccountReport> reports) {

    public ReportsRequest {
        reports = List.copyOf(reports);
    }
}
