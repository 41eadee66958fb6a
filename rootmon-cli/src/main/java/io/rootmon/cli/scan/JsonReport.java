package io.rootmon.cli.scan;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.AlertFactory;
import io.rootmon.cli.AsciiJson;
import io.rootmon.cli.scan.BoundedCounter.Count;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A report as one JSON document, with every count. */
record JsonReport(AccountDirectory accounts, int limit) implements ScanReportFormat {
  @Override
  public void print(ScanReport report, PrintStream out) {
    out.print(of(report));
  }

  private String of(ScanReport report) {
    return AsciiJson.indented(json -> write(report, json)) + "\n";
  }

  private void write(ScanReport report, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("files", report.files());
    json.writeNumberField("records", report.records());
    AsciiJson.text(json, "first", report.first().map(Instant::toString));
    AsciiJson.text(json, "last", report.last().map(Instant::toString));
    json.writeNumberField("outside", report.outside());
    json.writeNumberField("duplicates", report.duplicates());
    json.writeNumberField("malformed", report.problems());
    json.writeNumberField("rootIdentities", report.rootIdentities());
    json.writeNumberField("findings", report.findings());
    json.writeNumberField("notRoot", report.notRoot());
    json.writeNumberField("idsForgotten", report.idsForgotten());
    json.writeNumberField("undecided", report.undecided());
    counts(json, "skipped", report.skipped());
    counts(json, "kinds", report.kinds());
    counts(json, "severities", report.severities());
    counts(json, "accounts", report.accounts());
    counts(json, "events", report.events());
    json.writeNumberField("serviceActs", report.serviceActs());
    json.writeNumberField("ungrouped", report.ungrouped());
    json.writeStringField("minSeverity", report.minimum().name());
    json.writeNumberField("incidentCount", report.incidents().size());
    json.writeArrayFieldStart("incidents");
    for (ScannedIncident story :
        report.incidents().subList(0, Math.min(limit, report.incidents().size()))) {
      incident(story, json);
    }
    json.writeEndArray();
    json.writeNumberField("pages", report.pages());
    json.writeArrayFieldStart("worst");
    for (FindingSummary line : report.worst()) {
      finding(line, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void counts(JsonGenerator json, String name, List<Count> counts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Count count : counts) {
      json.writeNumberField(count.name().isEmpty() ? "unknown" : count.name(), count.count());
    }
    json.writeEndObject();
  }

  private void incident(ScannedIncident story, JsonGenerator json) throws IOException {
    Optional<Account> account = story.account().map(accounts::find);
    json.writeStartObject();
    json.writeStringField("id", story.id());
    json.writeStringField("severity", story.severity().name());
    json.writeStringField("opened", story.opened().toString());
    json.writeStringField("latest", story.latest().toString());
    AsciiJson.text(json, "accountId", story.account().map(AccountId::value));
    AsciiJson.text(json, "accountName", account.flatMap(Account::name));
    json.writeStringField(
        "headline", new AlertFactory(accounts).about(story.worst().finding()).headline());
    json.writeNumberField("findings", story.acts().size());
    json.writeObjectFieldStart("severities");
    for (var count : story.counts().entrySet()) {
      json.writeNumberField(count.getKey().name(), count.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void finding(FindingSummary line, JsonGenerator json) throws IOException {
    Optional<Account> account = line.account().map(accounts::find);
    json.writeStartObject();
    json.writeStringField("severity", line.severity().name());
    json.writeStringField("time", line.time().toString());
    json.writeStringField("kind", line.kind().name());
    json.writeStringField("outcome", line.outcome().name());
    json.writeStringField("event", line.event());
    AsciiJson.text(json, "accountId", line.account().map(AccountId::value));
    AsciiJson.text(json, "accountName", account.flatMap(Account::name));
    json.writeStringField("actor", line.actor());
    json.writeStringField("address", line.address());
    json.writeStringField("ruleId", line.ruleId());
    AsciiJson.texts(json, "reasons", line.reasons());
    json.writeStringField("id", line.id());
    AsciiJson.text(json, "incident", line.incident());
    json.writeEndObject();
  }
}
