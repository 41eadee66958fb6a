package io.rootmon.benchmarks.growth;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * Measures the heap that all threads allocated, including those that have ended, by adding up what
 * the collector freed. Java 17 has no other measure. Includes the unused parts of thread-local
 * allocation buffers.
 */
final class Heap {
  private final List<String> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(it -> it.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .toList();
  private final Object lock = new Object();
  private long filled;
  private long left = used();
  private long collections = collections();

  static Heap watched() {
    Heap heap = new Heap();
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) bean)
          .addNotificationListener((notice, handback) -> heap.collected(notice), null, null);
    }
    return heap;
  }

  /** Returns the bytes since the start of the measurement. */
  long filled() throws InterruptedException {
    synchronized (lock) {
      while (collections < collections()) {
        lock.wait(10); // until the last collection is reported
      }
      return filled + used() - left;
    }
  }

  private void collected(Notification notice) {
    if (!notice
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      return;
    }
    GcInfo info =
        GarbageCollectionNotificationInfo.from((CompositeData) notice.getUserData()).getGcInfo();
    synchronized (lock) {
      filled += sum(info.getMemoryUsageBeforeGc()) - left;
      left = sum(info.getMemoryUsageAfterGc());
      collections++;
      lock.notifyAll();
    }
  }

  private long sum(Map<String, MemoryUsage> usage) {
    return usage.entrySet().stream()
        .filter(it -> pools.contains(it.getKey()))
        .mapToLong(it -> it.getValue().getUsed())
        .sum();
  }

  private static long used() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(it -> it.getType() == MemoryType.HEAP)
        .mapToLong(it -> it.getUsage().getUsed())
        .sum();
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }
}
