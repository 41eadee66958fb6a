package io.rootmon;

import io.rootmon.incident.Incident;
import java.util.List;

/**
 * An incident that somebody responded to.
 *
 * @param incident as it is now
 * @param problems where it could not be shown
 */
public record ResponseResult(Incident incident, List<String> problems) {
  public ResponseResult {
    problems = List.copyOf(problems);
  }
}
