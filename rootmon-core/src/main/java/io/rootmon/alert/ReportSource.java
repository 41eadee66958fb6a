package io.rootmon.alert;

/** The source of a report's events, which limits the statements that the report can make. */
public enum ReportSource {
  /** The events were received when they happened, and people can respond to alerts. */
  LIVE_WITH_RESPONSES,

  /** The events were received when they happened, and no channel accepts responses. */
  LIVE,

  /** The events were read from files: no alert was sent, and no incident was open or closed. */
  FILES;

  /** Returns whether the events were received when they happened. */
  public boolean isLive() {
    return this != FILES;
  }

  /** Returns whether people can respond to alerts. */
  public boolean hasResponses() {
    return this == LIVE_WITH_RESPONSES;
  }
}
