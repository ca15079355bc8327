package io.dynamicaccounts.local.caching;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the lines of one process into claims. An account is claimed from the line that says so until the line that
 * says no more, but never beyond the lease, which lines of its own move on. A lease that had run out before it was
 * renewed leaves a gap.
 */
final class CachingLog {

    private static final Pattern CHANGE =
            Pattern.compile("(\\S+) .*: caching account=(\\S+) generation=\\d+ (?:epoch=(\\d+) )?caching=(on|off)"
                    + "(?: until=(\\S+))?.*");
    private static final Pattern LEASE = Pattern.compile("(\\S+) .*: lease until=(\\S+)");

    private record Open(long epoch, Instant from) {}

    private final String process;
    private final Map<String, Open> open = new HashMap<>();
    private final List<Claim> claims = new ArrayList<>();
    private Instant until = Instant.MIN;

    private CachingLog(String process) {
        this.process = process;
    }

    /** All claims; the last one of an account that was not let go of lasts until the lease runs out. */
    static List<Claim> read(String process, List<String> lines) {
        var log = new CachingLog(process);
        lines.forEach(log::line);
        List.copyOf(log.open.keySet()).forEach(account -> log.close(account, log.until));
        return log.claims;
    }

    private void line(String line) {
        Matcher change = CHANGE.matcher(line);
        if (change.matches()) {
            Instant time = Instant.parse(change.group(1));
            String account = change.group(2);
            close(account, time);
            if (change.group(4).equals("on")) {
                until = Instant.parse(change.group(5));
                open.put(account, new Open(Long.parseLong(change.group(3)), time));
            }
            return;
        }
        Matcher lease = LEASE.matcher(line);
        if (lease.matches()) {
            renew(Instant.parse(lease.group(1)), Instant.parse(lease.group(2)));
        }
    }

    private void renew(Instant time, Instant next) {
        if (time.isAfter(until)) {
            for (var each : Map.copyOf(open).entrySet()) {
                close(each.getKey(), until);
                open.put(each.getKey(), new Open(each.getValue().epoch(), time));
            }
        }
        until = next;
    }

    private void close(String account, Instant time) {
        Open begun = open.remove(account);
        Instant end = time.isAfter(until) ? until : time;
        if (begun != null && begun.from().isBefore(end)) {
            claims.add(new Claim(process, account, begun.epoch(), begun.from(), end));
        }
    }
}
