package io.rootmon.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.Plan;
import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.detect.RootActivity;
import io.rootmon.incident.NotificationReason;
import io.rootmon.judge.Finding;
import java.io.IOException;
import java.util.Optional;

/** A line of JSON Lines. Where {@code root} is false, it has no judgement. */
record JsonExplanation(AccountDirectory accounts) implements ExplainFormat {
  @Override
  public String of(CloudTrailEvent event, Optional<Finding> finding, Optional<Plan> plan) {
    return AsciiJson.line(json -> write(event, finding, plan, json));
  }

  private void write(
      CloudTrailEvent event, Optional<Finding> finding, Optional<Plan> plan, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeBooleanField("root", finding.isPresent());
    json.writeStringField("id", event.id());
    json.writeStringField("time", event.time().toString());
    json.writeStringField("event", event.name());
    json.writeStringField("source", event.source());
    AsciiJson.text(json, "region", event.region());
    AsciiJson.text(json, "address", event.sourceAddress());
    account(finding.map(it -> it.activity().account()).orElseGet(event::account), json);
    if (finding.isPresent()) {
      judgement(finding.get(), json);
      AsciiJson.text(json, "incident", plan.flatMap(Plan::incident));
      AsciiJson.text(
          json, "notificationReason", plan.flatMap(Plan::reason).map(NotificationReason::key));
      AsciiJson.text(json, "suppressed", suppressed(plan));
    }
    json.writeEndObject();
  }

  private void account(Optional<AccountId> id, JsonGenerator json) throws IOException {
    Account account = id.map(accounts::find).orElse(Account.UNKNOWN);
    json.writeObjectFieldStart("account");
    AsciiJson.text(json, "id", account.id().map(AccountId::value));
    AsciiJson.text(json, "name", account.name());
    AsciiJson.text(json, "owner", account.owner());
    json.writeEndObject();
  }

  private static void judgement(Finding finding, JsonGenerator json) throws IOException {
    RootActivity activity = finding.activity();
    json.writeStringField("severity", finding.severity().name());
    json.writeStringField("kind", activity.kind().name());
    json.writeStringField("kindReason", activity.kindReason());
    json.writeStringField("outcome", activity.outcome().name());
    json.writeStringField("mfa", activity.mfa().name());
    json.writeStringField("actor", activity.actor());
    json.writeStringField("ruleId", finding.ruleId());
    AsciiJson.texts(json, "reasons", finding.reasons());
    if (finding.expected().isPresent()) {
      AsciiJson.text(json, "expected", finding.expected().map(it -> it.window().label()));
      json.writeStringField("usualSeverity", finding.usualSeverity().name());
    }
    json.writeObjectFieldStart("technique");
    json.writeStringField("id", finding.technique().id());
    json.writeStringField("name", finding.technique().name());
    json.writeEndObject();
    AsciiJson.text(json, "rootTask", finding.rootTask().map(it -> it.name()));
    AsciiJson.texts(json, "advice", finding.advice());
  }

  private static Optional<String> suppressed(Optional<Plan> plan) {
    if (plan.isEmpty()) {
      return Optional.of("suppressed: the same event stands above");
    }
    return plan.filter(it -> it.channels().isEmpty()).map(SuppressionText::of);
  }
}
