package io.rootmon.channel.securityhub;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.incident.Decision.IncidentRef;
import io.rootmon.internal.json.JsonStreams;
import io.rootmon.internal.text.LinkBreaker;
import io.rootmon.internal.text.SafeText;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Creates findings in the <a
 * href="https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html">AWS
 * Security Finding Format</a>. The limits below keep a finding under the maximum of 240 KB.
 *
 * <p>{@code FindingProviderFields} contains severity and types, so that <a
 * href="https://docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchimportfindings.html">
 * the provider can update them</a> without overwriting the customer's values. Only a new finding
 * has a workflow status, because BatchImportFindings cannot update it.
 */
final class AsffFinding {
  static final int MAX_ID_LENGTH = 512;
  static final int MAX_TITLE_LENGTH = 256;
  static final int MAX_DESCRIPTION_LENGTH = 1_024;
  static final int MAX_RECOMMENDATION_LENGTH = 512;
  static final int MAX_FIELDS = 40;
  static final int MAX_FIELD_NAME_LENGTH = 128;
  static final int MAX_FIELD_LENGTH = 512;

  private static final int MAX_URL_LENGTH = 2_048;

  private AsffFinding() {}

  /** Returns the id of the finding about the incident, or about an event without an incident. */
  static String id(Alert alert) {
    String own = alert.incident().map(IncidentRef::incident).orElse(alert.eventKey());
    String id = "rootmon/" + own;
    boolean fits = !own.isBlank() && id.length() <= MAX_ID_LENGTH && id.matches("[ -~]+");
    return fits ? id : "rootmon/" + UUID.nameUUIDFromBytes(own.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns a request with the finding.
   *
   * @param now must be later than in every earlier request, or Security Hub ignores the update
   */
  static String request(Alert alert, String product, SecurityHubSettings hub, Instant now) {
    return JsonStreams.text(
        json -> {
          json.writeArrayFieldStart("Findings");
          write(alert, product, hub, now, json);
          json.writeEndArray();
        });
  }

  private static void write(
      Alert alert, String product, SecurityHubSettings hub, Instant now, JsonGenerator json)
      throws IOException {
    Optional<IncidentRef> incident = alert.incident();
    Severity severity = incident.map(IncidentRef::highest).orElse(alert.severity());
    Instant opened = incident.map(IncidentRef::opened).orElse(alert.time());
    json.writeStartObject();
    json.writeStringField("SchemaVersion", "2018-10-08");
    json.writeStringField("Id", id(alert));
    json.writeStringField("ProductArn", product);
    json.writeStringField("ProductName", "rootmon");
    json.writeStringField("CompanyName", "rootmon");
    json.writeStringField(
        "GeneratorId", line(alert.finding().map(Finding::ruleId).orElse("rootmon"), MAX_ID_LENGTH));
    json.writeStringField("AwsAccountId", hub.account());
    json.writeStringField("Region", hub.region());
    json.writeStringField("FirstObservedAt", opened.toString());
    json.writeStringField("LastObservedAt", alert.time().toString());
    json.writeStringField("CreatedAt", opened.toString());
    json.writeStringField("UpdatedAt", now.toString());
    json.writeStringField("Title", text(alert.headline(), MAX_TITLE_LENGTH));
    json.writeStringField("Description", text(description(alert), MAX_DESCRIPTION_LENGTH));
    Optional<String> page =
        alert.links().stream()
            .map(it -> it.address().toString())
            .filter(it -> it.startsWith("https://") && it.length() <= MAX_URL_LENGTH)
            .findFirst();
    if (page.isPresent()) {
      json.writeStringField("SourceUrl", page.get());
    }
    json.writeObjectFieldStart("FindingProviderFields");
    json.writeObjectFieldStart("Severity");
    json.writeStringField("Label", severity == Severity.INFO ? "INFORMATIONAL" : severity.name());
    json.writeStringField("Original", severity.name());
    json.writeEndObject();
    json.writeArrayFieldStart("Types");
    json.writeString("Unusual Behaviors/User/Root");
    json.writeEndArray();
    json.writeEndObject();
    json.writeStringField("RecordState", isClosed(alert) ? "ARCHIVED" : "ACTIVE");
    json.writeObjectFieldStart("Workflow");
    json.writeStringField("Status", "NEW");
    json.writeEndObject();
    remediation(alert, json);
    fields(alert, json);
    resource(alert, product.split(":", 3)[1], json);
    json.writeEndObject();
  }

  static boolean isClosed(Alert alert) {
    return alert.isReport() && alert.standing().filter(it -> !it.isOpen()).isPresent();
  }

  private static void remediation(Alert alert, JsonGenerator json) throws IOException {
    if (alert.advice().isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("Remediation");
    json.writeObjectFieldStart("Recommendation");
    json.writeStringField("Text", recommendation(alert));
    Optional<String> page =
        alert.finding().map(it -> it.page().toString()).filter(it -> it.length() <= MAX_URL_LENGTH);
    if (page.isPresent()) {
      json.writeStringField("Url", page.get());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String description(Alert alert) {
    String reasons = String.join(" ", alert.why());
    return (alert.summary().orElse("") + " " + reasons).isBlank()
        ? alert.headline()
        : (alert.summary().orElse("") + " " + reasons).strip();
  }

  /** Returns the whole steps that fit. The commands of the alert do not fit in a finding. */
  private static String recommendation(Alert alert) {
    StringBuilder text = new StringBuilder();
    for (String step : alert.advice()) {
      String line =
          line(LinkBreaker.breakLinks(step), MAX_RECOMMENDATION_LENGTH)
              .replace("SCP below", "SCP of the alert");
      if (text.length() + 1 + line.length() > MAX_RECOMMENDATION_LENGTH) {
        break;
      }
      text.append(text.isEmpty() ? "" : " ").append(line);
    }
    return text.isEmpty()
        ? text(String.join(" ", alert.advice()), MAX_RECOMMENDATION_LENGTH)
        : text.toString();
  }

  private static void fields(Alert alert, JsonGenerator json) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("rootmon/alert", alert.id());
    alert.incident().ifPresent(it -> fields.put("rootmon/incident", it.incident()));
    alert
        .finding()
        .ifPresent(
            it -> {
              fields.put("rootmon/kind", it.activity().kind().name());
              fields.put("rootmon/technique", it.technique().id());
            });
    int number = 0;
    for (Fact fact : alert.facts()) {
      number++;
      fields.put("rootmon/" + number + " " + fact.label(), LinkBreaker.breakLinks(fact.value()));
    }
    json.writeObjectFieldStart("ProductFields");
    int count = 0;
    for (Map.Entry<String, String> field : fields.entrySet()) {
      String value = line(field.getValue(), MAX_FIELD_LENGTH);
      if (count < MAX_FIELDS && !value.isEmpty()) {
        count++;
        json.writeStringField(line(field.getKey(), MAX_FIELD_NAME_LENGTH), value);
      }
    }
    json.writeEndObject();
  }

  private static void resource(Alert alert, String partition, JsonGenerator json)
      throws IOException {
    Optional<String> account = alert.account().id().map(AccountId::value);
    json.writeArrayFieldStart("Resources");
    json.writeStartObject();
    json.writeStringField("Type", account.isPresent() ? "AwsAccount" : "Other");
    json.writeStringField("Id", account.map(it -> "AWS::::Account:" + it).orElse("rootmon"));
    json.writeStringField("Partition", partition);
    Optional<String> region = alert.finding().flatMap(it -> it.activity().event().region());
    if (region.filter(it -> it.matches("[a-z0-9-]{1,16}")).isPresent()) {
      json.writeStringField("Region", region.get());
    }
    Optional<String> name = alert.account().name();
    if (name.isPresent()) {
      json.writeObjectFieldStart("Details");
      json.writeObjectFieldStart("Other");
      json.writeStringField("AccountName", text(name.get(), MAX_FIELD_LENGTH));
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndArray();
  }

  /** Returns the request that sets the workflow status, which customers may set as well. */
  static String workflow(Alert alert, String product, String status) {
    return JsonStreams.text(
        json -> {
          json.writeArrayFieldStart("FindingIdentifiers");
          json.writeStartObject();
          json.writeStringField("Id", id(alert));
          json.writeStringField("ProductArn", product);
          json.writeEndObject();
          json.writeEndArray();
          json.writeObjectFieldStart("Workflow");
          json.writeStringField("Status", status);
          json.writeEndObject();
        });
  }

  private static String text(String text, int longest) {
    String line = line(LinkBreaker.breakLinks(text), longest);
    return line.isEmpty() ? "unknown" : line; // Security Hub rejects an empty string
  }

  /**
   * Returns the text in at most {@code longest} UTF-16 units, the unit that Security Hub counts.
   */
  private static String line(String text, int longest) {
    String line = SafeText.line(text, longest);
    return line.length() <= longest ? line : SafeText.cut(line, longest / 2);
  }
}
