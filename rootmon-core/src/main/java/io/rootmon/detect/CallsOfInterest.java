package io.rootmon.detect;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The calls that may concern root with any caller. The prefilter of a scan and the Athena query are
 * built from them.
 */
final class CallsOfInterest {
  /** Calls by service that may concern root with any parameters. */
  static final Map<String, Set<String>> BY_SERVICE = byService();

  private static final Set<String> NAMES =
      Stream.of(
              BY_SERVICE.values().stream().flatMap(Set::stream),
              WatchedCalls.names().stream(),
              Guardrails.ROLE_CALLS.stream())
          .flatMap(it -> it)
          .collect(Collectors.toUnmodifiableSet());

  private CallsOfInterest() {}

  /** The names of all calls, without the version that some services append to them. */
  static Set<String> names() {
    return NAMES;
  }

  private static Map<String, Set<String>> byService() {
    Map<String, Set<String>> calls = new TreeMap<>();
    Stream.of(RootIndicators.TARGETING, SecurityServiceCalls.OFF, Guardrails.CALLS)
        .flatMap(it -> it.entrySet().stream())
        .forEach(it -> add(calls, it.getKey(), it.getValue()));
    add(calls, "sts", Set.of("AssumeRoot"));
    SecurityServiceCalls.PERHAPS_OFF.forEach((service, names) -> add(calls, service, names));
    add(calls, "securityhub", Guardrails.AUTOMATION_RULES);
    add(calls, "securityhub", Guardrails.CONTROLS);
    add(calls, "guardduty", Guardrails.TRUST_LISTS);
    add(calls, "guardduty", Guardrails.FILTERS);
    return calls;
  }

  private static void add(Map<String, Set<String>> calls, String service, Set<String> names) {
    calls.computeIfAbsent(service, unused -> new TreeSet<>()).addAll(names);
  }
}
