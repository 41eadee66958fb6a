package io.rootmon.incident;

import java.util.Locale;

/** The reason why a channel is notified of a finding, the strongest reason first. */
public enum NotificationReason {
  /** The finding is the first of its incident for the channel. */
  FIRST("first finding of this incident"),
  /** The finding is more severe than all that the channel received about the incident. */
  SEVERITY("higher severity than before in this incident"),
  /** The finding is the first of its CRITICAL rule in the incident. */
  RULE("first finding of this CRITICAL rule in this incident"),
  /**
   * The finding is HIGH or CRITICAL, its event happened before the incident, and the channel
   * received few alerts of that day.
   */
  LATE("late event from before this incident"),
  /** The incident had no activity of this kind before. */
  KIND("new kind of activity in this incident"),
  /** The incident had no activity from this network before. */
  NETWORK("new network in this incident"),
  /** The incident is CRITICAL and had no response for a day. */
  REMINDER("daily reminder: no response so far"),
  /** The channel receives every finding. */
  EVERY("this channel receives every finding");

  private final String text;

  NotificationReason(String text) {
    this.text = text;
  }

  /** Returns the reason as the alert shows it. */
  public String text() {
    return text;
  }

  /** Returns the reason for programs, such as {@code first}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
