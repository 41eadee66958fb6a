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
 * What happens in an organization, the same for each account however many there are: a visit, which
 * is a sign-in and acts of reading, one a second, and another 40 minutes after it. So one event of
 * a visit is told, and is the first of an incident; the next such one shows it to be over, and a
 * report is told.
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
   * Visits of so many acts, in one account after the other.
   *
   * @param series four digits, by which ids differ from another's
   */
  public Events(String series, int accounts, int acts, Instant first) {
    this.series = series;
    this.accounts = accounts;
    this.acts = acts;
    this.first = first;
  }

  /** A queue's batch of the next ones. */
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

  /** A queue's message around the case's event, with gaps for what differs. */
  private static String message(String name) {
    String event = Cases.event(name).replace(Cases.ACCOUNT, ITS_ACCOUNT);
    event = TIME.matcher(event).replaceFirst(ITS_TIME);
    event = ID.matcher(event).replaceFirst(ITS_ID);
    String batch = ExampleEvents.batch(ITS_MESSAGE, event);
    return batch.substring(batch.indexOf('[') + 1, batch.lastIndexOf(']'));
  }
}
