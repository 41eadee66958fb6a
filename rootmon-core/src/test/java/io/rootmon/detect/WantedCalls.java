package io.rootmon.detect;

import java.util.Map;
import java.util.Set;

/** The calls that the detector knows by name, by service: what the event patterns must carry. */
public final class WantedCalls {
  private WantedCalls() {}

  public static Map<String, Set<String>> thatChangeRootmon() {
    return WatchedResources.CHANGES;
  }

  public static Map<String, Set<String>> thatSwitchDetectionOff() {
    return Detection.OFF;
  }

  public static Map<String, Set<String>> thatTargetRoot() {
    return Signs.TARGETING;
  }
}
