package io.rootmon.detect;

import io.rootmon.cloudtrail.UserIdentity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The records that may concern root, as an SQL condition over the columns of a CloudTrail table in
 * Athena. It selects at least every record in which {@link Detector} finds root activity, and a few
 * more: the detector decides. It is built from the same lists as the detector and the prefilter of
 * a scan.
 */
final class CandidateCondition {
  private static final String SERVICE = "lower(split_part(eventsource, '.', 1))";
  private static final String NAME =
      "regexp_replace(eventname, '" + WatchedCall.VERSION.pattern() + "', '')";
  private static final String ISSUER = "useridentity.sessioncontext.sessionissuer";

  /** Texts that JSON never escapes. */
  private static final Pattern PLAIN = Pattern.compile("[a-z0-9.@+_-]+");

  private CandidateCondition() {}

  /**
   * Returns the condition, in parentheses.
   *
   * @param resources rootmon's own resources that only the configuration identifies
   */
  static String sql(ProtectedResources resources) {
    List<String> conditions = new ArrayList<>();
    // An identity of an unknown type must be read, as in the prefilter.
    conditions.add("useridentity.type NOT IN (" + texts(UserIdentity.KNOWN_TYPES) + ")");
    conditions.add("(useridentity.type IS NULL AND useridentity.invokedby IS NULL)");
    conditions.add("lower(trim(useridentity.arn)) LIKE '%:root'");
    conditions.add("lower(" + ISSUER + ".type) = 'root'");
    conditions.add("lower(" + ISSUER + ".arn) LIKE '%:root'");
    for (Map.Entry<String, Set<String>> calls : CallsOfInterest.BY_SERVICE.entrySet()) {
      conditions.add(
          "("
              + SERVICE
              + " = "
              + text(calls.getKey())
              + " AND "
              + NAME
              + " IN ("
              + texts(calls.getValue())
              + "))");
    }
    // A record without a service may be of any.
    conditions.add(
        "(coalesce(trim(eventsource), '') = '' AND "
            + NAME
            + " IN ("
            + texts(
                CallsOfInterest.BY_SERVICE.values().stream()
                    .flatMap(Set::stream)
                    .collect(Collectors.toSet()))
            + "))");
    conditions.add(
        NAME
            + " IN ("
            + texts(Set.of(RootmonResources.NAMELESS, RootmonResources.BUS_CHANGE))
            + ")");
    conditions.add(
        callsThatName(WatchedCalls.names(), List.of(RootmonResources.NAME), "request", "response"));
    conditions.add(
        callsThatName(Guardrails.ROLE_CALLS, List.of(Guardrails.STACK_SETS_ROLE), "request"));
    addProtected(conditions, "kms", resources.kmsKeys());
    addProtected(conditions, "ses", resources.sesIdentities());
    return "(\n  " + String.join("\n  OR ", conditions) + "\n)";
  }

  private static void addProtected(
      List<String> conditions, String service, Collection<String> names) {
    if (names.isEmpty()) {
      return;
    }
    Set<String> calls =
        WatchedCalls.ALL.stream()
            .filter(it -> it.service().equals(service))
            .map(WatchedCall::name)
            .collect(Collectors.toSet());
    boolean isSearchable =
        names.stream().allMatch(it -> PLAIN.matcher(it.toLowerCase(Locale.ROOT)).matches());
    conditions.add(
        isSearchable
            ? callsThatName(calls, names, "request")
            : "(" + NAME + " IN (" + texts(calls) + "))");
  }

  /** Calls whose parameters contain one of the texts, in any letters. */
  private static String callsThatName(
      Collection<String> calls, Collection<String> contained, String... sections) {
    List<String> found = new ArrayList<>();
    for (String section : sections) {
      String column = section.equals("request") ? "requestparameters" : "responseelements";
      for (String part : new TreeSet<>(contained)) {
        found.add("strpos(lower(" + column + "), " + text(part.toLowerCase(Locale.ROOT)) + ") > 0");
      }
    }
    return "(" + NAME + " IN (" + texts(calls) + ")\n    AND (" + String.join(" OR ", found) + "))";
  }

  private static String texts(Collection<String> values) {
    return new TreeSet<>(values)
        .stream().map(CandidateCondition::text).collect(Collectors.joining(", "));
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
