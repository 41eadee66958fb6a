package io.rootmon.benchmarks.warm;

import io.rootmon.benchmarks.Cases;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Returns a case's event as a queue message, each time with another account and id. */
final class Renumbered {
  private static final Pattern ACCOUNT = Pattern.compile(Cases.ACCOUNT);
  private static final Pattern ID_END = Pattern.compile("(?<=\"eventID\":\"[^\"]{24})[^\"]{12}");
  private static final long FIRST = 100_000_000_000L;

  private final byte[] bytes;
  private final int[] accounts;
  private final int[] idEnds;

  Renumbered(String event) {
    bytes = event.getBytes(StandardCharsets.ISO_8859_1);
    accounts = ACCOUNT.matcher(event).results().mapToInt(MatchResult::start).toArray();
    idEnds = ID_END.matcher(event).results().mapToInt(MatchResult::start).toArray();
  }

  String of(long account, long id) {
    write(FIRST + account, accounts);
    write(FIRST + id, idEnds);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private void write(long number, int[] places) {
    long rest = number;
    for (int digit = Cases.ACCOUNT.length() - 1; digit >= 0; digit--) {
      byte value = (byte) ('0' + rest % 10);
      rest /= 10;
      for (int place : places) {
        bytes[place + digit] = value;
      }
    }
  }
}
