package io.rootmon.judge.rules;

import static io.rootmon.judge.Severity.HIGH;

import io.rootmon.judge.Rule;
import java.util.List;

/** Rules for secrets and credentials that root reads. */
final class SecretRules {
  static final List<Rule> HIGH_RULES =
      List.of(
          new Rule(
              "root.secret.read",
              HIGH,
              "root read a secret or a credential: the secret can be used outside this account",
              Techniques.SECRETS,
              List.of(
                  "Ask {owner} why root called {event} on {resource}. // Ask {owner} why root called {event}.",
                  "If it was not them: reset root's password, and replace the secret.",
                  "Search CloudTrail for other secrets that were read in {account}, and for their use."),
              DocumentationLinks.BEST_PRACTICES,
              activity ->
                  activity.readsSecrets() && activity.underRootsPower() && activity.succeeded()));

  private SecretRules() {}
}
