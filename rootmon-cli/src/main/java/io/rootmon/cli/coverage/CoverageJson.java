package io.rootmon.cli.coverage;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.account.Account;
import io.rootmon.cli.AsciiJson;
import io.rootmon.internal.coverage.AccountCoverage;
import io.rootmon.internal.coverage.AccountCoverage.RegionCoverage;
import io.rootmon.internal.coverage.Coverage;
import io.rootmon.internal.coverage.StackSets.DriftedStack;
import io.rootmon.internal.json.JsonBody;
import io.rootmon.internal.message.MessageJson;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Writes the coverage as a JSON document of type coverage. */
record CoverageJson(Coverage coverage) implements JsonBody {
  @Override
  public void write(JsonGenerator json) throws IOException {
    MessageJson.start("coverage", json);
    json.writeStringField("time", coverage.at().toString());
    json.writeNumberField("monitored", coverage.monitored());
    json.writeNumberField("coverageGaps", coverage.gapCount());
    json.writeNumberField("drifted", coverage.drifted());
    AsciiJson.text(json, "accountsListed", coverage.roster().readAt().map(Instant::toString));
    AsciiJson.text(json, "accountsProblem", coverage.roster().problem());
    json.writeArrayFieldStart("accounts");
    for (AccountCoverage account : coverage.accounts()) {
      json.writeStartObject();
      MessageJson.account(
          new Account(
              Optional.of(account.id()),
              Optional.of(account.name()).filter(it -> !it.isEmpty()),
              Optional.empty()),
          json);
      json.writeBooleanField("management", account.isManagement());
      json.writeStringField("status", account.status().name());
      json.writeArrayFieldStart("regions");
      for (RegionCoverage place : account.places()) {
        json.writeStartObject();
        json.writeStringField("region", place.region());
        json.writeStringField("status", place.status().name());
        AsciiJson.text(json, "lastSeen", place.seen().map(Instant::toString));
        AsciiJson.text(json, "drift", place.drift().map(it -> it.kind().name()));
        AsciiJson.text(json, "driftDetail", place.drift().map(DriftedStack::detail));
        AsciiJson.text(json, "driftChecked", place.drift().map(it -> it.checked().toString()));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
