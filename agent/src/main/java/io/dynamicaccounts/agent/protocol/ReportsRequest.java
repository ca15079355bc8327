package io.dynamicaccounts.agent.protocol;

import java.util.List;

/** Up to 1,000 reports. */
public record ReportsRequest(String zoneId, String session, List<AccountReport> reports) {

    public ReportsRequest {
        reports = List.copyOf(reports);
    }
}
