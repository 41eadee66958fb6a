package io.rootmon.internal.coverage;

/** The monitoring of an account or a region; a later value is more severe. */
public enum CoverageStatus {
  /** The account is closed or is being closed. Its root user cannot sign in. */
  SUSPENDED,
  /** The configuration excludes the account. */
  EXCLUDED,
  /** The last heartbeat arrived in time. */
  MONITORED,
  /** No heartbeat has arrived yet. The account joined within a day. */
  NEW,
  /** Heartbeats arrive, but the stack there was changed after its deployment. */
  DRIFTED,
  /** Heartbeats arrived before, and not any more. */
  SILENT,
  /** No heartbeat has ever arrived. */
  MISSING,
  /** Heartbeats arrive, but a resource of the stack was deleted. */
  DELETED;

  /** Returns whether no heartbeat arrives, so that root activity is not detected. */
  public boolean isGap() {
    return this == SILENT || this == MISSING;
  }

  /** Returns whether the stack differs from its template. */
  public boolean isDrift() {
    return this == DRIFTED || this == DELETED;
  }

  /** Returns whether heartbeats arrive in time. */
  public boolean isMonitored() {
    return this == MONITORED || isDrift();
  }
}
