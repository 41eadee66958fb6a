package io.rootmon;

import io.rootmon.alert.Alert;
import io.rootmon.alert.AlertFactory;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.delivery.Dispatcher;
import io.rootmon.route.Routes;
import io.rootmon.route.RoutingKey;
import io.rootmon.time.Deadline;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells of channels that refuse alerts for good, through those that do not: once an hour and
 * channel, by the dispatcher's log across all workers, and by memory where that log is down.
 */
final class RejectionNotifier {
  private final AlertFactory alerts;
  private final Routes routes;
  private final Dispatcher dispatcher;
  private final Map<String, Instant> told = new ConcurrentHashMap<>();

  RejectionNotifier(AlertFactory alerts, Routes routes, Dispatcher dispatcher) {
    this.alerts = alerts;
    this.routes = routes;
    this.dispatcher = dispatcher;
  }

  void notifyOfRejection(Alert refused, DispatchReport report, Instant now, Deadline deadline) {
    List<Delivery> refusals = report.with(Result.REFUSED);
    for (Delivery refusal : refusals) {
      Instant hour = now.truncatedTo(ChronoUnit.HOURS);
      if (hour.equals(told.put(refusal.channel(), hour))) {
        continue;
      }
      String problem = refusal.problem().orElse("");
      Alert notice = alerts.rejected(refusal.channel(), problem, refused, now);
      Set<String> others =
          new HashSet<>(routes.channels(RoutingKey.of(notice.account(), notice.severity())));
      refusals.forEach(it -> others.remove(it.channel()));
      DispatchReport ended = dispatcher.dispatch(notice, others, deadline);
      if (ended.deliveries().stream().noneMatch(Delivery::isDelivered)) {
        told.remove(refusal.channel(), hour);
      }
    }
  }
}
