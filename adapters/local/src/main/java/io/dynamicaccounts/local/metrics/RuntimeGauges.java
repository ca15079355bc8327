package io.dynamicaccounts.local.metrics;

import io.dynamicaccounts.entry.metrics.Metric;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/** Writes the few facts of the JVM that show its health. */
final class RuntimeGauges {

    private static final double MILLIS = 1e3;

    private RuntimeGauges() {}

    static void memoryUsed(PrometheusText text) {
        text.family(Metric.MEMORY_USED)
                .sample(Metric.MEMORY_USED, heap().getUsed(), "heap")
                .sample(
                        Metric.MEMORY_USED,
                        ManagementFactory.getMemoryMXBean()
                                .getNonHeapMemoryUsage()
                                .getUsed(),
                        "nonheap");
    }

    static void memoryMax(PrometheusText text) {
        text.family(Metric.MEMORY_MAX).sample(Metric.MEMORY_MAX, heap().getMax(), "heap");
    }

    static void threads(PrometheusText text) {
        text.family(Metric.THREADS)
                .sample(Metric.THREADS, ManagementFactory.getThreadMXBean().getThreadCount());
    }

    static void processStart(PrometheusText text) {
        text.family(Metric.PROCESS_START)
                .sample(
                        Metric.PROCESS_START,
                        ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS);
    }

    static void garbageCollection(PrometheusText text) {
        text.family(Metric.GARBAGE_COLLECTION);
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            text.summary(
                    Metric.GARBAGE_COLLECTION,
                    collector.getCollectionCount(),
                    collector.getCollectionTime() / MILLIS,
                    collector.getName());
        }
    }

    private static MemoryUsage heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    }
}
