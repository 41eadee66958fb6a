package io.rootmon.internal.cloudtrail;

import java.time.Instant;

/**
 * The identity of an event: its account, id, time and name. Time and name are included because ids
 * that CloudTrail did not assign, such as those of examples, may belong to several events. A
 * GuardDuty finding has the same identity after an update, although its time changes.
 */
public final class EventKey {
  private EventKey() {}

  /**
   * Returns the key. The parts with a fixed format come first, so that two events never have the
   * same key.
   */
  public static String of(String account, Instant time, String name, String id) {
    return account + "#" + withinAccount(time, name, id);
  }

  /**
   * Returns whether a key belongs to this event.
   *
   * @param key the key, or only the event's id if an older version stored it
   */
  public static boolean matches(String key, Instant time, String name, String id) {
    return key.equals(id)
        || key.substring(key.indexOf('#') + 1).equals(withinAccount(time, name, id));
  }

  private static String withinAccount(Instant time, String name, String id) {
    // Only GuardDuty's names have a colon.
    boolean isFinding = name.indexOf(':') >= 0;
    return (isFinding ? "" : time) + "#" + name.length() + "#" + name + "#" + id;
  }
}
