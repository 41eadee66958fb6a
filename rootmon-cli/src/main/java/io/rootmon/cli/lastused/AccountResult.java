package io.rootmon.cli.lastused;

import io.rootmon.cli.aws.AccountSessions.Target;
import io.rootmon.cli.lastused.CisControl.Status;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result for an account.
 *
 * @param root empty if it could not be read
 * @param controls the status of each control; empty if it could not be read
 * @param problem the reason why it could not be read
 */
record AccountResult(
    Target account,
    Optional<RootCredentials> root,
    Map<CisControl, Status> controls,
    Optional<String> problem) {
  AccountResult {
    controls = controls.isEmpty() ? Map.of() : new EnumMap<>(controls);
  }

  List<CisControl> failed() {
    return controls.entrySet().stream()
        .filter(it -> it.getValue() == Status.FAIL)
        .map(Map.Entry::getKey)
        .toList();
  }
}
