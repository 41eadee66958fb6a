package io.rootmon.internal.coverage;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.internal.coverage.DeadLetterQueues.DeadLetter;
import io.rootmon.internal.text.CountText;
import io.rootmon.internal.text.SafeText;
import io.rootmon.judge.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Creates alerts about undelivered events: one for each account, region and hour. If many accounts
 * fail together, which indicates a fault of the hub, one alert names them all.
 */
public record DeadLetterAlertFactory(AccountDirectory names) {
  private static final int MAX_SINGLE_ALERTS = 5;
  private static final int MAX_FACTS = 10;
  private static final int MAX_VALUE = 300;
  private static final String QUEUE_EXPIRY = "14 days";

  /**
   * The remedies for <a
   * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html">EventBridge's
   * error codes</a>.
   */
  private static final Map<String, String> REMEDIES =
      Map.ofEntries(
          Map.entry(
              "NO_PERMISSIONS",
              "Allow the spoke's role events:PutEvents on the hub's bus, in the role and in the policy"
                  + " of the bus. Check whether the role, the bus policy or an SCP was changed."),
          Map.entry(
              "NO_RESOURCE",
              "Check the hub's bus: it was deleted or renamed, or the spoke uses a wrong ARN."),
          Map.entry("SDK_CLIENT_ERROR", "Redeploy the spoke: the target of its rule is invalid."),
          Map.entry(
              "CROSS_ACCOUNT_INGESTION_FAILED",
              "Check the hub's bus: its policy must accept events of the organization."),
          Map.entry(
              "CROSS_REGION_INGESTION_FAILED",
              "Check the hub's bus: it must exist in the hub's region and accept the spoke's role."),
          Map.entry(
              "FAILED_TO_ASSUME_ROLE",
              "Check the role of the spoke: it must exist and trust events.amazonaws.com."),
          Map.entry(
              "TRANSIENT_ASSUME_ROLE",
              "If the spoke was deployed in the last hour, wait: IAM needs time to propagate a new"
                  + " role. Otherwise check the role of the spoke."),
          Map.entry(
              "THIRD_REGION_HOP_DETECTED",
              "Send events from each region to the hub's bus directly: EventBridge forwards an event"
                  + " to one other region only."),
          Map.entry(
              "RETRIES_EXHAUSTED",
              "Check the AWS Health Dashboard for EventBridge in the region of the hub."),
          Map.entry("THROTTLING", "Raise the PutEvents quota of the hub's account."),
          Map.entry(
              "TIMEOUT",
              "Check the AWS Health Dashboard for EventBridge in the region of the hub."),
          Map.entry(
              "INTERNAL_ERROR",
              "Check the AWS Health Dashboard for EventBridge in the region of the hub."));

  private static final String ANY_REMEDY =
      "Check the spoke's role, the policy of the hub's bus and the target of the rule.";

  private record Place(String account, String region) {}

  /**
   * Creates the alerts.
   *
   * @param letters the messages, all from accounts of the organization
   * @param at the time at which the queues were read
   */
  public Map<Alert, List<DeadLetter>> create(List<DeadLetter> letters, Instant at) {
    Map<Place, List<DeadLetter>> places = new LinkedHashMap<>();
    for (DeadLetter it : letters) {
      String account = it.account().map(AccountId::value).orElse("");
      places.computeIfAbsent(new Place(account, it.region()), unused -> new ArrayList<>()).add(it);
    }
    Map<Alert, List<DeadLetter>> alerts = new LinkedHashMap<>();
    if (places.size() > MAX_SINGLE_ALERTS) {
      alerts.put(together(places, letters, at), letters);
    } else {
      places.forEach((place, its) -> alerts.put(single(place, its, at), its));
    }
    return alerts;
  }

