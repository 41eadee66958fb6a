package io.rootmon.internal.lifecycle;

import io.rootmon.alert.Alert;
import io.rootmon.delivery.DispatchReport;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.delivery.DispatchReport.Result;
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
 * Reports channels that reject alerts, through the channels that accept them: once an hour and
 * channel. The notification log limits it across all workers, and the memory of this worker if the
 * log is unavailable.
 */
final class RejectionNotifier {
  private final IncidentContext context;
  private final Routes routes;
  private final Map<String, Instant> hours = new ConcurrentHashMap<>();

  RejectionNotifier(IncidentContext context, Routes routes) {
    this.context = context;
    this.routes = routes;
  }

  void notifyOfRejection(Alert rejected, DispatchReport report, Deadline deadline) {
    Instant now = context.clock().instant();
    List<Delivery> rejections = report.with(Result.REJECTED);
    for (Delivery rejection : rejections) {
      Instant hour = now.truncatedTo(ChronoUnit.HOURS);
      if (hour.equals(hours.put(rejection.channel(), hour))) {
        continue;
      }
      String problem = rejection.problem().orElse("");
      Alert notice = context.alerts().rejected(rejection.channel(), problem, rejected, now);
      Set<String> others =
          new HashSet<>(routes.channels(RoutingKey.of(notice.account(), notice.severity())));
      rejections.forEach(it -> others.remove(it.channel()));
      DispatchReport sent = context.dispatcher().dispatch(notice, others, deadline);
      if (sent.deliveries().stream().noneMatch(Delivery::isDelivered)) {
        hours.remove(rejection.channel(), hour);
      }
    }
  }
}
