package io.rootmon.judge;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.account.OrganizationalUnit;
import io.rootmon.detect.RootActivity;
import io.rootmon.internal.text.SafeText;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Findings that an organization accepts: no channel is notified of them. They are counted, remain
 * in the incident's report, and appear in the log and the weekly report. A finding matches if it
 * meets every criterion that is not empty. Findings of CRITICAL rules and tampering with the
 * monitoring setup are never excluded.
 *
 * @param reason the reason why the organization accepts the findings; it names the exclusion in
 *     reports
 * @param owner the person or team responsible for the exclusion
 * @param until the first instant at which it no longer applies; empty for an exclusion without end
 * @param rules ids of rules
 * @param accounts accounts whose root is concerned, in addition to those of {@code units}
 * @param units organizational units and those below; an account whose unit is unknown matches none
 * @param events names of calls
 * @param networks networks of the caller; a call without an address matches none
 * @param principals ARNs of callers, of the roles behind their sessions, or names of services, in
 *     which {@code *} matches any characters
 */
public record Exclusion(
    String reason,
    String owner,
    Optional<Instant> until,
    Set<String> rules,
    Set<AccountId> accounts,
    Set<OrganizationalUnit> units,
    Set<String> events,
    List<CidrBlock> networks,
    Set<String> principals) {
  private static final int MAX_LABEL_LENGTH = 120;

  public Exclusion {
    rules = copy(rules);
    accounts = copy(accounts);
    units = copy(units);
    events = copy(events);
    networks = List.copyOf(networks);
    principals = copy(principals);
    if (rules.isEmpty()
        && accounts.isEmpty()
        && units.isEmpty()
        && events.isEmpty()
        && networks.isEmpty()
        && principals.isEmpty()) {
      throw new IllegalArgumentException(
          "reason: is the only condition, so every finding would be excluded. Add rules,"
              + " accounts, organizationalUnits, events, networks or principals");
    }
  }

  private static <T> Set<T> copy(Set<T> values) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(values));
  }

  /** Returns the reason and the owner in one line, which names the exclusion in reports. */
  public String label() {
    return SafeText.line(reason + " (" + owner + ")", MAX_LABEL_LENGTH);
  }

  /** Returns whether the exclusion applies at this time. */
  public boolean appliesAt(Instant time) {
    return until.filter(it -> !time.isBefore(it)).isEmpty();
  }

  /** Returns whether the finding meets every criterion. */
  boolean matches(Finding finding, AccountDirectory directory) {
    RootActivity activity = finding.activity();
    return appliesAt(activity.event().time())
        && (rules.isEmpty() || rules.contains(finding.ruleId()))
        && (events.isEmpty() || activity.is(events))
        && (networks.isEmpty() || isFromNetworks(activity))
        && (principals.isEmpty() || isByPrincipals(activity))
        && concerns(activity, directory);
  }

  private boolean isFromNetworks(RootActivity activity) {
    return activity
        .event()
        .sourceAddress()
        .filter(address -> networks.stream().anyMatch(it -> it.contains(address)))
        .isPresent();
  }

  private boolean isByPrincipals(RootActivity activity) {
    List<String> names = names(activity).toList();
    return principals.stream()
        .map(Exclusion::pattern)
        .anyMatch(it -> names.stream().anyMatch(name -> it.matcher(name).matches()));
  }

  private static Stream<String> names(RootActivity activity) {
    var identity = activity.event().identity();
    return Stream.of(
            identity.arn(), identity.sessionIssuer().flatMap(it -> it.arn()), identity.invokedBy())
        .flatMap(Optional::stream);
  }

  private static Pattern pattern(String principal) {
    return Pattern.compile(
        Stream.of(principal.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")));
  }

  /**
   * Returns whether the account matches. The directory is queried last and only for units, because
   * a query may wait.
   */
  private boolean concerns(RootActivity activity, AccountDirectory directory) {
    if (accounts.isEmpty() && units.isEmpty()) {
      return true;
    }
    Optional<AccountId> account = activity.account();
    if (account.filter(accounts::contains).isPresent()) {
      return true;
    }
    return !units.isEmpty()
        && account
            .map(directory::find)
            .flatMap(Account::unit)
            .filter(unit -> units.stream().anyMatch(it -> it.contains(unit)))
            .isPresent();
  }
}
