package io.rootmon.detect;

import io.rootmon.cloudtrail.CloudTrailEvent;
import java.util.Locale;
import java.util.Optional;

/** The outcome of an event. */
public enum EventOutcome {
  /** The call succeeded. */
  SUCCEEDED("succeeded"),
  /** The call failed for another reason. */
  FAILED("failed"),
  /** AWS denied the call. */
  DENIED("denied"),
  /** An organization's service control policy, or resource control policy, denied it. */
  DENIED_BY_SCP("denied by an organization policy");

  private final String label;

  EventOutcome(String label) {
    this.label = label;
  }

  /** Returns the outcome in one word, such as {@code denied}. */
  public String label() {
    return label;
  }

  /** Returns whether AWS denied the call. */
  public boolean isDenied() {
    return this == DENIED || this == DENIED_BY_SCP;
  }

  static EventOutcome of(CloudTrailEvent event) {
    String message = event.errorMessage().orElse("").toLowerCase(Locale.ROOT);
    boolean answeredFailure =
        event.responseElements().text(event.name()).filter("Failure"::equalsIgnoreCase).isPresent();
    if (event.errorCode().filter(EventOutcome::isDenial).isPresent() || speaksOfDenial(message)) {
      return namesOrganizationPolicy(message) ? DENIED_BY_SCP : DENIED;
    }
    Optional<String> error = event.errorCode().or(event::errorMessage);
    return error.isPresent() || answeredFailure ? FAILED : SUCCEEDED;
  }

  /**
   * Returns whether the code is a denial. Services spell it AccessDenied, AccessDeniedException,
   * Client.UnauthorizedOperation, and so on.
   */
  private static boolean isDenial(String errorCode) {
    String code = errorCode.toLowerCase(Locale.ROOT);
    return code.contains("accessdenied")
        || code.contains("unauthorized")
        || code.contains("notauthorized")
        || code.contains("authorizationerror")
        || code.contains("authfailure")
        || code.contains("forbidden")
        || code.contains("operationnotpermitted")
        || code.contains("permissiondenied");
  }

  private static boolean speaksOfDenial(String message) {
    return message.contains("not authorized to perform")
        || message.contains("explicit deny")
        || namesOrganizationPolicy(message);
  }

  /**
   * Returns whether the text matches <a
   * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">AWS's
   * access denied messages</a>.
   */
  private static boolean namesOrganizationPolicy(String message) {
    return message.contains("service control policy")
        || message.contains("service control policies")
        || message.contains("resource control policy")
        || message.contains("resource control policies");
  }
}
