package io.rootmon.benchmarks.growth;

import io.rootmon.benchmarks.Cases;
import io.rootmon.lambda.ExampleEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Creates the events of an organization, the same for each account. A visit is a sign-in followed
 * by read calls, one per second. Another visit follows 40 minutes later. One event of a visit is
 * notified and opens an incident; the first event of the next visit closes it, and the report is
 * sent.
 */
public final class Events {
  private static final Duration REST = Duration.ofMinutes(40);
  private static final Pattern TIME = Pattern.compile("(?<=\"eventTime\":\")[^\"]*");
  private static final Pattern ID = Pattern.compile("(?<=\"eventID\":\")[^\"]*");
  private static final String ITS_MESSAGE = "{message}";
  private static final String ITS_TIME = "{time}";
  private static final String ITS_ID = "{id}";
  private static final String ITS_ACCOUNT = "{account}";

  private final String series;
  private final int accounts;
  private final int acts;
  private final Instant first;
  private final String signIn = message("critical/root.sign-in.without-mfa");
  private final String reading = message("low/root.read");
  private long number;

  /**
   * Creates visits with a number of calls, in one account after the other.
   *
   * @param series four digits, which distinguish the ids from those of another series
   */
  public Events(String series, int accounts, int acts, Instant first) {
    this.series = series;
    this.accounts = accounts;
    this.acts = acts;
    this.first = first;
  }

  /** Returns the next events as a batch of the queue. */
  public byte[] batch(int size) {
    StringJoiner messages = new StringJoiner(",", "{\"Records\":[", "]}");
    for (int i = 0; i < size; i++) {
      messages.add(next().replace(ITS_MESSAGE, "m" + i));
    }
    return messages.toString().getBytes(StandardCharsets.UTF_8);
  }

  private String next() {
    long visit = number / acts;
    long within = number % acts;
    long second = visit * (REST.toSeconds() + acts) / accounts + within;
    String id = String.format(Locale.ROOT, "0c870037-6b7f-5241-%s-%012d", series, number);
    String account = String.valueOf(100_000_000_000L + visit % accounts);
    number++;
    return (within == 0 ? signIn : reading)
        .replace(ITS_TIME, first.plusSeconds(second).toString())
        .replace(ITS_ID, id)
        .replace(ITS_ACCOUNT, account);
  }

  /** A queue message around the event of the case, with placeholders for the values that differ. */
  private static String message(String name) {
    String event = Cases.event(name).replace(Cases.ACCOUNT, ITS_ACCOUNT);
    event = TIME.matcher(event).replaceFirst(ITS_TIME);
    event = ID.matcher(event).replaceFirst(ITS_ID);
    String batch = ExampleEvents.batch(ITS_MESSAGE, event);
    return batch.substring(batch.indexOf('[') + 1, batch.lastIndexOf(']'));
  }
}
