package io.rootmon.cli.scan;

import io.rootmon.judge.Finding;
import java.time.Instant;
import java.util.Optional;

/**
 * A finding with the severity that its incident gives it.
 *
 * @param incident the id of its incident
 */
record GroupedFinding(Finding finding, Optional<String> incident) {
  Instant time() {
    return finding.activity().event().time();
  }
}
