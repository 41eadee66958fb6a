package io.rootmon.lambda.drill;

import io.rootmon.channel.FarEnd;
import io.rootmon.channel.FarEnd.Answer;
import io.rootmon.channel.FarEnd.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A channel's far end: counts how often it took each event, and can be disturbed. */
final class Station implements AutoCloseable {
  private static final Pattern EVENT = Pattern.compile("drill-\\d{5}");

  private final Medium medium;
  private final Supplier<Optional<Answer>> disturbance;
  private final Map<String, Integer> taken = new ConcurrentHashMap<>();
  private final AtomicInteger notices = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private final FarEnd farEnd;

  /** Asks the disturbance before it takes a message; empty is no disturbance. */
  Station(Medium medium, Supplier<Optional<Answer>> disturbance) throws IOException {
    this.medium = medium;
    this.disturbance = disturbance;
    this.farEnd = FarEnd.answering(this::answer);
  }

  URI address() {
    return farEnd.address();
  }

  private Answer answer(Request request) {
    requests.incrementAndGet();
    Optional<Answer> disturbed = disturbance.get();
    if (disturbed.isPresent()) {
      return disturbed.get();
    }
    Matcher event = EVENT.matcher(medium.text(request));
    if (medium.text(request).contains("refuses alerts")) {
      notices.incrementAndGet();
    } else if (event.find()) {
      taken.merge(event.group(), 1, Integer::sum);
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
  enum Medium {
    SNS(
        "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>"),
    SES(
        "<SendRawEmailResponse><SendRawEmailResult><MessageId>1</MessageId></SendRawEmailResult>"
            + "</SendRawEmailResponse>"),
    SLACK("{\"ok\":true,\"ts\":\"1.2\",\"channel\":\"C0123456789\"}");

    private final String yes;

    Medium(String yes) {
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
        return this == SNS ? request.form().getOrDefault("Message", "") : request.body();
      }
      byte[] mail =
          Base64.getMimeDecoder().decode(request.form().getOrDefault("RawMessage.Data", ""));
      // Quoted-printable parts a word at a line's end.
      return new String(mail, StandardCharsets.UTF_8).replace("=\r\n", "");
    }
  }
}
