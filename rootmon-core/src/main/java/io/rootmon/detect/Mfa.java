package io.rootmon.detect;

import io.rootmon.cloudtrail.CloudTrailEvent;
import java.util.Optional;

/** Whether a second factor was given. */
public enum Mfa {
  USED("with MFA"),
  NOT_USED("without MFA"),
  /** The record does not say, or its saying means nothing, as for central root sessions. */
  UNKNOWN("MFA unknown");

  private final String label;

  Mfa(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  static Mfa of(CloudTrailEvent event, Kind kind) {
    // A central root session carries mfaAuthenticated "false" whatever the human behind it did, and
    // so does a role's session by single sign-on.
    boolean root = event.identity().isRoot() || Signs.isIssuedByRoot(event);
    if (!root || kind == Kind.ASSUMED_ROOT || kind == Kind.SERVICE_ON_BEHALF) {
      return UNKNOWN;
    }
    Optional<String> atSignIn = event.additionalData().text("MFAUsed").map(String::strip);
    if (atSignIn.isPresent()) {
      // "Yes" by the documentation; "YES" was seen.
      if (atSignIn.get().equalsIgnoreCase("yes") || atSignIn.get().equalsIgnoreCase("true")) {
        return USED;
      }
      return atSignIn.get().equalsIgnoreCase("no") || atSignIn.get().equalsIgnoreCase("false")
          ? NOT_USED
          : UNKNOWN;
    }
    return event.identity().mfaAuthenticated().map(it -> it ? USED : NOT_USED).orElse(UNKNOWN);
  }
}
