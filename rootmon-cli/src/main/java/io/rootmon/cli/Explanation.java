package io.rootmon.cli;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.judge.Finding;
import java.util.Optional;

/** An event and its judgement as one line. */
interface Explanation {
  String of(CloudTrailEvent event, Optional<Finding> finding);
}
