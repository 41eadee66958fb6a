package io.rootmon.internal.coverage;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.internal.coverage.GapMonitor.GapScan;
import io.rootmon.internal.text.CountText;
import io.rootmon.internal.text.SafeText;
import io.rootmon.judge.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Creates the alert about gaps of one kind: one alert for any number of gaps. */
record GapAlertFactory(Gap.Kind kind, AccountDirectory names) {
  /** Slack shows at most 20 fields, and other facts need some of them. */
  private static final int MAX_FACTS = 10;

  private static final String UNDETECTED = "Root activity may be undetected";
  private static final int MAX_FIXES = 4;
  private static final int MAX_LABEL = 80;
  private static final int MAX_VALUE = 300;

  /**
   * Creates the alert.
   *
   * @param worse the gaps to report
   * @param better the account-regions whose gap is closed
   * @param isReminder whether the gaps were reported before
   */
  Alert create(List<Gap> worse, List<GapScan.Spot> better, boolean isReminder, Instant at) {
    Severity severity =
        worse.stream().map(Gap::severity).max(Severity::compareTo).orElse(Severity.LOW);
    String headline = worse.isEmpty() ? recovery(better) : headline(worse, isReminder);
    return new Alert(
        id(worse, better, at),
        at,
        severity,
        SafeText.line(headline, MAX_VALUE),
        account(worse, better),
        Optional.empty(),
        facts(worse, better, at),
        List.of(worse.isEmpty() ? recovered() : reason(worse)),
        worse.isEmpty() ? List.of("No action is needed.") : advice(worse),
        List.of(),
        List.of(),
        List.of());
  }

