package io.rootmon.route;

import io.rootmon.alert.Alert;
import java.util.Set;

/** Which channels an alert is for. */
public record Routes(Set<String> all) {
  public static Routes everythingTo(Set<String> channels) {
    return new Routes(channels);
  }

  public Set<String> channels(Alert alert) {
    return all;
  }
}
