package io.rootmon.lambda.drill;

import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.lambda.SlackThreadReplies;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A channel's far end: counts how often it took each event, and can be disturbed. */
final class FakeEndpoint implements AutoCloseable {
  private static final Pattern EVENT = Pattern.compile("drill-\\d{5}");

  private final BiConsumer<String, Boolean> listener;
  private final WireProtocol medium;
  private final Supplier<Optional<Answer>> disturbance;
  private final Map<String, Integer> taken = new ConcurrentHashMap<>();
  private final AtomicInteger notices = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private final FakeHttpServer farEnd;

  /** Asks the disturbance before it takes a message; empty is no disturbance. */
  FakeEndpoint(WireProtocol medium, Supplier<Optional<Answer>> disturbance) throws IOException {
    this(medium, disturbance, (event, unclaimed) -> {});
  }

  /**
   * Tells the listener of every event that it took, and whether the message says that it may come
   * twice, before it answers.
   */
  FakeEndpoint(
      WireProtocol medium,
      Supplier<Optional<Answer>> disturbance,
      BiConsumer<String, Boolean> listener)
      throws IOException {
    this.listener = listener;
    this.medium = medium;
    this.disturbance = disturbance;
    this.farEnd = FakeHttpServer.answering(this::answer);
  }

  URI address() {
    return farEnd.address();
  }

  private Answer answer(Request request) {
    if (SlackThreadReplies.isDetails(request)) {
      // Part of an alert that was counted before.
      return medium.yes();
    }
    requests.incrementAndGet();
    Optional<Answer> disturbed = disturbance.get();
    if (disturbed.isPresent()) {
      return disturbed.get();
    }
    String text = medium.text(request).replaceAll("\\s+", " ");
    Matcher event = EVENT.matcher(text);
    if (text.contains("is rejecting alerts")) {
      notices.incrementAndGet();
    } else if (event.find()) {
      taken.merge(event.group(), 1, Integer::sum);
      listener.accept(event.group(), text.contains("may come twice"));
    }
    return medium.yes();
  }

  int requests() {
    return requests.get();
  }

  int notices() {
    return notices.get();
  }

  boolean took(String event) {
    return taken.containsKey(event);
  }

  /** The events that it took more than once. */
  List<String> repeated() {
    return taken.entrySet().stream()
        .filter(it -> it.getValue() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }

  int distinct() {
    return taken.size();
  }

  long repeats() {
    return taken.values().stream().mapToLong(it -> it - 1).sum();
  }

  @Override
  public void close() {
    farEnd.close();
  }

  /** How a far end speaks. */
  enum WireProtocol {
    SNS(
        "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>"),
    SES(
        "<SendRawEmailResponse><SendRawEmailResult><MessageId>1</MessageId></SendRawEmailResult>"
            + "</SendRawEmailResponse>"),
    SLACK("{\"ok\":true,\"ts\":\"1.2\",\"channel\":\"C0123456789\"}");

    private final String yes;

    WireProtocol(String yes) {
      this.yes = yes;
    }

    Answer yes() {
      return new Answer(200, yes);
    }

    Answer error(int status, String code) {
      return this == SLACK
          ? new Answer(status, "{\"ok\":false,\"error\":\"" + code + "\"}")
          : new Answer(
              status,
              "<ErrorResponse><Error><Type>Sender</Type><Code>"
                  + code
                  + "</Code><Message>no</Message>"
                  + "</Error><RequestId>1</RequestId></ErrorResponse>");
    }

    String text(Request request) {
      if (this != SES) {
        return String.join(" ", request.form().values());
      }
      byte[] mail =
          Base64.getMimeDecoder().decode(request.form().getOrDefault("RawMessage.Data", ""));
      // Quoted-printable parts a word at a line's end.
      return new String(mail, StandardCharsets.UTF_8).replace("=\r\n", "");
    }
  }
}
