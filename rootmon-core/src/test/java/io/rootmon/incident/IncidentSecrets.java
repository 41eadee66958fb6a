package io.rootmon.incident;

import io.rootmon.judge.Finding;
import java.util.Set;

/** The entry that an incident keeps of its first finding. */
public final class IncidentSecrets {
  private IncidentSecrets() {}

  public static IncidentEvent entry(Finding finding) {
    SingleWorkerGrouper teller =
        new SingleWorkerGrouper(GroupingPolicy.STANDARD, it -> Set.of("pager"));
    teller.group(finding);
    return teller.entries.get(0);
  }
}
