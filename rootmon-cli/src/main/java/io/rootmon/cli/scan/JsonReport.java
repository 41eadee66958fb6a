package io.rootmon.cli.scan;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alert;
import io.rootmon.cli.AsciiJson;
import io.rootmon.cli.scan.BoundedCounter.Count;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.incident.NetworkPrefix;
import io.rootmon.internal.message.FindingMessage;
import io.rootmon.internal.message.IncidentMessage;
import io.rootmon.internal.message.MessageJson;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a report as one JSON document of type scan. */
record JsonReport(AccountDirectory accounts, int limit) implements ScanReportFormat {
  @Override
  public void print(ScanReport report, PrintStream out) {
    out.print(of(report));
  }

  private String of(ScanReport report) {
    return AsciiJson.indented(json -> write(report, json)) + "\n";
  }

  private void write(ScanReport report, JsonGenerator json) throws IOException {
    MessageJson.start("scan", json);
    json.writeNumberField("files", report.files());
    json.writeNumberField("records", report.records());
    AsciiJson.text(json, "first", report.first().map(Instant::toString));
    AsciiJson.text(json, "last", report.last().map(Instant::toString));
    json.writeNumberField("outside", report.outside());
    json.writeNumberField("duplicates", report.duplicates());
    json.writeNumberField("unreadable", report.problems());
    counts(json, "skipped", report.skipped());
    json.writeNumberField("rootIdentities", report.rootIdentities());
    json.writeNumberField("notRoot", report.notRoot());
    json.writeNumberField("findingCount", report.findings());
    json.writeNumberField("serviceFindingCount", report.serviceActs());
    counts(json, "kinds", report.kinds());
    counts(json, "severities", report.severities());
    counts(json, "accounts", report.accounts());
    counts(json, "events", report.events());
    json.writeStringField("minSeverity", report.minimum().name());
    json.writeNumberField("listedFindingCount", report.pages());
    json.writeNumberField("incidentCount", report.incidents().size());
    limits(report, json);
    AlertFactory alerts = new AlertFactory(accounts);
    json.writeArrayFieldStart("incidents");
    for (ScannedIncident incident : first(report.incidents())) {
      MessageJson.write(message(incident, alerts), json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("findings");
    for (FindingSummary line : report.worst()) {
      Alert alert = alerts.about(line.finding());
      MessageJson.write(
          new FindingMessage(
              line.finding(),
              alert.account(),
              alert.headline(),
              line.incident(),
              Optional.empty(),
              Optional.empty()),
          json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void limits(ScanReport report, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("limits");
    json.writeNumberField("uncheckedDuplicates", report.idsForgotten());
    json.writeNumberField("uncheckedSessions", report.undecided());
    json.writeNumberField("ungroupedFindings", report.ungrouped());
    json.writeEndObject();
  }

  private List<ScannedIncident> first(List<ScannedIncident> incidents) {
    return incidents.subList(0, Math.min(limit, incidents.size()));
  }

  private static void counts(JsonGenerator json, String name, List<Count> counts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Count count : counts) {
      json.writeNumberField(count.name().isEmpty() ? "unknown" : count.name(), count.count());
    }
    json.writeEndObject();
  }

  private static IncidentMessage message(ScannedIncident incident, AlertFactory alerts) {
    Alert alert = alerts.about(incident.worst().finding());
    return new IncidentMessage(
        incident.id(),
        incident.severity(),
        alert.headline(),
        alert.account(),
        incident.opened(),
        Optional.of(incident.latest()),
        Optional.empty(),
        incident.acts().size(),
        incident.counts(),
        networks(incident),
        List.of(),
        Optional.empty());
  }

  private static Set<String> networks(ScannedIncident incident) {
    return incident.acts().stream()
        .map(it -> it.finding().activity().event().sourceAddress())
        .flatMap(Optional::stream)
        .map(NetworkPrefix::of)
        .flatMap(Optional::stream)
        .map(NetworkPrefix::prefix)
        .limit(50)
        .collect(Collectors.toSet());
  }
}
