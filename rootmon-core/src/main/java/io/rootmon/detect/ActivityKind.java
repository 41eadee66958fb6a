package io.rootmon.detect;

/** The ways in which an event concerns root. */
public enum ActivityKind {
  /** A caller used the root credentials. */
  DIRECT("root itself"),
  /** A long-term root access key was used. */
  LONG_TERM_KEY("root access key"),
  /** A central root session acted in a member account. */
  ASSUMED_ROOT("central root session"),
  /** A central root session was requested. */
  ASSUME_ROOT("request for a central root session"),
  /** Root's power under another name: a session that root issued. */
  ROOT_ISSUED_SESSION("session issued by root"),
  /** The account or its root user is being changed, recovered or closed. */
  ROOT_TARGETED("root user or account as the target"),
  /** An AWS service acted on the account's behalf. */
  SERVICE_ON_BEHALF("AWS service on the account's behalf"),
  /** rootmon, or what records and detects, is being blinded. */
  TAMPERING("tampering with the monitoring");

  private final String label;

  ActivityKind(String label) {
    this.label = label;
  }

  /** As a phrase for a person. */
  public String label() {
    return label;
  }
}