  private Alert single(Place place, List<DeadLetter> letters, Instant at) {
    Account account = account(place);
    Instant hour = at.truncatedTo(ChronoUnit.HOURS);
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.when(at));
    facts.add(new Fact("Account", account.brief()));
    facts.add(new Fact("Region", place.region()));
    facts.add(new Fact("Rules", rules(letters)));
    facts.addAll(errors(letters));
    oldest(letters).ifPresent(it -> facts.add(new Fact("Oldest", Fact.when(it).value())));
    return alert(
        "dead-letters-"
            + (place.account().isEmpty() ? "unknown" : place.account())
            + "-"
            + place.region()
            + "-"
            + hour,
        at,
        account.name().orElseGet(account::brief)
            + " could not deliver "
            + CountText.of(letters.size(), "event")
            + " from "
            + place.region()
            + " ("
            + codeText(letters)
            + ")",
        account,
        facts,
        letters);
  }

  /** Returns the most frequent error, and how many others there are. */
  private static String codeText(List<DeadLetter> letters) {
    Map<String, List<DeadLetter>> codes = codes(letters);
    String most =
        codes.entrySet().stream()
            .max(Comparator.comparing(it -> it.getValue().size()))
            .map(Map.Entry::getKey)
            .orElse("");
    int others = codes.size() - 1;
    return others == 0 ? most : most + " and " + CountText.of(others, "other error");
  }

  private Alert together(
      Map<Place, List<DeadLetter>> places, List<DeadLetter> letters, Instant at) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.when(at));
    facts.addAll(errors(letters));
    int shown = 0;
    for (Map.Entry<Place, List<DeadLetter>> place : places.entrySet()) {
      if (shown++ == MAX_FACTS) {
        facts.add(
            new Fact("Others", CountText.of(places.size() - MAX_FACTS, "more account-region")));
        break;
      }
      facts.add(
          new Fact(
              SafeText.line(
                  account(place.getKey()).brief() + " in " + place.getKey().region(), MAX_VALUE),
              CountText.of(place.getValue().size(), "event")));
    }
    Set<String> accounts = places.keySet().stream().map(Place::account).collect(Collectors.toSet());
    String content = places.keySet().toString();
    return alert(
        "dead-letters-"
            + at.truncatedTo(ChronoUnit.HOURS)
            + "-"
            + UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)),
        at,
        CountText.of(accounts.size(), "account")
            + " could not deliver "
            + CountText.of(letters.size(), "event")
            + ": check the hub first",
        accounts.size() == 1 ? account(places.keySet().iterator().next()) : Account.UNKNOWN,
        facts,
        letters);
  }

  private static Alert alert(
      String id,
      Instant at,
      String headline,
      Account account,
      List<Fact> facts,
      List<DeadLetter> letters) {
    List<String> advice = new ArrayList<>();
    codes(letters).keySet().stream()
        .map(it -> REMEDIES.getOrDefault(it, ANY_REMEDY))
        .distinct()
        .limit(4)
        .forEach(advice::add);
    return new Alert(
        SafeText.line(id, 200),
        at,
        Severity.HIGH,
        SafeText.line(headline, MAX_VALUE),
        account,
        Optional.empty(),
        facts,
        List.of(
            "no event is lost: rootmon read these events from the dead-letter queue and judges each"
                + " of them",
            "until the cause is repaired, events arrive up to an hour late",
            "a dead-letter queue stores an event for " + QUEUE_EXPIRY),
        advice,
        List.of(),
        List.of(),
        List.of());
  }

  private Account account(Place place) {
    return AccountId.find(place.account()).map(names::find).orElse(Account.UNKNOWN);
  }

  private static List<Fact> errors(List<DeadLetter> letters) {
    List<Fact> facts = new ArrayList<>();
    codes(letters)
        .forEach(
            (code, its) ->
                facts.add(
                    new Fact(
                        "Error",
                        SafeText.line(
                            code
                                + " ("
                                + CountText.of(its.size(), "event")
                                + ")"
                                + its.stream()
                                    .map(DeadLetter::errorMessage)
                                    .filter(text -> !text.isBlank())
                                    .findFirst()
                                    .map(text -> ": " + text)
                                    .orElse(""),
                            MAX_VALUE))));
    return facts.size() > 3 ? facts.subList(0, 3) : facts;
  }

  private static Map<String, List<DeadLetter>> codes(List<DeadLetter> letters) {
    TreeMap<String, List<DeadLetter>> codes = new TreeMap<>();
    letters.forEach(it -> codes.computeIfAbsent(code(it), unused -> new ArrayList<>()).add(it));
    return codes;
  }

  private static String code(DeadLetter letter) {
    String code = SafeText.line(letter.errorCode(), 60);
    return code.isBlank() ? "no error code" : code;
  }

  private static String rules(List<DeadLetter> letters) {
    Set<String> rules = new LinkedHashSet<>();
    letters.forEach(it -> rules.add(it.rule().isBlank() ? "unknown" : it.rule()));
    return SafeText.line(CountText.list(rules, 5), MAX_VALUE);
  }

  private static Optional<Instant> oldest(List<DeadLetter> letters) {
    return letters.stream().flatMap(it -> it.sent().stream()).min(Instant::compareTo);
  }
}
