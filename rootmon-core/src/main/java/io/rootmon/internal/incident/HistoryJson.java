package io.rootmon.internal.incident;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.account.AccountId;
import io.rootmon.detect.ActivityKind;
import io.rootmon.incident.Incident;
import io.rootmon.incident.Incident.ChannelNotification;
import io.rootmon.judge.Severity;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The stored JSON of an account's history and of an incident: about 500 to 10,000 characters. */
public final class HistoryJson {
  private HistoryJson() {}

  public static String write(AccountHistory history) {
    return IncidentCodec.object(
        json -> {
          if (history.incident().isPresent()) {
            json.writeFieldName("incident");
            json.writeStartObject();
            write(json, history.incident().get());
            json.writeEndObject();
          }
          IncidentCodec.times(json, "failures", history.signIns().failures());
          IncidentCodec.times(json, "successes", history.signIns().successes());
          json.writeBooleanField("burst", history.signIns().burst());
          json.writeBooleanField("successTold", history.signIns().successAfterFailures());
          IncidentCodec.optional(json, "lastSeen", history.lastSeen());
          IncidentCodec.texts(json, "networks", history.networks());
          IncidentCodec.texts(json, "agents", history.agents());
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
            IncidentCodec.times(json, channel.getKey(), channel.getValue());
          }
          json.writeEndObject();
          if (!history.exclusions().counts().isEmpty()) {
            exclusions(json, history.exclusions());
          }
        });
  }

  /**
   * Parses the format of {@link #write(AccountHistory)}.
   *
   * @throws IllegalArgumentException if the text is invalid
   * @throws java.time.DateTimeException if a time is invalid
   */
  public static AccountHistory read(String text) {
    IncidentCodec written = IncidentCodec.read(text);
    SignInHistory signIns =
        new SignInHistory(
            written.times("failures"),
            written.times("successes"),
            written.flag("burst"),
            written.flag("successTold"));
    return new AccountHistory(
        written.findObject("incident").map(HistoryJson::incident),
        signIns,
        written.findTime("lastSeen"),
        written.set("networks"),
        written.set("agents"),
        written.objects("checks").stream().map(HistoryJson::check).toList(),
        reads(written),
        written.findObject("alerts").map(HistoryJson::alerts).orElse(AlertTimes.NONE),
        exclusions(written));
  }

  private static void exclusions(JsonGenerator json, ExclusionCounts exclusions)
      throws IOException {
    json.writeArrayFieldStart("exclusions");
    for (Map.Entry<LocalDate, Map<String, Long>> day : exclusions.counts().entrySet()) {
      for (Map.Entry<String, Long> count : day.getValue().entrySet()) {
        json.writeStartObject();
        json.writeStringField("day", day.getKey().toString());
        json.writeStringField("label", count.getKey());
        json.writeStringField("count", count.getValue().toString());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private static ExclusionCounts exclusions(IncidentCodec written) {
    Map<LocalDate, Map<String, Long>> counts = new LinkedHashMap<>();
    written
        .objects("exclusions")
        .forEach(
            it ->
                counts
                    .computeIfAbsent(LocalDate.parse(it.text("day")), day -> new LinkedHashMap<>())
                    .put(it.text("label"), Long.parseLong(it.text("count"))));
    return new ExclusionCounts(counts);
  }

  private static MfaCheck check(IncidentCodec written) {
    return new MfaCheck(
        written.text("id"), written.time("time"), written.time("due"), written.text("event"));
  }

  private static UnfamiliarReads reads(IncidentCodec written) {
    Map<String, Instant> times = new LinkedHashMap<>();
    written.objects("reads").forEach(it -> times.put(it.text("call"), it.time("time")));
    return new UnfamiliarReads(times);
  }

  private static AlertTimes alerts(IncidentCodec written) {
    Map<String, List<Instant>> times = new LinkedHashMap<>();
    written.fields().keySet().forEach(it -> times.put((String) it, written.times((String) it)));
    return new AlertTimes(times);
  }

  public static String write(Incident incident) {
    return IncidentCodec.object(json -> write(json, incident));
  }

  /** Parses the format of {@link #write(Incident)}; throws as {@link #read} does. */
  public static Incident readIncident(String text) {
    return incident(IncidentCodec.read(text));
  }

  private static void write(JsonGenerator json, Incident incident) throws IOException {
    json.writeStringField("id", incident.id());
    IncidentCodec.optional(json, "account", incident.account());
    json.writeStringField("opened", incident.opened().toString());
    json.writeStringField("latest", incident.latest().toString());
    json.writeStringField("heard", incident.lastArrival().toString());
    json.writeObjectFieldStart("events");
    for (Map.Entry<Severity, Long> count : incident.events().entrySet()) {
      json.writeNumberField(count.getKey().name(), count.getValue());
    }
    json.writeEndObject();
    IncidentCodec.texts(json, "kinds", incident.kinds().stream().map(ActivityKind::name).toList());
    IncidentCodec.texts(json, "networks", incident.networks());
    json.writeObjectFieldStart("notified");
    for (Map.Entry<String, ChannelNotification> notified : incident.notified().entrySet()) {
      json.writeObjectFieldStart(notified.getKey());
      json.writeStringField("event", notified.getValue().eventId());
      json.writeStringField("severity", notified.getValue().severity().name());
      IncidentCodec.texts(json, "rules", notified.getValue().rules());
      json.writeNumberField("alerts", notified.getValue().alerts());
      json.writeNumberField("repeats", notified.getValue().repeats());
      json.writeEndObject();
    }
    json.writeEndObject();
    IncidentCodec.optional(json, "closed", incident.closed());
    HandlingJson.write(json, incident.handling());
  }

  /**
   * Parses a channel's notifications. An older version wrote neither rules nor counts, so a channel
   * may be notified of a rule once more.
   */
  private static ChannelNotification notified(IncidentCodec channel) {
    return new ChannelNotification(
        channel.text("event"),
        channel.one(Severity.class, "severity"),
        channel.fields().containsKey("rules") ? channel.set("rules") : Set.of(),
        channel.findNumber("alerts").map(Long::intValue).orElse(1),
        channel.findNumber("repeats").map(Long::intValue).orElse(0));
  }

  private static Incident incident(IncidentCodec written) {
    Map<Severity, Long> events = new EnumMap<>(Severity.class);
    IncidentCodec counts = written.object("events");
    for (Object name : counts.fields().keySet()) {
      events.put(Severity.valueOf((String) name), counts.number((String) name));
    }
    Set<ActivityKind> kinds = EnumSet.noneOf(ActivityKind.class);
    written.texts("kinds").forEach(it -> kinds.add(ActivityKind.valueOf(it)));
    Map<String, ChannelNotification> notified = new LinkedHashMap<>();
    IncidentCodec channels = written.object("notified");
    for (Object name : channels.fields().keySet()) {
      IncidentCodec channel = channels.object((String) name);
      notified.put((String) name, notified(channel));
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
        notified,
        written.findTime("closed"),
        HandlingJson.read(written));
  }
}
