package io.rootmon.benchmarks.warm;

import io.rootmon.benchmarks.Cases;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bytes of an event, each time of another account and under another id. */
final class Renumbered {
  private static final Pattern ID_END = Pattern.compile("(?<=\"eventID\":\"[^\"]{24})[^\"]{12}");

  private final byte[] bytes;
  private final int[] places;
  private long number = 100_000_000_000L;

  Renumbered(String event) {
    String text = ID_END.matcher(event).replaceAll(Cases.ACCOUNT);
    Matcher numbers = Pattern.compile(Cases.ACCOUNT).matcher(text);
    bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    places = numbers.results().mapToInt(it -> it.start()).toArray();
  }

  byte[] next() {
    number++;
    byte[] next = bytes.clone();
    long rest = number;
    for (int digit = Cases.ACCOUNT.length() - 1; digit >= 0; digit--) {
      byte value = (byte) ('0' + rest % 10);
      rest /= 10;
      for (int place : places) {
        next[place + digit] = value;
      }
    }
    return next;
  }
}
