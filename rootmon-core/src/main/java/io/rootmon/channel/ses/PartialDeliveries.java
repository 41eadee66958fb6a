package io.rootmon.channel.ses;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stores the SES message ids of partially sent alerts by recipients. If there are too many alerts,
 * the oldest is removed. Safe for use by multiple threads.
 */
final class PartialDeliveries {
  private static final int MAX_SIZE = 1_000;

  private final Map<String, Map<List<String>, String>> alerts = new LinkedHashMap<>();

  /**
   * Removes and returns the recipients already sent to. The caller sends the rest and stores the
   * new state.
   */
  synchronized Map<List<String>, String> remove(String alertId) {
    Map<List<String>, String> sent = alerts.remove(alertId);
    return sent == null ? Map.of() : sent;
  }

  synchronized void put(String alertId, Map<List<String>, String> sent) {
    if (sent.isEmpty()) {
      return;
    }
    alerts.put(alertId, Map.copyOf(sent));
    Iterator<String> oldest = alerts.keySet().iterator();
    while (alerts.size() > MAX_SIZE) {
      oldest.next();
      oldest.remove();
    }
  }
}
