package io.rootmon.judge.rules;

import static io.rootmon.judge.Severity.HIGH;
import static io.rootmon.judge.Severity.MEDIUM;

import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Rule;
import java.util.List;

/** Rules for attempts to disable recording, detection or rootmon that failed or were denied. */
final class AttemptRules {
  private static final String NOTHING_CHANGED =
      "Ask {actor} whether they tried {event}, and why. Nothing was changed.";

  static final List<Rule> ALL =
      List.of(
          new Rule(
              "watch.rootmon.change-attempted",
              HIGH,
              "an attempt to change a resource of rootmon did not succeed: the caller may try another way",
              Techniques.DISABLE_TOOLS,
              List.of(
                  NOTHING_CHANGED,
                  "If there is no good reason: revoke the access of {actor}.",
                  "Check what else was done from {address}. // Check what else was done then."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> activity.attemptsTampering() && activity.changesRootmon()),
          new Rule(
              "root.logging.off-attempted",
              HIGH,
              "root tried to turn off recording or to change what is recorded: attackers often do this first",
              Techniques.DISABLE_CLOUD_LOGS,
              List.of(
                  NOTHING_CHANGED,
                  "Treat root of {root} as compromised unless its owner confirms the attempt in person.",
                  "Check what else was done from {address}. // Check what else was done then."),
              DocumentationLinks.TRAILS,
              activity -> isOfRoot(activity) && MonitoringRules.touchesRecording(activity)),
          new Rule(
              "root.detection.off-attempted",
              HIGH,
              "root tried to turn off a detection service or to weaken it: attackers often do this first",
              Techniques.DISABLE_TOOLS,
              List.of(
                  NOTHING_CHANGED,
                  "Treat root of {root} as compromised unless its owner confirms the attempt in person.",
                  "Check what else was done from {address}. // Check what else was done then."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> isOfRoot(activity) && !MonitoringRules.touchesRecording(activity)),
          new Rule(
              "root.takeover-attempted",
              HIGH,
              "root tried to change root credentials or the email address, or to remove the account: attackers often do this to take over an account",
              Techniques.ACCOUNT_MANIPULATION,
              List.of(
                  NOTHING_CHANGED,
                  "Treat root of {root} as compromised unless its owner confirms the attempt in person.",
                  "Check what else was done from {address}. // Check what else was done then."),
              DocumentationLinks.ROOT_TASKS,
              RootActivity::attemptsTakeover),
          new Rule(
              "watch.logging.off-attempted",
              MEDIUM,
              "an attempt to turn off recording or to change what is recorded did not succeed",
              Techniques.DISABLE_CLOUD_LOGS,
              List.of(
                  NOTHING_CHANGED,
                  "If they did not try it: revoke their credentials.",
                  "Check what {actor} did before and after."),
              DocumentationLinks.TRAILS,
              activity -> isOfOthers(activity) && MonitoringRules.touchesRecording(activity)),
          new Rule(
              "watch.detection.off-attempted",
              MEDIUM,
              "an attempt to turn off a detection service or to weaken it did not succeed",
              Techniques.DISABLE_TOOLS,
              List.of(
                  NOTHING_CHANGED,
                  "If they did not try it: revoke their credentials.",
                  "Check what {actor} did before and after."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> isOfOthers(activity) && !MonitoringRules.touchesRecording(activity)));

  private AttemptRules() {}

  private static boolean isOfRoot(RootActivity activity) {
    return isOnDetection(activity) && activity.underRootsPower();
  }

  private static boolean isOfOthers(RootActivity activity) {
    return isOnDetection(activity) && !activity.underRootsPower();
  }

  private static boolean isOnDetection(RootActivity activity) {
    return activity.attemptsTampering() && !activity.changesRootmon();
  }
}
