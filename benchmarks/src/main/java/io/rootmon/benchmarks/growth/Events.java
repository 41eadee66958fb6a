package io.rootmon.benchmarks.growth;

import io.rootmon.benchmarks.Cases;
import io.rootmon.lambda.Examples;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What happens in an organization, the same for each account however many there are: a sign-in and
 * nine acts of reading, ten seconds in all, again after 40 minutes. So one event in ten is told,
 * and is the first of an incident; the next such one shows it to be over, and a report is told.
 */
final class Events {
  static final int OF_AN_INCIDENT = 10;

  private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
  private static final double REST_SECONDS = 40 * 60.0;
  private static final Pattern TIME = Pattern.compile("(?<=\"eventTime\":\")[^\"]*");
  private static final Pattern ID = Pattern.compile("(?<=\"eventID\":\")[^\"]*");

  private final int accounts;
  private final String signIn = Cases.event("critical/root.sign-in.without-mfa");
  private final String reading = Cases.event("low/root.read");
  private long number;

  Events(int accounts) {
    this.accounts = accounts;
  }

  /** A queue's batch of the next ones. */
  byte[] batch(int size) {
    String[] messages = new String[2 * size];
    for (int i = 0; i < size; i++) {
      messages[2 * i] = "m" + i;
      messages[2 * i + 1] = next();
    }
    return Examples.batch(messages).getBytes(StandardCharsets.UTF_8);
  }

  private String next() {
    long run = number / OF_AN_INCIDENT;
    long within = number % OF_AN_INCIDENT;
    long second = (long) (run * REST_SECONDS / accounts) + within;
    String account = String.format(Locale.ROOT, "%012d", 100_000_000_000L + run % accounts);
    String event = within == 0 ? signIn : reading;
    String id = String.format(Locale.ROOT, "0c870037-6b7f-5241-b923-%012d", number);
    number++;
    event = TIME.matcher(event).replaceFirst(FIRST.plusSeconds(second).toString());
    return ID.matcher(event).replaceFirst(id).replace(Cases.ACCOUNT, account);
  }
}
