package io.rootmon.channel.ses;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Alerts of which some mails were sent and others not: by the recipients, SES's name for the mail.
 * Of more than so many, the oldest is forgotten. Safe for use by many threads.
 */
final class PartialDeliveries {
  private static final int MAX_SIZE = 1_000;

  private final Map<String, Map<List<String>, String>> alerts = new LinkedHashMap<>();

  /** What was sent, known no longer: whoever asks tries the rest, and says what became of it. */
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
