package io.rootmon.cli.lastused;

import io.rootmon.cli.lastused.RootCredentials.Mfa;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The controls on the root user in the <a
 * href="https://docs.aws.amazon.com/securityhub/latest/userguide/cis-aws-foundations-benchmark.html">CIS
 * AWS Foundations Benchmark</a>, numbered as in versions 1.4 and 3.0.
 */
enum CisControl {
  NO_ACCESS_KEY(
      "1.4",
      "no root access key exists",
      "Delete the key: sign in as root and open Security credentials, or, in a member account,"
          + " call AssumeRoot with IAMDeleteRootUserCredentials. Move what used it to a role"
          + " first."),
  MFA_ENABLED(
      "1.5",
      "MFA is enabled for root",
      "Register an MFA device for root. In a member account, delete the root password instead:"
          + " central root access makes it unnecessary."),
  HARDWARE_MFA(
      "1.6",
      "root's MFA devices are hardware",
      "Register a security key or a hardware token for root and remove the authenticator app. In a"
          + " member account, delete the root password instead."),
  NOT_IN_USE(
      "1.7",
      "root is not used for daily tasks",
      "Find out what root did: rootmon history or rootmon scan. Give those who need it a role, or"
          + " an AssumeRoot task, and keep the root password for emergencies.");

  /** The result of a control for an account. */
  enum Status {
    PASS,
    FAIL,
    UNKNOWN
  }

  private final String number;
  private final String title;
  private final String advice;

  CisControl(String number, String title, String advice) {
    this.number = number;
    this.title = title;
    this.advice = advice;
  }

  String number() {
    return number;
  }

  String title() {
    return title;
  }

  String advice() {
    return advice;
  }

  /**
   * Checks an account.
   *
   * @param recent the time after a use during which root counts as in use
   */
  Status check(RootCredentials root, Instant now, Duration recent) {
    return switch (this) {
      case NO_ACCESS_KEY -> root.keys().isEmpty() ? Status.PASS : Status.FAIL;
      case MFA_ENABLED -> signIn(root, root.mfa() != Mfa.NONE, root.mfa() == Mfa.UNKNOWN);
      case HARDWARE_MFA ->
          signIn(
              root,
              root.mfa() == Mfa.HARDWARE,
              root.mfa() == Mfa.UNKNOWN || root.mfa() == Mfa.ENABLED);
      case NOT_IN_USE -> use(root, now.minus(recent));
    };
  }

  /** Checks MFA. Without a password there is no sign-in for MFA to protect. */
  private static Status signIn(RootCredentials root, boolean isProtected, boolean isUnknown) {
    if (root.isEmpty()) {
      return Status.PASS;
    } else if (isUnknown) {
      return Status.UNKNOWN;
    }
    return isProtected ? Status.PASS : Status.FAIL;
  }

  private static Status use(RootCredentials root, Instant limit) {
    Optional<Instant> last = root.lastUsed();
    if (last.isPresent() && last.get().isAfter(limit)) {
      return Status.FAIL;
    }
    return root.isLastUseKnown() ? Status.PASS : Status.UNKNOWN;
  }
}
