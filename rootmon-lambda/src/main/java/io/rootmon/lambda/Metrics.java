package io.rootmon.lambda;

import io.rootmon.ProcessingResult;
import io.rootmon.delivery.DispatchReport.Delivery;
import io.rootmon.delivery.DispatchReport.Result;
import io.rootmon.incident.IncidentAction;
import io.rootmon.internal.coverage.Coverage;
import io.rootmon.internal.coverage.WitnessDays;
import io.rootmon.internal.log.EmbeddedMetrics;
import io.rootmon.internal.log.ResultLogFields;
import io.rootmon.internal.monitoring.CoverageCheckRunner;
import io.rootmon.internal.monitoring.DeadLetterProcessor;
import io.rootmon.judge.OrganizationPolicy;
import java.util.List;
import java.util.Map;

/** The metrics of an invocation. */
final class Metrics {
  private final EmbeddedMetrics metrics = new EmbeddedMetrics();

  private Metrics() {}

  static EmbeddedMetrics of(List<ItemResult> results) {
    Metrics all = new Metrics();
    results.forEach(all::add);
    return all.metrics;
  }

  private void add(ItemResult result) {
    BatchItem item = result.item();
    if (item instanceof BatchItem.UnrelatedItem) {
      metrics.count("NotRoot", 1);
    } else if (item instanceof BatchItem.MalformedItem) {
      metrics.count("Unreadable", 1);
    } else if (result.isHeartbeat()) {
      metrics.count("Heartbeats", 1);
    } else if (item instanceof BatchItem.ProcessedControl control) {
      add(control);
    } else if (item instanceof BatchItem.Failed) {
      metrics.count("InternalErrors", 1);
    } else if (item instanceof BatchItem.FindingItem it) {
      metrics.count("Findings", Map.of("Severity", it.finding().severity().name()));
      metrics.count("Excluded", it.finding().exclusion().isPresent() ? 1 : 0);
      metrics.count("CustomRuleErrors", OrganizationPolicy.failures(it.finding()).size());
      if (isDelivered(result) && !it.finding().isFromArchive()) {
        metrics.measure("Latency", ResultLogFields.latencyMillis(it.finding(), result.time()));
      }
    }
    result.outcome().ifPresent(this::add);
  }

  private static boolean isDelivered(ItemResult result) {
    return result.outcome().filter(it -> !it.report().with(Result.DELIVERED).isEmpty()).isPresent();
  }

  private void add(BatchItem.ProcessedControl control) {
    control.result().check().ifPresent(this::add);
    control.result().witness().ifPresent(this::add);
    control.deadLetterEvents().forEach(this::add);
  }

  private void add(WitnessDays.Day day) {
    // Zero is written as well: an alarm needs a value.
    metrics.total("WitnessFailures", day.isDone() ? 0 : 1);
    if (day.isDone()) {
      metrics.total("WitnessEventsDelivered", day.delivered());
      metrics.total("WitnessEventsMissing", day.missing());
    }
  }

  private void add(CoverageCheckRunner.Result check) {
    if (check.coverage().isPresent()) {
      Coverage coverage = check.coverage().get();
      // Zero is written as well: an alarm needs a value.
      metrics.set("CoverageGaps", coverage.gapCount());
      metrics.count("Drifted", coverage.drifted());
    }
    if (check.deadLetters().isPresent()) {
      DeadLetterProcessor.Run run = check.deadLetters().get();
      metrics.count("DeadLetters", run.received());
      metrics.count("DeadLettersDropped", run.dropped());
    }
  }

  private void add(ProcessingResult processed) {
    boolean isDuplicate = processed.action() == IncidentAction.DUPLICATE;
    metrics.count("Duplicates", isDuplicate ? 1 : 0);
    for (Delivery delivery : processed.report().deliveries()) {
      String outcome = delivery.result().name();
      metrics.count("Deliveries", Map.of("Channel", delivery.channel(), "Outcome", outcome));
    }
  }
}
