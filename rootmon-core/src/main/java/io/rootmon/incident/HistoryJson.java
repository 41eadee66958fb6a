package io.rootmon.incident;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.account.AccountId;
import io.rootmon.detect.Kind;
import io.rootmon.incident.Incident.Told;
import io.rootmon.judge.Severity;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An account's history, and an incident, as a store keeps them: some 500 to 10,000 characters. */
public final class HistoryJson {
  private HistoryJson() {}

  public static String write(History history) {
    return Written.object(
        json -> {
          if (history.incident().isPresent()) {
            json.writeFieldName("incident");
            json.writeStartObject();
            write(json, history.incident().get());
            json.writeEndObject();
          }
          Written.times(json, "failures", history.signIns().failures());
          Written.times(json, "successes", history.signIns().successes());
          json.writeBooleanField("burst", history.signIns().burst());
          json.writeBooleanField("successTold", history.signIns().successAfterFailures());
          Written.optional(json, "lastSeen", history.lastSeen());
          Written.texts(json, "networks", history.networks());
          Written.texts(json, "agents", history.agents());
          json.writeArrayFieldStart("checks");
          for (MfaCheck check : history.checks()) {
            json.writeStartObject();
            json.writeStringField("id", check.eventId());
            json.writeStringField("time", check.time().toString());
            json.writeStringField("due", check.due().toString());
            json.writeStringField("event", check.event());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("reads");
          for (Map.Entry<String, Instant> read : history.reads().times().entrySet()) {
            json.writeStartObject();
            json.writeStringField("call", read.getKey());
            json.writeStringField("time", read.getValue().toString());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeObjectFieldStart("alerts");
          for (Map.Entry<String, List<Instant>> channel : history.alerts().times().entrySet()) {
            Written.times(json, channel.getKey(), channel.getValue());
          }
          json.writeEndObject();
        });
  }

  /**
   * Reads what {@link #write(History)} wrote.
   *
   * @throws IllegalArgumentException where it did not
   * @throws java.time.DateTimeException where a time is none
   */
  public static History read(String text) {
    Written written = Written.read(text);
    SignIns signIns =
        new SignIns(
            written.times("failures"),
            written.times("successes"),
            written.flag("burst"),
            written.flag("successTold"));
    return new History(
        written.findObject("incident").map(HistoryJson::incident),
        signIns,
        written.findTime("lastSeen"),
        written.set("networks"),
        written.set("agents"),
        written.objects("checks").stream().map(HistoryJson::check).toList(),
        reads(written),
        written.findObject("alerts").map(HistoryJson::alerts).orElse(AlertTimes.NONE));
  }

  private static MfaCheck check(Written written) {
    return new MfaCheck(
        written.text("id"), written.time("time"), written.time("due"), written.text("event"));
  }

  private static UnfamiliarReads reads(Written written) {
    Map<String, Instant> times = new LinkedHashMap<>();
    written.objects("reads").forEach(it -> times.put(it.text("call"), it.time("time")));
    return new UnfamiliarReads(times);
  }

  private static AlertTimes alerts(Written written) {
    Map<String, List<Instant>> times = new LinkedHashMap<>();
    written.fields().keySet().forEach(it -> times.put((String) it, written.times((String) it)));
    return new AlertTimes(times);
  }

  public static String write(Incident incident) {
    return Written.object(json -> write(json, incident));
  }

  /** Reads what {@link #write(Incident)} wrote; throws as {@link #read} does. */
  public static Incident readIncident(String text) {
    return incident(Written.read(text));
  }

  private static void write(JsonGenerator json, Incident incident) throws IOException {
    json.writeStringField("id", incident.id());
    Written.optional(json, "account", incident.account());
    json.writeStringField("opened", incident.opened().toString());
    json.writeStringField("latest", incident.latest().toString());
    json.writeStringField("heard", incident.heard().toString());
    json.writeObjectFieldStart("events");
    for (Map.Entry<Severity, Long> count : incident.events().entrySet()) {
      json.writeNumberField(count.getKey().name(), count.getValue());
    }
    json.writeEndObject();
    Written.texts(json, "kinds", incident.kinds().stream().map(Kind::name).toList());
    Written.texts(json, "networks", incident.networks());
    json.writeObjectFieldStart("told");
    for (Map.Entry<String, Told> told : incident.told().entrySet()) {
      json.writeObjectFieldStart(told.getKey());
      json.writeStringField("event", told.getValue().eventId());
      json.writeStringField("severity", told.getValue().severity().name());
      Written.texts(json, "rules", told.getValue().rules());
      json.writeNumberField("alerts", told.getValue().alerts());
      json.writeNumberField("repeats", told.getValue().repeats());
      json.writeEndObject();
    }
    json.writeEndObject();
    Written.optional(json, "closed", incident.closed());
    HandlingJson.write(json, incident.handling());
  }

  /** An older version wrote neither rules nor counts: a rule may then be notified once more. */
  private static Told told(Written channel) {
    return new Told(
        channel.text("event"),
        channel.one(Severity.class, "severity"),
        channel.fields().containsKey("rules") ? channel.set("rules") : Set.of(),
        channel.findNumber("alerts").map(Long::intValue).orElse(1),
        channel.findNumber("repeats").map(Long::intValue).orElse(0));
  }

  private static Incident incident(Written written) {
    Map<Severity, Long> events = new EnumMap<>(Severity.class);
    Written counts = written.object("events");
    for (Object name : counts.fields().keySet()) {
      events.put(Severity.valueOf((String) name), counts.number((String) name));
    }
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    written.texts("kinds").forEach(it -> kinds.add(Kind.valueOf(it)));
    Map<String, Told> told = new LinkedHashMap<>();
    Written channels = written.object("told");
    for (Object name : channels.fields().keySet()) {
      Written channel = channels.object((String) name);
      told.put((String) name, told(channel));
    }
    Optional<AccountId> account = written.find("account").map(AccountId::new);
    return new Incident(
        written.text("id"),
        account,
        written.time("opened"),
        written.time("latest"),
        written.time("heard"),
        events,
        kinds,
        written.set("networks"),
        told,
        written.findTime("closed"),
        HandlingJson.read(written));
  }
}
