package io.rootmon.channel.eventbridge;

import io.rootmon.alert.Alert;
import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.Acknowledgement;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import io.rootmon.channel.internal.aws.AwsDeliveryErrors;
import io.rootmon.channel.internal.aws.AwsJsonClient;
import io.rootmon.internal.json.JsonStreams;
import io.rootmon.proxy.ProxySettings;
import io.rootmon.time.Deadline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts events on a bus. EventBridge may accept one entry of a request and reject another. A retry
 * sends only the entries that were not accepted.
 */
public final class EventBridgeChannel implements Channel {
  private static final int MAX_PARTIAL = 1_000;

  /**
   * The remedies for <a
   * href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents
   * errors</a> and for errors of an entry.
   */
  private static final Map<String, String> REMEDIES =
      Map.of(
          "AccessDeniedException", "allow events:PutEvents, in the role and the bus's policy",
          "NotAuthorizedForSource", "use a source that does not begin with aws.",
          "ResourceNotFoundException", "check the bus's ARN, and that it was not deleted",
          "ValidationException", "check the bus's ARN and its region",
          "UnrecognizedClientException", "check the credentials");

  private final EventBridgeSettings settings;
  private final AwsJsonClient client;

  /** The accepted entries of partially accepted alerts, by event key. */
  private final Map<String, Set<String>> partial = new LinkedHashMap<>();

  /** Creates the channel. No call is made yet. */
  public EventBridgeChannel(EventBridgeSettings settings, AwsAccess access, ProxySettings proxy) {
    this.settings = settings;
    this.client = new AwsJsonClient(access, proxy, "eventbridge", "events", settings.region());
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Receipt send(Alert alert, Deadline deadline) throws DeliveryException {
    String key = alert.id() + "#" + alert.eventKey();
    Set<String> accepted = new HashSet<>(take(key));
    List<EventEntry> rest = new ArrayList<>(EventEntry.of(alert));
    rest.removeIf(it -> accepted.contains(it.key()));
    return put(rest, key, accepted, deadline);
  }

  /** Sends only the incident's document, because a response changes nothing else. */
  @Override
  public Optional<Acknowledgement> acknowledgement() {
    return Optional.of(
        (alert, deadline) ->
            put(
                EventEntry.ofIncident(alert),
                "acknowledged#" + alert.id(),
                new HashSet<>(),
                deadline));
  }

  private Receipt put(List<EventEntry> entries, String key, Set<String> accepted, Deadline deadline)
      throws DeliveryException {
    List<String> ids = new ArrayList<>();
    for (List<EventEntry> some : requests(entries)) {
      try {
        ids.addAll(put(some, accepted, deadline));
      } catch (DeliveryException e) {
        keep(key, accepted);
        throw e;
      }
    }
    return new Receipt(ids.isEmpty() ? "accepted before" : "event " + String.join(", ", ids));
  }

  /**
   * Groups the entries into as few requests as their size allows. An alert has at most two entries.
   */
  private List<List<EventEntry>> requests(List<EventEntry> entries) {
    int size = entries.stream().mapToInt(it -> it.size(settings.source(), resources(it))).sum();
    return size < EventEntry.MAX_BYTES || entries.isEmpty()
        ? (entries.isEmpty() ? List.of() : List.of(entries))
        : entries.stream().map(List::of).toList();
  }

  private List<String> put(List<EventEntry> entries, Set<String> accepted, Deadline deadline)
      throws DeliveryException {
    String what = "put events on " + settings.bus();
    Map<?, ?> response =
        client.post(
            "/",
            Map.of(
                "Content-Type", "application/x-amz-json-1.1",
                "X-Amz-Target", "AWSEvents.PutEvents"),
            body(entries),
            deadline.left(),
            what,
            REMEDIES);
    List<Map<?, ?>> results = AwsJsonClient.objects(response, "Entries");
    if (results.size() != entries.size()) {
      throw DeliveryException.retryable(what + ": response not understood", null);
    }
    List<String> ids = new ArrayList<>();
    Optional<DeliveryException> failure = Optional.empty();
    for (int i = 0; i < entries.size(); i++) {
      Optional<String> code = AwsJsonClient.text(results.get(i), "ErrorCode");
      if (code.isEmpty()) {
        accepted.add(entries.get(i).key());
        ids.add(AwsJsonClient.text(results.get(i), "EventId").orElse("without an id"));
      } else {
        int status = AwsDeliveryErrors.isTransient(code.get()) ? 503 : 400;
        DeliveryException own =
            AwsDeliveryErrors.of(
                status,
                code.get(),
                AwsJsonClient.text(results.get(i), "ErrorMessage").orElse(""),
                Optional.empty(),
                what + ": " + entries.get(i).detailType(),
                REMEDIES);
        // A failure that a retry can fix decides the result.
        failure = failure.filter(DeliveryException::isRetryable).or(() -> Optional.of(own));
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return ids;
  }

  private String body(List<EventEntry> entries) {
    return JsonStreams.text(
        json -> {
          json.writeArrayFieldStart("Entries");
          for (EventEntry entry : entries) {
            json.writeStartObject();
            json.writeStringField("EventBusName", settings.bus());
            json.writeStringField("Source", settings.source());
            json.writeStringField("DetailType", entry.detailType());
            json.writeStringField("Detail", entry.detail());
            json.writeNumberField("Time", entry.time().getEpochSecond());
            JsonStreams.writeTexts(json, "Resources", resources(entry));
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private List<String> resources(EventEntry entry) {
    String partition = settings.bus().split(":", 3)[1];
    return entry.account().stream()
        .map(it -> "arn:" + partition + ":iam::" + it + ":root")
        .toList();
  }

  private synchronized Set<String> take(String key) {
    Set<String> accepted = partial.remove(key);
    return accepted == null ? Set.of() : accepted;
  }

  private synchronized void keep(String key, Set<String> accepted) {
    if (accepted.isEmpty()) {
      return;
    }
    partial.put(key, Set.copyOf(accepted));
    Iterator<String> oldest = partial.keySet().iterator();
    while (partial.size() > MAX_PARTIAL) {
      oldest.next();
      oldest.remove();
    }
  }
}
