package io.rootmon.route;

import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.detect.Kind;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import io.rootmon.judge.rules.StandardRules;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Tells channels of the findings that fit.
 *
 * @param accounts empty for every account, those that will join too
 * @param minimum the least severe that is told
 * @param kinds empty for every kind
 */
public record Route(
    Set<AccountId> accounts, Severity minimum, Set<Kind> kinds, Set<String> channels) {
  public Route {
    accounts = Set.copyOf(accounts);
    kinds = Set.copyOf(kinds);
    channels = Collections.unmodifiableSet(new LinkedHashSet<>(channels));
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("channels: expected at least one but was none");
    }
  }

  /** What is not known of an alert may be anything: it fits. */
  boolean fits(Alert alert) {
    boolean ofAccount = alert.account().id().map(this::concerns).orElse(true);
    return ofAccount && alert.finding().map(it -> fits(it, alert.severity())).orElse(true);
  }

  /** For what tells of the watch itself, whose severity is known: of nobody else's account. */
  boolean fitsWatch(Alert alert) {
    boolean ofAccount = alert.account().id().map(this::concerns).orElse(accounts.isEmpty());
    return ofAccount && concerns(Kind.TAMPERING) && alert.severity().isAtLeast(minimum);
  }

  private boolean fits(Finding finding, Severity severity) {
    return concerns(finding.activity().kind()) && severity.isAtLeast(minimum);
  }

  boolean concerns(AccountId account) {
    return accounts.isEmpty() || accounts.contains(account);
  }

  boolean concerns(Kind kind) {
    return kinds.isEmpty() || kinds.contains(kind);
  }

  /** Whether any finding of the kind can be as severe as this route wants. */
  boolean reaches(Kind kind) {
    return concerns(kind) && StandardRules.worst(kind).isAtLeast(minimum);
  }

  boolean reachesAny() {
    return Arrays.stream(Kind.values()).anyMatch(this::reaches);
  }
}
