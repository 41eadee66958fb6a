package io.rootmon.detect;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.EventFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The resource that tampering changed, as far as it matters: a change of a resource that the caller
 * created must not hide the same call on one that the monitoring needs.
 *
 * @param name the last part of its name or ARN, in lower case, at most {@value #MAX_LENGTH}
 *     characters
 * @param isRootmons whether it is a resource that rootmon's infrastructure code creates. Their
 *     number is limited, and that of other names is not.
 */
public record TamperedResource(String name, boolean isRootmons) {
  private static final int MAX_LENGTH = 40;

  /** The names in iac/spoke, and those in iac/hub with the default name. */
  private static final Set<String> ROOTMONS =
      Set.of(
          "rootmon",
          "rootmon-account-notices",
          "rootmon-alarms",
          "rootmon-coverage-check",
          "rootmon-dead-letters",
          "rootmon-detection-off",
          "rootmon-drift-check",
          "rootmon-guardduty",
          "rootmon-guardrails",
          "rootmon-guardrails-roles",
          "rootmon-heartbeat",
          "rootmon-key-changed",
          "rootmon-protected",
          "rootmon-responses",
          "rootmon-root-activity",
          "rootmon-securityhub",
          "rootmon-spoke",
          "rootmon-spoke-dead-letters",
          "rootmon-spoke-hub",
          "rootmon-spoke-management",
          "rootmon-spoke-trouble",
          "rootmon-tampering",
          "rootmon-tampering-function",
          "rootmon-tampering-hub",
          "rootmon-tampering-stacks",
          "rootmon-weekly-report",
          "rootmon-witness-check");

  private static final String STACK_SET = "stackset-";

  private static final List<String> TRAILS =
      List.of("name", "trailName", "eventDataStore", "trailARN");

  private static final List<String> GUARDRAILS =
      List.of("policyId", "servicePrincipal", "policyType");

  /** Returns whether rootmon's infrastructure code creates a resource with this name. */
  public static boolean isRootmons(String name) {
    return ROOTMONS.contains(name);
  }

  static Optional<TamperedResource> of(CloudTrailEvent event) {
    EventFields parameters = event.requestParameters();
    if (RootmonResources.changesRootmon(event)) {
      return RootmonResources.name(parameters)
          .or(() -> RootmonResources.name(event.responseElements()))
          .map(TamperedResource::rootmons);
    } else if (event.isFrom("cloudtrail")) {
      return first(parameters, TRAILS);
    } else if (event.isFrom("organizations")) {
      return first(parameters, GUARDRAILS)
          .map(it -> parameters.text("targetId").map(target -> it.at(target)).orElse(it));
    }
    return Optional.empty();
  }

  private static Optional<TamperedResource> first(EventFields parameters, List<String> names) {
    return names.stream()
        .flatMap(it -> parameters.text(it).stream())
        .findFirst()
        .map(it -> new TamperedResource(lastPart(it), false));
  }

  /** A policy of the whole organization or of a unit matters more than that of an account. */
  private TamperedResource at(String target) {
    return target.matches("[0-9]{12}")
        ? this
        : new TamperedResource(lastPart(target) + "-" + name, isRootmons);
  }

  private static TamperedResource rootmons(String value) {
    String name = lastPart(value);
    if (name.startsWith(STACK_SET)) {
      // StackSet-rootmon-spoke-6f1c…
      String stackSet = name.substring(STACK_SET.length());
      name =
          ROOTMONS.stream()
              .filter(it -> stackSet.startsWith(it + "-"))
              .max((one, other) -> Integer.compare(one.length(), other.length()))
              .orElse(name);
    }
    return new TamperedResource(name, ROOTMONS.contains(name));
  }

  private static String lastPart(String value) {
    String part = value.substring(value.lastIndexOf('/') + 1);
    part = part.substring(part.lastIndexOf(':') + 1).strip().toLowerCase(Locale.ROOT);
    return part.length() > MAX_LENGTH ? part.substring(0, MAX_LENGTH) : part;
  }
}
