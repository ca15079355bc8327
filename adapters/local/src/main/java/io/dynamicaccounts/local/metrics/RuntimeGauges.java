package io.dynamicaccounts.local.metrics;

import io.dynamicaccounts.local.metrics.PrometheusText.FamilyType;
import io.dynamicaccounts.local.metrics.PrometheusText.Label;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/** The few facts of the JVM that tell whether it is well, named as Prometheus' own Java client names them. */
final class RuntimeGauges {

    private RuntimeGauges() {}

    static void write(PrometheusText text) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        MemoryUsage rest = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
        text.family("jvm_memory_used_bytes", FamilyType.GAUGE, "Used bytes of a memory area.")
                .sample("jvm_memory_used_bytes", heap.getUsed(), new Label("area", "heap"))
                .sample("jvm_memory_used_bytes", rest.getUsed(), new Label("area", "nonheap"))
                .family("jvm_memory_max_bytes", FamilyType.GAUGE, "The most bytes of a memory area.")
                .sample("jvm_memory_max_bytes", heap.getMax(), new Label("area", "heap"))
                .single(
                        "jvm_threads_current",
                        FamilyType.GAUGE,
                        "Threads, without virtual ones.",
                        ManagementFactory.getThreadMXBean().getThreadCount())
                .single(
                        "process_start_time_seconds",
                        FamilyType.GAUGE,
                        "When the process started.",
                        ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3);
        text.family("jvm_gc_collection_seconds", FamilyType.SUMMARY, "Time spent in garbage collection.");
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            var label = new Label("gc", collector.getName());
            text.sample("jvm_gc_collection_seconds_count", collector.getCollectionCount(), label)
                    .sample("jvm_gc_collection_seconds_sum", collector.getCollectionTime() / 1e3, label);
        }
    }
}
