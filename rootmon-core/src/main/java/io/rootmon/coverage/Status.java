package io.rootmon.coverage;

/** How an account, or one of its regions, is watched; the later of two is the more alarming. */
public enum Status {
  /** Closed or being closed: nobody can do anything there. */
  SUSPENDED,
  /** The configuration says that nobody needs to watch it. */
  LEFT_OUT,
  /** Heard in time. */
  WATCHED,
  /** Never heard, of an account that joined within a day: its spoke may be on its way. */
  NEW,
  /** Heard once, and for too long not any more. */
  SILENT,
  /** Never heard. */
  MISSING;

  /** Whether root could act there unseen. */
  public boolean isGap() {
    return this == SILENT || this == MISSING;
  }
}
