package io.rootmon.attacks;

import io.rootmon.RootMonitor;
import io.rootmon.channel.RecordingChannel;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.cloudtrail.ReadResultIterator;
import io.rootmon.incident.IncidentTimers;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.judge.Finding;
import io.rootmon.route.Routes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Monitors with one channel that records its alerts, for attacks on them. */
final class Monitors {
  private Monitors() {}

  static RootMonitor of(
      RecordingChannel pager, SharedStateStore store, IncidentTimers timers, InstantSource clock) {
    return RootMonitor.builder()
        .routes(Routes.everythingTo(Set.of("pager")))
        .timers(timers)
        .store(store)
        .channels(List.of(pager))
        .clock(clock)
        .build();
  }

  static RootMonitor of(RecordingChannel pager, SharedStateStore store, InstantSource clock) {
    return of(pager, store, IncidentTimers.NONE, clock);
  }

  static List<ReadResult> readings(String text) {
    List<ReadResult> readings = new ArrayList<>();
    try (ReadResultIterator all = new CloudTrailReader().read(text)) {
      all.forEachRemaining(readings::add);
    }
    return readings;
  }

  static List<MalformedEventException> malformed(String text) {
    return readings(text).stream()
        .filter(ReadResult.Malformed.class::isInstance)
        .map(it -> ((ReadResult.Malformed) it).problem())
        .toList();
  }

  static Finding finding(RootMonitor monitor, String record) throws Exception {
    return monitor.judge(new CloudTrailReader().events(record).get(0)).orElseThrow();
  }

  /** Root created an access key. */
  static String record(String account, String eventId) {
    return """
    {"eventVersion":"1.11","eventID":"%2$s","eventTime":"2026-03-14T02:17:09Z",
     "eventSource":"iam.amazonaws.com","eventName":"CreateAccessKey","awsRegion":"us-east-1",
     "sourceIPAddress":"198.51.100.7","userAgent":"Mozilla/5.0","recipientAccountId":"%1$s",
     "userIdentity":{"type":"Root","principalId":"%1$s","accountId":"%1$s",
     "arn":"arn:aws:iam::%1$s:root"}}
    """
        .formatted(account, eventId);
  }
}
