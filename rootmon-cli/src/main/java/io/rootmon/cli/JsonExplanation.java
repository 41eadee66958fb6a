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
record JsonExplanation(AccountDirectory accounts) implements Explanation {
  @Override
  public String of(CloudTrailEvent event, Optional<Finding> finding, Optional<Plan> plan) {
    return Json.line(json -> write(event, finding, plan, json));
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
    Json.text(json, "region", event.region());
    Json.text(json, "address", event.sourceAddress());
    account(finding.map(it -> it.activity().account()).orElseGet(event::account), json);
    if (finding.isPresent()) {
      judgement(finding.get(), json);
      Json.text(json, "incident", plan.flatMap(Plan::incident));
      Json.text(
          json, "notificationReason", plan.flatMap(Plan::reason).map(NotificationReason::key));
      Json.text(json, "suppressed", suppressed(plan));
    }
    json.writeEndObject();
  }

  private void account(Optional<AccountId> id, JsonGenerator json) throws IOException {
    Account account = id.map(accounts::find).orElse(Account.UNKNOWN);
    json.writeObjectFieldStart("account");
    Json.text(json, "id", account.id().map(AccountId::value));
    Json.text(json, "name", account.name());
    Json.text(json, "owner", account.owner());
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
    Json.texts(json, "reasons", finding.reasons());
    if (finding.expected().isPresent()) {
      Json.text(json, "expected", finding.expected().map(it -> it.window().label()));
      json.writeStringField("usualSeverity", finding.usualSeverity().name());
    }
    json.writeObjectFieldStart("technique");
    json.writeStringField("id", finding.technique().id());
    json.writeStringField("name", finding.technique().name());
    json.writeEndObject();
    Json.text(json, "rootTask", finding.rootTask().map(it -> it.name()));
    Json.texts(json, "advice", finding.advice());
  }

  private static Optional<String> suppressed(Optional<Plan> plan) {
    if (plan.isEmpty()) {
      return Optional.of("suppressed: the same event stands above");
    }
    return plan.filter(it -> it.channels().isEmpty()).map(SuppressionText::of);
  }
}
