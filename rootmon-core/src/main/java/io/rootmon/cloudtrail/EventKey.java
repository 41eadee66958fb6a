package io.rootmon.cloudtrail;

import java.time.Instant;

/**
 * The identity of an event: its account and id, and its time and name, since ids that are not
 * CloudTrail's own, such as those of examples, may be given to several events. A GuardDuty finding
 * keeps its identity when it is updated, although its time changes.
 */
public final class EventKey {
  private EventKey() {}

  /** The key; the parts whose form is known come first, so that two events never share one. */
  public static String of(String account, Instant time, String name, String id) {
    return account + "#" + withinAccount(time, name, id);
  }

  /**
   * Whether a key is that of an account's event.
   *
   * @param key or the event's id alone, which an older version stored
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
