package io.rootmon.judge.rules;

import static io.rootmon.judge.Severity.HIGH;
import static io.rootmon.judge.Severity.LOW;
import static io.rootmon.judge.Severity.MEDIUM;

import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.EventOutcome;
import io.rootmon.judge.Rule;
import java.util.List;

/** Rules for calls that no other rule matches: by outcome, and by reading or changing. */
final class FallbackRules {
  static final List<Rule> ALL =
      List.of(
          new Rule(
              "root.denied-by-scp",
              MEDIUM,
              "an organization policy blocked the call: the caller has working root credentials",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Find out who tried {event} from {address}. The policy blocked the call. // Find out who tried {event}. The policy blocked the call.",
                  "Ask {owner} whether it was them. If not: reset root's password."),
              DocumentationLinks.SERVICE_CONTROL,
              activity ->
                  activity.outcome() == EventOutcome.DENIED_BY_SCP && activity.underRootsPower()),
          new Rule(
              "root.denied",
              MEDIUM,
              "the call was denied, but root's credentials were used",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Ask {actor} whether they tried {event}, and why.",
                  "If you can't tell: treat the credentials as compromised."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> activity.outcome().isDenied() && activity.underRootsPower()),
          new Rule(
              "attempt.denied",
              MEDIUM,
              "an attempt on root, the account or its monitoring was denied",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Ask {actor} whether they tried {event}, and why. The permissions blocked it.",
                  "If they did not try it: revoke their credentials."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> activity.outcome().isDenied()),
          CentralRootRules.READS,
          new Rule(
              "root.read",
              LOW,
              "root only read, or tried to read, something",
              Techniques.SERVICE_DISCOVERY,
              List.of(
                  "Find out from {owner} who used root, and why. Nothing was changed.",
                  "Look for bursts of different read calls, which suggest reconnaissance."),
              DocumentationLinks.BEST_PRACTICES,
              activity ->
                  activity.readOnly().orElse(false)
                      && activity.underRootsPower()
                      && !activity.is(ActivityKind.ASSUME_ROOT)
                      && !activity.mintsCredentials()
                      && !activity.readsSecrets()),
          new Rule(
              "root.failed",
              MEDIUM,
              "the call failed",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Find out who used root's credentials. Nothing was changed.",
                  "Ask {actor} whether they tried {event} from {address}, and why. // Ask {actor} whether they tried {event}, and why."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> activity.outcome() == EventOutcome.FAILED && activity.underRootsPower()),
          new Rule(
              "attempt.failed",
              MEDIUM,
              "an attempt on root, the account or its monitoring failed",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Ask {actor} whether they tried {event} from {address}, and why. Nothing was changed. // Ask {actor} whether they tried {event}, and why. Nothing was changed.",
                  "If you can't tell: look for further attempts in {account}."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> activity.outcome() == EventOutcome.FAILED),
          new Rule(
              "root.change",
              HIGH,
              "root changed a resource: few tasks require root",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Ask {owner} whether {event} was theirs.",
                  "If not: reset root's password. Undo the change to {resource}, or check what was lost. // If not: reset root's password. Undo the change, or check what was lost.",
                  "If so, and the task does not need root: have an administrator do it next time."),
              DocumentationLinks.ROOT_TASKS,
              activity -> activity.readOnly().filter(it -> !it).isPresent()),
          new Rule(
              "root.unknown",
              HIGH,
              "root made a call that rootmon does not recognize: the effect of the call is unknown",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Ask {owner} whether {event} was theirs.",
                  "If not: reset root's password, then check what the call did."),
              DocumentationLinks.BEST_PRACTICES,
              activity -> true));

  private FallbackRules() {}
}
