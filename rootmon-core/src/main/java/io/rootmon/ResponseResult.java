package io.rootmon;

import io.rootmon.incident.Incident;
import java.util.List;

/**
 * The result of a response to an incident.
 *
 * @param incident the incident with the response
 * @param problems one sentence for each channel that could not show the response
 */
public record ResponseResult(Incident incident, List<String> problems) {
  public ResponseResult {
    problems = List.copyOf(problems);
  }
}
