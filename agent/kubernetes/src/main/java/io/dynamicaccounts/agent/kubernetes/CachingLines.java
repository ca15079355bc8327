package io.dynamicaccounts.agent.kubernetes;

import io.dynamicaccounts.agent.watch.CachingPermit;
import io.dynamicaccounts.agent.watch.ClusterWatcher.Target;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps and logs which accounts this agent may cache: one line for each change, in the log {@code
 * io.dynamicaccounts.agent.kubernetes.CachingLines}:
 *
 * <pre>caching account=prod generation=3 epoch=17 caching=on until=2026-01-01T00:00:45Z</pre>
 *
 * <p>The time is a time of the agent's own clock and moves on with each completed poll, without a line. At the debug
 * level, a line {@code lease} shows the new time. A reader who compares several agents must take an account as cached
 * until the last logged time, or until {@code caching=off}.
 */
final class CachingLines {

    private static final Logger LOG = LoggerFactory.getLogger(CachingLines.class);

    private final Map<String, CachingPermit.Granted> granted = new ConcurrentHashMap<>();

    void log(Target target, CachingPermit caching) {
        switch (caching) {
            case CachingPermit.Off _ -> {
                if (granted.remove(target.account()) != null) {
                    LOG.info("caching account={} generation={} caching=off", target.account(), target.generation());
                }
            }
            case CachingPermit.Granted grant -> {
                if (!grant.equals(granted.put(target.account(), grant))) {
                    LOG.info(
                            "caching account={} generation={} epoch={} caching=on until={}",
                            target.account(),
                            target.generation(),
                            grant.epoch(),
                            grant.lease().until());
                }
            }
        }
    }

    /** Logs one line for each lease: all accounts of an epoch have the same lease. */
    void logLeases() {
        if (LOG.isDebugEnabled()) {
            Map<Long, CachingPermit.Granted> leases = new TreeMap<>();
            granted.values().forEach(each -> leases.put(each.epoch(), each));
            leases.forEach((epoch, each) ->
                    LOG.debug("lease epoch={} until={}", epoch, each.lease().until()));
        }
    }

    Map<String, CachingPermit.Granted> now() {
        return Map.copyOf(granted);
    }
}
