package io.rootmon.benchmarks;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Creates records like those of an archive, in the formats of rootmon-core's test cases: about one
 * in a hundred is root's. Ids, keys, times and addresses differ, so that they do not compress
 * unrealistically well. The result is always the same.
 */
public final class Mix {
  private static final int ROOTS_SHARE = 100;
  private static final long FIRST = Instant.parse("2026-03-14T00:00:00Z").getEpochSecond();
  private static final int DAY = 86_400;

  private static final Pattern VARYING =
      Pattern.compile(
          "\"(eventID|requestID|eventTime|sourceIPAddress|accessKeyId|eventName)\":\"([^\"]+)\"");

  /** Calls of frequently used services; rootmon reads none of them, with any caller. */
  private static final List<String> CALLS =
      List.of(
          "DescribeInstances",
          "GetObject",
          "ListBuckets",
          "DescribeStacks",
          "Decrypt",
          "GetParameter",
          "PutObject",
          "DescribeLogGroups");

  private final Random random = new Random(7);
  private final List<String> ordinary =
      Stream.of("iam-user-call", "role-call", "identity-center-user", "assume-role-by-a-service")
          .map(it -> Cases.record("ignored/" + it))
          .toList();
  private final List<String> roots =
      Stream.of("low/root.read", "critical/root.sign-in.without-mfa", "high/root.change")
          .map(Cases::record)
          .toList();

  /** Creates a file as CloudTrail writes it, before gzip. */
  public String file(int records) {
    return Stream.generate(this::record)
        .limit(records)
        .collect(Collectors.joining(",", "{\"Records\":[", "]}"));
  }

  private String record() {
    boolean root = random.nextInt(ROOTS_SHARE) == 0;
    List<String> shapes = root ? roots : ordinary;
    String shape = shapes.get(random.nextInt(shapes.size()));
    return VARYING
        .matcher(shape)
        .replaceAll(
            it -> {
              String value = root && it.group(1).equals("eventName") ? it.group(2) : varied(it);
              return "\"" + it.group(1) + "\":\"" + Matcher.quoteReplacement(value) + "\"";
            });
  }

  private String varied(MatchResult field) {
    return switch (field.group(1)) {
      case "eventTime" -> Instant.ofEpochSecond(FIRST + random.nextInt(DAY)).toString();
      case "sourceIPAddress" -> "192.0.2." + random.nextInt(256);
      case "accessKeyId" -> "ASIAEXAMPLE" + (100_000_000 + random.nextInt(900_000_000));
      case "eventName" -> CALLS.get(random.nextInt(CALLS.size()));
      default -> new UUID(random.nextLong(), random.nextLong()).toString();
    };
  }
}
