package io.rootmon.judge.rules;

import io.rootmon.internal.json.JsonTree;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides whether a resource policy gives everyone access: a statement that allows every principal,
 * without a condition that narrows it to known ones. The definition is <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">that
 * of S3</a>. The policy is a string in JSON, or part of the request parameters.
 */
final class PublicPolicies {
  private static final Pattern PRINCIPAL =
      Pattern.compile("(?:(.*)\\.)?(not)?principal(?:[.\\[].*)?");

  /** A string that is no whole JSON, such as a cut one. */
  private static final Pattern EVERYONE_IN_TEXT =
      Pattern.compile(
          "\"Principal\"\\s{0,9}:\\s{0,9}(\"\\*\"|\\{\\s{0,9}\"AWS\"\\s{0,9}:\\s{0,9}\\[?\\s{0,9}\"\\*\")");

  /** Operators that a request without the key does not satisfy. */
  private static final Set<String> NARROWING_OPERATORS =
      Set.of(
          "stringequals",
          "stringequalsignorecase",
          "stringlike",
          "arnequals",
          "arnlike",
          "ipaddress");

  private static final Set<String> NARROWING_KEYS =
      Set.of(
          "aws:principalaccount",
          "aws:principalarn",
          "aws:principalorgid",
          "aws:principalorgpaths",
          "aws:sourceaccount",
          "aws:sourcearn",
          "aws:sourceip",
          "aws:sourceorgid",
          "aws:sourceorgpaths",
          "aws:sourceowner",
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:userid",
          "aws:username",
          "aws:vpcsourceip",
          "kms:calleraccount",
          "s3:dataaccesspointaccount",
          "s3:dataaccesspointarn");

  /** Parameters of AddPermission that narrow the statement which it adds. */
  private static final List<String> NARROWING_PARAMETERS =
      List.of("principalorgid", "sourceaccount", "sourcearn");

  private static final Pattern ORGANIZATION_PATH = Pattern.compile("o-[a-z0-9]{4,32}/.*");
  private static final Pattern NETWORK = Pattern.compile("([0-9a-fA-F.:]+)/([0-9]{1,3})");
  private static final int LEAST_IPV4_PREFIX = 8;
  private static final int LEAST_IPV6_PREFIX = 32;
  private static final int MAX_DEPTH = 16;

  private PublicPolicies() {}

  /** Returns whether the request parameters contain a policy that gives everyone access. */
  static boolean grantEveryone(Map<String, String> parameters) {
    return isPublic(parameters) || parameters.values().stream().anyMatch(PublicPolicies::isPublic);
  }

  private static boolean isPublic(String text) {
    String policy = text.strip();
    if (!policy.startsWith("{") || !policy.contains("rincipal")) {
      return false;
    }
    Map<String, String> values = new TreeMap<>();
    try {
      collect("", JsonTree.read("policy", policy), 0, values);
    } catch (IllegalArgumentException e) {
      return EVERYONE_IN_TEXT.matcher(policy).find();
    }
    return isPublic(values);
  }

  private static void collect(String path, Object value, int depth, Map<String, String> values) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("policy: has more than " + MAX_DEPTH + " levels");
    } else if (value instanceof Map<?, ?> map) {
      String prefix = path.isEmpty() ? "" : path + ".";
      map.forEach((key, part) -> collect(prefix + key, part, depth + 1, values));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        collect(path + "[" + i + "]", list.get(i), depth + 1, values);
      }
    } else {
      values.put(path, String.valueOf(value));
    }
  }

  private static boolean isPublic(Map<String, String> values) {
    if (values.keySet().stream()
        .noneMatch(it -> it.toLowerCase(Locale.ROOT).contains("principal"))) {
      return false;
    }
    Map<String, String> lower = new TreeMap<>();
    values.forEach((path, value) -> lower.put(path.toLowerCase(Locale.ROOT), value));
    return lower.entrySet().stream().anyMatch(it -> isPublic(it.getKey(), it.getValue(), lower));
  }

  /** Returns whether this is the principal of a statement that gives everyone access. */
  private static boolean isPublic(String path, String value, Map<String, String> values) {
    Matcher principal = PRINCIPAL.matcher(path);
    if (!principal.matches()) {
      return false;
    }
    String statement = principal.group(1) == null ? "" : principal.group(1) + ".";
    String effect = values.getOrDefault(statement + "effect", "");
    boolean isForAll =
        principal.group(2) == null
            ? value.strip().equals("*") && !effect.equalsIgnoreCase("deny")
            // Everyone but the named principals.
            : effect.equalsIgnoreCase("allow");
    return isForAll && !isNarrowed(statement, values);
  }

  private static boolean isNarrowed(String statement, Map<String, String> values) {
    if (statement.isEmpty()) {
      return NARROWING_PARAMETERS.stream().anyMatch(it -> !values.getOrDefault(it, "").isBlank());
    }
    String condition = statement + "condition.";
    for (String operator : NARROWING_OPERATORS) {
      for (String key : NARROWING_KEYS) {
        String path = condition + operator + "." + key;
        List<String> wanted =
            values.entrySet().stream()
                .filter(it -> it.getKey().equals(path) || it.getKey().startsWith(path + "["))
                .map(Map.Entry::getValue)
                .toList();
        if (!wanted.isEmpty() && wanted.stream().allMatch(it -> isFixed(operator, it))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns whether the value names known principals or networks, and not a pattern for any. */
  private static boolean isFixed(String operator, String value) {
    if (operator.equals("ipaddress")) {
      Matcher network = NETWORK.matcher(value);
      int least = value.contains(":") ? LEAST_IPV6_PREFIX : LEAST_IPV4_PREFIX;
      return !network.matches() || Integer.parseInt(network.group(2)) >= least;
    }
    boolean isPattern = value.contains("*") || value.contains("?") || value.contains("${");
    return !isPattern || ORGANIZATION_PATH.matcher(value).matches();
  }
}
