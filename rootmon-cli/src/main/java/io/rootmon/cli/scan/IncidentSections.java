package io.rootmon.cli.scan;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Fact;
import io.rootmon.cli.scan.ScanPage.IncidentSection;
import io.rootmon.cli.scan.ScanPage.Step;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.text.CountText;
import io.rootmon.internal.text.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The incidents of a page: the 100 most severe, numbered. */
final class IncidentSections {
  private static final int MAX_SIZE = 100;
  private static final int MAX_STEPS = 200;
  private static final int MAX_NAMES = 5;

  private final AccountDirectory accounts;
  private final AlertFactory alerts;
  private final List<ScannedIncident> stories;
  private final Map<String, String> numbers = new HashMap<>();
  private final int left;

  IncidentSections(AccountDirectory accounts, List<ScannedIncident> worstFirst) {
    this.accounts = accounts;
    this.alerts = new AlertFactory(accounts);
    this.stories = worstFirst.subList(0, Math.min(MAX_SIZE, worstFirst.size()));
    this.left = worstFirst.size() - stories.size();
    stories.forEach(it -> numbers.put(it.id(), String.valueOf(numbers.size() + 1)));
  }

  List<IncidentSection> all() {
    return stories.stream().map(this::chapter).toList();
  }

  /** Returns the incident's number, if the page contains it. */
  Optional<String> number(String incident) {
    return Optional.ofNullable(numbers.get(incident));
  }

  Optional<String> more() {
    return left == 0
        ? Optional.empty()
        : Optional.of(
            CountText.of(left, "incident") + " more, none worse: see --since, --until and json.");
  }

  private IncidentSection chapter(ScannedIncident story) {
    int more = story.acts().size() - MAX_STEPS;
    return new IncidentSection(
        number(story.id()).orElseThrow(),
        story.severity(),
        account(story).brief(),
        headline(story.worst()),
        facts(story),
        Timeline.of(
            story.acts().stream()
                .map(it -> new Timeline.Moment(it.time(), it.finding().severity()))
                .toList()),
        story.acts().stream().limit(MAX_STEPS).map(this::step).toList(),
        more > 0 ? Optional.of("and " + CountText.number(more) + " more") : Optional.empty());
  }

  private Account account(ScannedIncident story) {
    return story.account().map(accounts::find).orElse(Account.UNKNOWN);
  }

  private String headline(GroupedFinding act) {
    return alerts.about(act.finding()).headline();
  }

  private Step step(GroupedFinding act) {
    return new Step(
        act.time().toString(), Times.utc(act.time()), act.finding().severity(), headline(act));
  }

  private List<Fact> facts(ScannedIncident story) {
    List<Fact> facts = new ArrayList<>();
    boolean isMoment = story.opened().equals(story.latest());
    facts.add(new Fact(isMoment ? "When" : "Began", Times.utc(story.opened())));
    if (!isMoment) {
      String lasted = DurationText.brief(Duration.between(story.opened(), story.latest()));
      facts.add(new Fact("Latest", Times.utc(story.latest()) + ", after " + lasted));
    }
    facts.add(new Fact("Findings", bySeverity(story)));
    facts.add(new Fact("Who", names(story.acts().stream().map(IncidentSections::actors))));
    facts.add(
        new Fact(
            "From",
            names(
                story.acts().stream()
                    .map(it -> it.finding().activity().event().sourceAddress())
                    .flatMap(Optional::stream))));
    facts.add(
        new Fact(
            "MFA", names(story.acts().stream().map(it -> it.finding().activity().mfa().label()))));
    account(story).owner().ifPresent(it -> facts.add(new Fact("Owner", it)));
    facts.add(new Fact("Incident", story.id()));
    return facts;
  }

  private static String actors(GroupedFinding act) {
    String actor = act.finding().activity().actor();
    String kind = act.finding().activity().kind().label();
    return actor.equals("root") ? kind : actor + ", " + kind;
  }

  private static String bySeverity(ScannedIncident story) {
    List<String> worstFirst = new ArrayList<>();
    story.counts().forEach((severity, count) -> worstFirst.add(0, count + " " + severity));
    return String.join(", ", worstFirst);
  }

  /** Returns the first few names, each once. */
  private static String names(Stream<String> all) {
    List<String> distinct = all.distinct().limit(10_000).toList();
    return distinct.isEmpty() ? "unknown" : CountText.list(distinct, MAX_NAMES);
  }
}
