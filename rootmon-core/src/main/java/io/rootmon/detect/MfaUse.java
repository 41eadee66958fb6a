package io.rootmon.detect;

import io.rootmon.cloudtrail.CloudTrailEvent;
import java.util.Optional;

/** The use of a second factor. */
public enum MfaUse {
  /** The sign-in or the session used MFA. */
  USED("with MFA"),
  /** The sign-in or the session did not use MFA. */
  NOT_USED("without MFA"),
  /** A sign-in failed before MFA was requested: the record's "No" says nothing about the device. */
  NOT_REACHED("not reached"),
  /** The record does not contain it. */
  UNKNOWN("not recorded"),
  /** The value in the record has no meaning: no MFA of root was requested or used. */
  NOT_APPLICABLE("does not apply");

  private final String label;

  MfaUse(String label) {
    this.label = label;
  }

  /** Returns the use of MFA as text, such as {@code without MFA}. */
  public String label() {
    return label;
  }

  /**
   * Returns the use of MFA. Central root sessions carry {@code mfaAuthenticated: "false"}
   * regardless of the user's MFA.
   */
  static MfaUse of(CloudTrailEvent event, boolean inCentralSession) {
    boolean rootsOwn = event.identity().isRoot() || RootIndicators.isIssuedByRoot(event);
    if (!rootsOwn || inCentralSession || RootIndicators.isByService(event)) {
      return NOT_APPLICABLE;
    }
    Optional<String> atSignIn = event.additionalData().text("MFAUsed").map(String::strip);
    if (atSignIn.isPresent()) {
      // "Yes" in the documentation; "YES" occurs.
      if (atSignIn.get().equalsIgnoreCase("yes") || atSignIn.get().equalsIgnoreCase("true")) {
        return USED;
      }
      boolean notUsed =
          atSignIn.get().equalsIgnoreCase("no") || atSignIn.get().equalsIgnoreCase("false");
      if (!notUsed) {
        return UNKNOWN;
      }
      return EventOutcome.of(event) == EventOutcome.SUCCEEDED ? NOT_USED : NOT_REACHED;
    }
    return event.identity().mfaAuthenticated().map(it -> it ? USED : NOT_USED).orElse(UNKNOWN);
  }
}
