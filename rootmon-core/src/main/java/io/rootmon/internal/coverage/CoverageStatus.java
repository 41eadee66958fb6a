package io.rootmon.internal.coverage;

/** The monitoring of an account or a region; a later value is more severe. */
public enum CoverageStatus {
  /** The account is closed or is being closed. Its root user cannot sign in. */
  SUSPENDED,
  /** The configuration excludes the account. */
  LEFT_OUT,
  /** The last heartbeat arrived in time. */
  WATCHED,
  /** No heartbeat has arrived yet. The account joined within a day. */
  NEW,
  /** Heartbeats arrive, but the stack there was changed after its deployment. */
  DRIFTED,
  /** Heartbeats arrived before, and not any more. */
  SILENT,
  /** No heartbeat has ever arrived. */
  MISSING,
  /** Returns whether no heartbeat arrives, so that root activity is not detected. */
  DELETED;

  /** Returns whether the stack differs from its template. */
  public boolean isGap() {
    return this == SILENT || this == MISSING;
  }

  /** Returns whether heartbeats arrive in time. */
  public boolean isDrift() {
    return this == DRIFTED || this == DELETED;
  }

  /** Whether heartbeats arrive in time. */
  public boolean isMonitored() {
    return this == WATCHED || isDrift();
  }
}
