package io.rootmon.detect;

/** The ways in which an event concerns root. */
public enum ActivityKind {
  /** A caller used the root credentials. */
  DIRECT("root itself"),
  /** A long-term root access key was used. */
  LONG_TERM_KEY("root access key"),
  /** A central root session made a call in a member account. */
  ASSUMED_ROOT("central root session"),
  /** A central root session was requested. */
  ASSUME_ROOT("request for a central root session"),
  /** A session that root issued, which has root's permissions under another name. */
  ROOT_ISSUED_SESSION("session issued by root"),
  /** The account or its root user is being changed, recovered or closed. */
  ROOT_TARGETED("root user or account as the target"),
  /** An AWS service acted on the account's behalf. */
  SERVICE_ON_BEHALF("AWS service on the account's behalf"),
  /** rootmon, or a service that records or detects, is weakened or disabled. */
  TAMPERING("tampering with the monitoring");

  private final String label;

  ActivityKind(String label) {
    this.label = label;
  }

  /** Returns a phrase for people. */
  public String label() {
    return label;
  }
}
