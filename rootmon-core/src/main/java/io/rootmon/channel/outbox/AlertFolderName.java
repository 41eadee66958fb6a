package io.rootmon.channel.outbox;

import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.internal.Digests;
import io.rootmon.judge.Finding;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * Creates the name of an alert's folder from time, severity, event, account and id, so that a
 * listing is in the order of time. Event names and ids are untrusted: only their letters, digits
 * and hyphens are used, and a digest replaces the rest.
 */
final class AlertFolderName {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final int MAX_EVENT_LENGTH = 40;

  private AlertFolderName() {}

  static String name(Alert alert) {
    String event =
        alert
            .finding()
            .map(AlertFolderName::eventName)
            .orElseGet(() -> alert.id().split("-", 2)[0]);
    String account = alert.account().id().map(AccountId::value).orElse("unknown");
    return String.join(
        "_", time(alert), alert.severity().name(), safe(event), account, id(alert, event));
  }

  private static String eventName(Finding finding) {
    return finding.activity().event().name();
  }

  /**
   * Formats the time. An Instant can have a year of more than four digits, which needs no special
   * format.
   */
  private static String time(Alert alert) {
    String time = TIME.format(alert.time());
    return time.length() <= 20 && Character.isDigit(time.charAt(0)) ? time : "0000";
  }

  private static String safe(String event) {
    String kept = event.replaceAll("[^A-Za-z0-9]+", "-");
    String cut = kept.length() <= MAX_EVENT_LENGTH ? kept : kept.substring(0, MAX_EVENT_LENGTH);
    return cut.isEmpty() ? "-" : cut;
  }

  /** Returns a CloudTrail id unchanged. Any other alert gets a digest of its key. */
  private static String id(Alert alert, String event) {
    if (UUID.matcher(alert.id()).matches() && safe(event).equals(event)) {
      return alert.id();
    }
    String identity = alert.eventKey() + "#" + alert.id();
    return Digests.sha256Hex(identity, 8);
  }
}
