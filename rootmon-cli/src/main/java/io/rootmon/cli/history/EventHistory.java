package io.rootmon.cli.history;

import io.rootmon.cli.aws.AccountSessions.Target;
import io.rootmon.cli.aws.AwsSession;

/** The event history of a region of an account. */
record EventHistory(Target account, String region, AwsSession session) {
  String name() {
    return account.label() + " " + region;
  }
}
