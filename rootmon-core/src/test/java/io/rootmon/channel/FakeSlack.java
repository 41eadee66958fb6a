package io.rootmon.channel;

import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Slack as far as threads go: messages, replies, changes, and people who delete. */
public final class FakeSlack implements AutoCloseable {
  public static final String CHANNEL = "C0123456789";

  /**
   * The current state of a message.
   *
   * @param thread the parent message of a reply
   * @param broadcast whether the channel shows the reply too
   */
  public record Message(
      String ts, Optional<String> thread, boolean broadcast, String text, Instant at) {
    public boolean isParent() {
      return thread.isEmpty();
    }

    public boolean isQuiet() {
      return !isParent() && !broadcast;
    }
  }

  private final InstantSource clock;
  private final List<Message> messages = new ArrayList<>();
  private final Set<String> deleted = new HashSet<>();
  private final FakeHttpServer farEnd;
  private String refusal = "";

  public FakeSlack(InstantSource clock) throws IOException {
    this.clock = clock;
    this.farEnd = FakeHttpServer.answering(this::answer);
  }

  public URI api() {
    return farEnd.address().resolve("/api/");
  }

  /** The requests of a method such as {@code chat.update}. */
  public List<Request> requests(String method) {
    return farEnd.requests().stream().filter(it -> isOf(it, method)).toList();
  }

  public synchronized List<Message> messages() {
    return List.copyOf(messages);
  }

  public Stream<Message> parentMessages() {
    return messages().stream().filter(Message::isParent);
  }

  /** From now on every change is refused so. */
  public synchronized void rejectUpdates(String error) {
    refusal = error;
  }

  public synchronized void delete(Message message) {
    deleted.add(message.ts());
  }

  private static boolean isOf(Request request, String method) {
    return request.target().getPath().endsWith("/" + method);
  }

  private synchronized Answer answer(Request request) {
    Map<String, String> form = request.form();
    if (!CHANNEL.equals(form.get("channel"))) {
      return error("channel_not_found");
    }
    String text = form.getOrDefault("text", "") + "\n" + form.getOrDefault("blocks", "");
    return isOf(request, "chat.update")
        ? changed(form.getOrDefault("ts", ""), text)
        : posted(form, text);
  }

  private Answer posted(Map<String, String> form, String text) {
    Optional<String> thread = Optional.ofNullable(form.get("thread_ts"));
    if (thread.filter(it -> !isThere(it)).isPresent()) {
      return error("thread_not_found");
    }
    String ts = "1773454665.%06d".formatted(messages.size() + 1);
    boolean broadcast = "1".equals(form.get("reply_broadcast"));
    messages.add(new Message(ts, thread, broadcast, text, clock.instant()));
    return accepted(ts);
  }

  private Answer changed(String ts, String text) {
    if (!refusal.isEmpty()) {
      return error(refusal);
    }
    if (!isThere(ts)) {
      return error("message_not_found");
    }
    messages.replaceAll(
        it ->
            it.ts().equals(ts) ? new Message(ts, it.thread(), it.broadcast(), text, it.at()) : it);
    return accepted(ts);
  }

  private boolean isThere(String ts) {
    return !deleted.contains(ts) && messages.stream().anyMatch(it -> it.ts().equals(ts));
  }

  private static Answer accepted(String ts) {
    return new Answer(200, "{\"ok\":true,\"channel\":\"" + CHANNEL + "\",\"ts\":\"" + ts + "\"}");
  }

  private static Answer error(String code) {
    return new Answer(200, "{\"ok\":false,\"error\":\"" + code + "\"}");
  }

  @Override
  public void close() {
    farEnd.close();
  }
}
