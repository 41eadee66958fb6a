package io.rootmon.detect;

import io.rootmon.cloudtrail.CloudTrailEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Determines whether a call only reads, by AWS's access levels: Read and List are reads, every
 * other level is a change. The levels come from AWS's <a
 * href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
 * Authorization Reference</a>. A call without an IAM action, such as a console-internal one, is
 * judged by the verb in its name.
 *
 * <p>CloudTrail's own {@code readOnly} is used last: it is missing before event version 1.08 and
 * wrong for some calls. The two resource files are read when the first call is judged; {@code
 * access-names.txt} explains their format.
 */
final class AccessLevels {
  private static final Pattern WORD =
      Pattern.compile("[A-Z]+(?![a-z])|[A-Z][a-z0-9]+|[a-z][a-z0-9]*");

  /** Lambda and CloudFront append an API version: CreateFunction20150331v2, 2020_05_31. */
  private static final Pattern VERSION = Pattern.compile("_?20\\d\\d_?\\d\\d_?\\d\\d(v\\d+)?$");

  private final Map<String, Boolean> verbs = new HashMap<>();
  private final Set<String> skipped = new HashSet<>();
  private final Map<String, String> prefixes = new HashMap<>();
  private final Map<String, Map<String, Boolean>> calls = new HashMap<>();
  private final Map<String, String> exceptions = new HashMap<>();

  private AccessLevels() {
    lines("access-names.txt").forEach(this::addRule);
    lines("access-levels.txt")
        .forEach(
            line -> {
              int space = line.indexOf(' ');
              exceptions.put(line.substring(0, space), line.substring(space));
            });
  }

  private static final class Holder {
    static final AccessLevels INSTANCE = new AccessLevels();
  }

  /** Returns whether the event's call only reads; empty if neither AWS nor the name shows it. */
  static Optional<Boolean> readOnly(CloudTrailEvent event) {
    return Holder.INSTANCE.level(event.source(), event.name()).or(event::readOnly);
  }

  /** Returns the result from the table and the name only. */
  static Optional<Boolean> readOnly(String eventSource, String eventName) {
    return Holder.INSTANCE.level(eventSource, eventName);
  }

  private Optional<Boolean> level(String eventSource, String eventName) {
    String name = action(eventName);
    for (String service : services(eventSource)) {
      Optional<Boolean> known = hasName(service, name);
      if (known.isPresent()) {
        return known;
      }
    }
    return Optional.ofNullable(verbs.get(verb(name)));
  }

  private Optional<Boolean> hasName(String service, String name) {
    Boolean byHand = calls.getOrDefault(service, Map.of()).get(name);
    if (byHand != null) {
      return Optional.of(byHand);
    }
    String line = exceptions.get(service);
    if (line == null) {
      return Optional.empty();
    }
    int at = position(line, name);
    return at < 0 ? Optional.empty() : Optional.of(at < line.indexOf(" w "));
  }

  /** Returns the position of a name in a comma-separated list; negative if it is absent. */
  private static int position(String line, String name) {
    for (int at = line.indexOf(name); at >= 0; at = line.indexOf(name, at + 1)) {
      int end = at + name.length();
      if (isBorder(line.charAt(at - 1)) && (end == line.length() || isBorder(line.charAt(end)))) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isBorder(char character) {
    return character == ',' || character == ' ';
  }

  /** Returns the IAM prefixes that a source may represent, the most likely first. */
  private Set<String> services(String eventSource) {
    String source = eventSource.toLowerCase(Locale.ROOT).strip();
    int domain = source.indexOf(".amazonaws.");
    String host = domain < 0 ? source : source.substring(0, domain);
    Set<String> names = new LinkedHashSet<>();
    names.add(host);
    names.addAll(List.of(host.split("\\.", -1)));
    Set<String> services = new LinkedHashSet<>();
    for (String name : names) {
      services.add(prefixes.getOrDefault(name, name));
      services.add(name);
    }
    return services;
  }

  /**
   * Returns the name of the IAM action, capitalized: without an API version and without the name of
   * a console's own service, as in {@code AWSPaymentPortalService.DescribePaymentsDashboard} and
   * {@code Preferences_GetPreferredCurrency}.
   */
  private static String action(String eventName) {
    String name = VERSION.matcher(eventName.strip()).replaceFirst("");
    int start = Math.max(name.lastIndexOf('.'), name.lastIndexOf('_')) + 1;
    String last = start < name.length() ? name.substring(start) : name;
    return last.isEmpty() ? last : Character.toUpperCase(last.charAt(0)) + last.substring(1);
  }

  private String verb(String name) {
    Matcher words = WORD.matcher(name);
    String word = "";
    while (words.find()) {
      word = words.group();
      if (!skipped.contains(word)) {
        return word;
      }
    }
    return word;
  }

  private void addRule(String line) {
    String[] words = line.split(" ", -1);
    List<String> rest = List.of(words).subList(1, words.length);
    switch (words[0]) {
      case "read", "change" -> rest.forEach(it -> verbs.put(it, words[0].equals("read")));
      case "skip" -> skipped.addAll(rest);
      case "source" -> prefixes.put(rest.get(0), rest.get(1));
      case "call" ->
          rest.subList(2, rest.size())
              .forEach(
                  it ->
                      calls
                          .computeIfAbsent(rest.get(1), unused -> new HashMap<>())
                          .put(it, rest.get(0).equals("read")));
      default -> throw new IllegalStateException("access-names.txt: unknown line: " + line);
    }
  }

  private static List<String> lines(String file) {
    try (InputStream in = AccessLevels.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + ": expected a resource but there is none");
      }
      List<String> lines = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          lines.add(line);
        }
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
