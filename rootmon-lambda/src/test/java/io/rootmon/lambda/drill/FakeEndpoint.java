package io.rootmon.lambda.drill;

import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.lambda.SlackThreadReplies;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The endpoint of a channel. It counts how often it accepted each event, and can fail. */
final class FakeEndpoint implements AutoCloseable {
  private static final Pattern EVENT = Pattern.compile("drill-\\d{5}");

  private final BiConsumer<String, Boolean> listener;
  private final WireProtocol medium;
  private final Function<Request, Optional<Answer>> disturbance;
  private final Map<String, Integer> taken = new ConcurrentHashMap<>();
  private final AtomicInteger notices = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private final FakeHttpServer farEnd;

  /** The disturbance may answer a request instead of the endpoint. */
  FakeEndpoint(WireProtocol medium, Function<Request, Optional<Answer>> disturbance)
      throws IOException {
    this(medium, disturbance, (event, unclaimed) -> {});
  }

  /**
   * The listener gets every event that the endpoint accepts, and whether the message says that it
   * may come twice, before the answer.
   */
  FakeEndpoint(
      WireProtocol medium,
      Function<Request, Optional<Answer>> disturbance,
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
      return medium.accept(request);
    }
    requests.incrementAndGet();
    Optional<Answer> disturbed = disturbance.apply(request);
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
    return medium.accept(request);
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

  /** Returns the events that it accepted more than once. */
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
}
