package io.rootmon.judge.rules;

import io.rootmon.cloudtrail.EventFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The criteria by which a filter of GuardDuty archives findings, or a rule of Security Hub
 * suppresses them.
 */
final class FindingCriteria {
  /** A condition on one field of a finding. All conditions must match. */
  private record Condition(String field, boolean isPositive, List<String> values) {}

  /**
   * The field, the <a
   * href="https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Condition.html">operator</a>
   * and the position of the value.
   */
  private static final Pattern IN_GUARDDUTY = Pattern.compile("(.+)\\.([A-Za-z]+)(\\[[0-9]+])?");

  /** The field and the position of a string filter, with its value or comparison. */
  private static final Pattern IN_SECURITY_HUB =
      Pattern.compile("(?i).*Criteria\\.([A-Za-z]+)\\[([0-9]+)]\\.(Value|Comparison)");

  private static final Set<String> POSITIVE = Set.of("eq", "equals", "matches");

  /** The resources of findings that never name root as the actor. */
  private static final Pattern OTHER_RESOURCE =
      Pattern.compile(
          "resource\\.(instance|eksCluster|kubernetes|ecsCluster|container|lambda|rds[A-Za-z]*|ebs[A-Za-z]*)"
              + "(Details)?\\..*");

  /**
   * The types of findings whose actor can be root: <a
   * href="https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-iam.html">those
   * of identities</a>, but not of the credentials of instances and functions, and attack sequences.
   */
  private static final Pattern OF_IDENTITIES =
      Pattern.compile(
          "(?i):IAMUser[/-](?!(Instance|Resource)CredentialExfiltration)|AttackSequence:(IAM|S3)");

  private static final String ROOT_TYPE = "Policy:IAMUser/RootCredentialUsage";

  private final List<Condition> conditions;

  private FindingCriteria(List<Condition> conditions) {
    this.conditions = conditions;
  }

  /** Reads the criteria of a filter of GuardDuty. */
  static FindingCriteria ofGuardDuty(EventFields parameters) {
    Map<String, Condition> conditions = new HashMap<>();
    parameters
        .under("findingCriteria.criterion")
        .values()
        .forEach(
            (path, value) -> {
              Matcher parts = IN_GUARDDUTY.matcher(path);
              if (parts.matches()) {
                boolean isPositive = POSITIVE.contains(parts.group(2));
                conditions
                    .computeIfAbsent(
                        parts.group(1) + " " + parts.group(2),
                        it -> new Condition(parts.group(1), isPositive, new ArrayList<>()))
                    .values()
                    .add(value);
              }
            });
    return new FindingCriteria(List.copyOf(conditions.values()));
  }

  /** Reads the criteria of a rule of Security Hub. */
  static FindingCriteria ofSecurityHub(EventFields parameters) {
    Map<String, String> values = new HashMap<>();
    Map<String, String> comparisons = new HashMap<>();
    parameters
        .values()
        .forEach(
            (path, value) -> {
              Matcher parts = IN_SECURITY_HUB.matcher(path);
              if (parts.matches()) {
                boolean isValue = parts.group(3).equalsIgnoreCase("Value");
                (isValue ? values : comparisons).put(parts.group(1) + " " + parts.group(2), value);
              }
            });
    Map<String, Condition> conditions = new HashMap<>();
    values.forEach(
        (place, value) -> {
          String field = place.substring(0, place.indexOf(' '));
          String comparison = comparisons.getOrDefault(place, "EQUALS");
          boolean isPositive = !comparison.toUpperCase(Locale.ROOT).contains("NOT");
          conditions
              .computeIfAbsent(
                  field + " " + isPositive,
                  it -> new Condition(field, isPositive, new ArrayList<>()))
              .values()
              .add(comparison.equalsIgnoreCase("EQUALS") ? value : "*" + value + "*");
        });
    return new FindingCriteria(List.copyOf(conditions.values()));
  }

  /**
   * Returns whether findings about root can match. A condition that excludes values matches all
   * other findings, so only conditions that name values can rule root out.
   */
  boolean mayMatchRoot() {
    return conditions.stream().allMatch(FindingCriteria::mayMatchRoot);
  }

  private static boolean mayMatchRoot(Condition condition) {
    if (!condition.isPositive()) {
      return true;
    }
    if (condition.field().equalsIgnoreCase("type")
        && condition.values().stream().anyMatch(it -> OF_IDENTITIES.matcher(it).find())) {
      return true;
    }
    return expected(condition.field())
        .map(
            root -> condition.values().stream().anyMatch(it -> root.stream().anyMatch(matches(it))))
        .orElse(!OTHER_RESOURCE.matcher(condition.field()).matches());
  }

  /** Returns the values of the field in findings about root; empty if they can be any. */
  private static Optional<List<String>> expected(String field) {
    return switch (field) {
      case "type" -> Optional.of(List.of(ROOT_TYPE));
      case "resource.accessKeyDetails.userType", "resource.accessKeyDetails.userName" ->
          Optional.of(List.of("Root"));
      case "resource.resourceType" -> Optional.of(List.of("AccessKey", "S3Bucket"));
      case "Type" -> Optional.of(List.of("TTPs/Policy:IAMUser-RootCredentialUsage"));
      case "ProductName" -> Optional.of(List.of("GuardDuty"));
      case "ResourceType" -> Optional.of(List.of("AwsIamAccessKey"));
      // The findings of controls have these fields, those of GuardDuty have not.
      case "ComplianceSecurityControlId", "ComplianceStatus", "ComplianceAssociatedStandardsId" ->
          Optional.of(List.of());
      default -> Optional.empty();
    };
  }

  /** Returns whether a value, which can contain wildcards, matches. */
  private static Predicate<String> matches(String value) {
    String pattern =
        List.of(value.split("\\*", -1)).stream()
            .map(it -> it.isEmpty() ? "" : Pattern.quote(it))
            .reduce((one, other) -> one + ".*" + other)
            .orElse("");
    Pattern glob = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    return root -> glob.matcher(root).matches();
  }
}
