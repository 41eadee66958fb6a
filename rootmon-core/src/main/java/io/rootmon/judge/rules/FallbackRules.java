package io.rootmon.judge.rules;

import static io.rootmon.judge.Severity.HIGH;
import static io.rootmon.judge.Severity.LOW;
import static io.rootmon.judge.Severity.MEDIUM;

import io.rootmon.detect.Kind;
import io.rootmon.detect.Outcome;
import io.rootmon.judge.Rule;
import java.util.List;

/** What is left when no rule knows the act: judged by its outcome, and by reading or changing. */
final class FallbackRules {
  static final List<Rule> ALL =
      List.of(
          new Rule(
              "root.denied-by-scp",
              MEDIUM,
              "an organization policy denied it: the guardrail held, the credential is loose",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "The policy worked; the question is who tried {event} from {address}.",
                  "Ask whoever holds root for {account}. If nobody tried: reset root's password."),
              Pages.SERVICE_CONTROL,
              activity ->
                  activity.outcome() == Outcome.DENIED_BY_SCP && activity.underRootsPower()),
          new Rule(
              "root.denied",
              MEDIUM,
              "the call was denied: somebody holds the credential and tried",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Ask {actor} who tried {event}, and why.",
                  "If nobody did: treat the credential as taken, denied or not."),
              Pages.BEST_PRACTICES,
              activity -> activity.outcome().isDenied() && activity.underRootsPower()),
          new Rule(
              "attempt.denied",
              MEDIUM,
              "somebody tried to reach root, the account or its watch, and was denied",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "The permissions held; ask {actor} why {event} was tried.",
                  "If they know nothing of it: their credentials are in other hands. Revoke them."),
              Pages.BEST_PRACTICES,
              activity -> activity.outcome().isDenied()),
          CentralRootRules.READS,
          new Rule(
              "root.read",
              LOW,
              "root only read, or tried to read, something",
              Techniques.SERVICE_DISCOVERY,
              List.of(
                  "Reading changes nothing, but root was in use: ask who, and why not as a user.",
                  "Many different reads in a minute are a look around: somebody is new here."),
              Pages.BEST_PRACTICES,
              activity ->
                  activity.readOnly().orElse(false)
                      && activity.underRootsPower()
                      && !activity.is(Kind.ASSUME_ROOT)
                      && !activity.mintsCredentials()),
          new Rule(
              "root.failed",
              MEDIUM,
              "the call failed",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Nothing was changed; somebody used the credential all the same.",
                  "Ask {actor} who tried {event} from {address}, and why."),
              Pages.BEST_PRACTICES,
              activity -> activity.outcome() == Outcome.FAILED && activity.underRootsPower()),
          new Rule(
              "attempt.failed",
              MEDIUM,
              "somebody tried to reach root, the account or its watch, and failed",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Nothing was changed. Ask {actor} why {event} was tried from {address}.",
                  "If nobody knows: watch {account} for the next attempt."),
              Pages.BEST_PRACTICES,
              activity -> activity.outcome() == Outcome.FAILED),
          new Rule(
              "root.change",
              HIGH,
              "root changed something",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Ask whoever holds root for {account} whether {event} is theirs.",
                  "If nobody knows of it: reset root's password, and undo it: {resource}.",
                  "If so, and AWS does not ask for root there: let an administrator do it next time."),
              Pages.ROOT_TASKS,
              activity -> activity.readOnly().filter(it -> !it).isPresent()),
          new Rule(
              "root.unknown",
              HIGH,
              "root did something that rootmon does not know",
              Techniques.CLOUD_ACCOUNTS,
              List.of(
                  "Ask whoever holds root for {account} whether {event} is theirs.",
                  "If nobody knows of it: reset root's password, then look at what it did."),
              Pages.BEST_PRACTICES,
              activity -> true));

  private FallbackRules() {}
}