  /** Returns an id that depends on the check and its result, so that a retry sends it once. */
  private String id(List<Gap> worse, List<GapScan.Spot> better, Instant at) {
    String content = worse.stream().map(it -> it.place() + it.state()).toList() + " " + better;
    return "coverage-"
        + kind.name().toLowerCase(Locale.ROOT).replace('_', '-')
        + "-"
        + at
        + "-"
        + UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8));
  }

  /** An alert about one account is routed by it; an alert about several has no account. */
  private Account account(List<Gap> worse, List<GapScan.Spot> better) {
    Set<Optional<AccountId>> accounts = new LinkedHashSet<>();
    worse.forEach(it -> accounts.add(it.account()));
    if (worse.isEmpty()) {
      better.forEach(it -> accounts.add(it.account()));
    }
    return accounts.size() == 1
        ? accounts.iterator().next().map(names::find).orElse(Account.UNKNOWN)
        : Account.UNKNOWN;
  }

  private String headline(List<Gap> worse, boolean isReminder) {
    Gap first = worse.get(0);
    int count = worse.size();
    String headline =
        switch (kind) {
          case DEAD_LETTER_QUEUE ->
              "Cannot read the dead-letter "
                  + (count == 1 ? "queue in " + first.subject() : "queues in " + count + " regions")
                  + ": undelivered events may be lost";
          case CHANNEL ->
              count == 1
                  ? "Channel " + first.subject() + " reaches no recipient"
                  : count + " channels reach no recipient";
          case ENABLED_REGION -> enabledRegion(worse);
          case DRIFT -> drift(worse);
          case DRIFT_CHECK ->
              "Cannot check "
                  + (count == 1 ? "StackSet " + first.subject() : count + " StackSets")
                  + " for drift: a changed rule would not be detected";
          case UNDELIVERED_EVENT -> undelivered(worse);
          case WITNESS ->
              "Cannot compare the CloudTrail archive with the delivered events: a lost event would"
                  + " not be detected";
        };
    return isReminder
        ? "Still: " + headline.substring(0, 1).toLowerCase(Locale.ROOT) + headline.substring(1)
        : headline;
  }

  private String enabledRegion(List<Gap> worse) {
    Set<String> regions = subjects(worse);
    String some =
        regions.size() == 1 ? "Region " + worse.get(0).subject() : regions.size() + " regions";
    String are = regions.size() == 1 ? " is" : " are";
    Account account = account(worse, List.of());
    String where = account.id().map(it -> " in " + name(account)).orElse("");
    return some + are + " enabled" + where + " but not monitored";
  }

  private String undelivered(List<Gap> worse) {
    Account account = account(worse, List.of());
    String whose = account.id().map(it -> " of " + name(account)).orElse("");
    Set<String> regions = subjects(worse);
    return "EventBridge did not deliver root events"
        + whose
        + (regions.size() == 1
            ? " from " + worse.get(0).subject()
            : " from " + regions.size() + " regions");
  }

  private String drift(List<Gap> worse) {
    boolean isDeleted = worse.stream().anyMatch(it -> it.severity() == Severity.CRITICAL);
    String effect = isDeleted ? "partly deleted" : "changed";
    Account account = account(worse, List.of());
    if (worse.size() == 1) {
      return UNDETECTED
          + " in "
          + name(account)
          + ", "
          + worse.get(0).subject()
          + ": the spoke was "
          + effect;
    }
    String whose = account.id().map(it -> " in " + name(account)).orElse("");
    return UNDETECTED
        + whose
        + ": "
        + worse.size()
        + (isDeleted ? " spokes were changed or partly deleted" : " spokes were changed");
  }

  private static String name(Account account) {
    return account.name().orElseGet(account::brief);
  }

  private String recovery(List<GapScan.Spot> better) {
    String subject = better.get(0).subject();
    int count = better.size();
    return switch (kind) {
      case DEAD_LETTER_QUEUE ->
          (count == 1
                  ? "The dead-letter queue in " + subject
                  : "The dead-letter queues in " + count + " regions")
              + " can be read again";
      case CHANNEL ->
          count == 1 ? "Channel " + subject + " works again" : count + " channels work again";
      case ENABLED_REGION ->
          (count == 1 ? "Region " + subject + " is" : count + " regions are")
              + " monitored now, or no longer enabled";
      case DRIFT ->
          count == 1
              ? "The spoke of "
                  + name(account(List.of(), better))
                  + ", "
                  + subject
                  + ", matches its template again"
              : count + " spokes match their template again";
      case DRIFT_CHECK ->
          (count == 1 ? "The StackSet " + subject : count + " StackSets")
              + " can be checked for drift again";
      case UNDELIVERED_EVENT ->
          count == 1
              ? "EventBridge delivered all root events of "
                  + name(account(List.of(), better))
                  + ", "
                  + subject
                  + ", again"
              : "EventBridge delivered all root events of " + count + " account-regions again";
      case WITNESS -> "The CloudTrail archive is compared with the delivered events again";
    };
  }

  private List<Fact> facts(List<Gap> worse, List<GapScan.Spot> better, Instant at) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.when(at));
    Map<String, List<Gap>> places = new LinkedHashMap<>();
    worse.forEach(it -> places.computeIfAbsent(label(it), unused -> new ArrayList<>()).add(it));
    int shown = 0;
    for (Map.Entry<String, List<Gap>> place : places.entrySet()) {
      if (shown++ == MAX_FACTS) {
        facts.add(new Fact("Others", CountText.number(places.size() - MAX_FACTS) + " more"));
        break;
      }
      String value = place.getValue().stream().map(this::value).collect(Collectors.joining("; "));
      facts.add(
          new Fact(SafeText.line(place.getKey(), MAX_LABEL), SafeText.line(value, MAX_VALUE)));
    }
    if (!better.isEmpty()) {
      List<String> again =
          better.stream()
              .map(
                  it ->
                      it.account().map(id -> names.find(id).brief() + " in ").orElse("")
                          + it.subject())
              .toList();
      facts.add(new Fact("Recovered", SafeText.line(CountText.list(again, MAX_FACTS), MAX_VALUE)));
    }
    return facts;
  }

  private String label(Gap gap) {
    return gap.account()
        .map(it -> names.find(it).brief())
        .orElse(
            switch (kind) {
              case DEAD_LETTER_QUEUE, ENABLED_REGION, DRIFT -> gap.subject();
              case CHANNEL -> "Channel " + gap.subject();
              case DRIFT_CHECK -> "StackSet " + gap.subject();
              case UNDELIVERED_EVENT -> "Account unknown, " + gap.subject();
              case WITNESS -> "Workgroup " + gap.subject();
            });
  }

  private String value(Gap gap) {
    return gap.account().isPresent() ? gap.subject() + ": " + gap.detail() : gap.detail();
  }

  private String reason(List<Gap> worse) {
    return switch (kind) {
      case DEAD_LETTER_QUEUE -> "SQS deletes an undelivered event after 14 days";
      case CHANNEL -> "alerts that go only to this channel reach no recipient";
      case ENABLED_REGION ->
          "a root access key works in every enabled region, and rootmon does not receive the events of"
              + " this region";
      case DRIFT ->
          worse.stream().anyMatch(it -> it.severity() == Severity.CRITICAL)
              ? "without its rules the region forwards no root activity; heartbeats use another rule"
              : "a changed rule, role or target can hide events while heartbeats still arrive";
      case DRIFT_CHECK ->
          "heartbeats prove that events arrive; drift detection proves that the rules are unchanged";
      case UNDELIVERED_EVENT ->
          "the CloudTrail archive contains root events that never reached the hub";
      case WITNESS ->
          "EventBridge delivers events on a best-effort basis; only the CloudTrail archive proves that none"
              + " is missing";
    };
  }

  private String recovered() {
    return switch (kind) {
      case DRIFT -> "the last drift detection found no difference there";
      case UNDELIVERED_EVENT -> "the CloudTrail archive of the last day has no other event";
      default -> "the last check found no problem there";
    };
  }

  private List<String> advice(List<Gap> worse) {
    List<String> advice = new ArrayList<>();
    if (kind == Gap.Kind.DRIFT) {
      advice.add(
          "Find who changed it: search CloudTrail in that account for calls to EventBridge, IAM and"
              + " CloudFormation.");
    }
    if (kind == Gap.Kind.UNDELIVERED_EVENT) {
      advice.add(
          "Read the alert about each of these events. The function processed them now, and marked the"
              + " alerts as found in the CloudTrail archive.");
    }
    Set<String> fixes = new LinkedHashSet<>();
    worse.forEach(it -> fixes.add(it.fix()));
    fixes.stream().filter(it -> !it.isBlank()).limit(MAX_FIXES).forEach(advice::add);
    if (kind == Gap.Kind.CHANNEL) {
      advice.add(
          "Prove that it works: run 'rootmon send-test -c rootmon.json --through-function'.");
    }
    return advice;
  }

  private static Set<String> subjects(List<Gap> gaps) {
    return gaps.stream().map(Gap::subject).collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
