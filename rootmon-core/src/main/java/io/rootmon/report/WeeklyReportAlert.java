package io.rootmon.report;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.alert.HeatMap;
import io.rootmon.alert.ReportContent;
import io.rootmon.alert.ReportContent.Section;
import io.rootmon.coverage.AccountCoverage;
import io.rootmon.coverage.Coverage;
import io.rootmon.coverage.RegionCoverage;
import io.rootmon.incident.Incident;
import io.rootmon.judge.Severity;
import io.rootmon.text.SafeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts an organization's week into words and a picture. */
final class WeeklyReportAlert {
  private static final int MAX_LINES = 15;
  private static final int MAX_LENGTH = 300;

  private final WeeklyReportData story;
  private final AccountDirectory names;
  private final List<Incident> incidents;

  WeeklyReportAlert(WeeklyReportData story, AccountDirectory names) {
    this.story = story;
    this.names = names;
    this.incidents =
        story.ledgers().stream()
            .flatMap(it -> it.incidents().stream())
            .sorted(
                Comparator.comparing(Incident::severity).reversed().thenComparing(Incident::opened))
            .toList();
  }

  Alert alert() {
    Optional<Severity> worst =
        story.ledgers().stream().map(WeeklyAccountStats::worst).max(Severity::compareTo);
    Optional<HeatMap> heat =
        story.ledgers().isEmpty()
            ? Optional.empty()
            : Optional.of(new HeatMapBuilder(story.week(), story.ledgers(), this::account).heat());
    return new Alert(
        "weekly-" + story.week(),
        story.week().end(),
        Severity.LOW,
        headline(worst),
        Account.UNKNOWN,
        Optional.empty(),
        facts(),
        List.of(),
        advice(),
        List.of(),
        List.of(),
        story.notes().stream().map(it -> SafeText.line(it, MAX_LENGTH)).toList(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new ReportContent(worst, heat, sections())));
  }

  private String headline(Optional<Severity> worst) {
    return worst
        .map(
            it ->
                "Root in week "
                    + story.week()
                    + ": "
                    + counted(events(), "event")
                    + " in "
                    + story.ledgers().size()
                    + " of "
                    + counted(story.accounts(), "account")
                    + ", "
                    + it
                    + " at worst")
        .orElseGet(
            () ->
                "Root in week "
                    + story.week()
                    + ": nothing in "
                    + counted(story.accounts(), "account"));
  }

  private long events() {
    return story.ledgers().stream().mapToLong(WeeklyAccountStats::count).sum();
  }

  private List<Fact> facts() {
    Week week = story.week();
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "Week",
            week + ", " + week.monday() + " to " + week.monday().plusDays(6) + ", days in UTC"));
    int quiet = Math.max(0, story.accounts() - story.ledgers().size());
    facts.add(
        new Fact("Accounts", story.ledgers().size() + " in which root acted, " + quiet + " quiet"));
    long open = incidents.stream().filter(Incident::isOpen).count();
    facts.add(new Fact("Incidents", incidents.size() + (open == 0 ? "" : ", " + open + " open")));
    Map<Severity, Long> all = new EnumMap<>(Severity.class);
    story
        .ledgers()
        .forEach(it -> it.events().forEach((name, count) -> all.merge(name, count, Long::sum)));
    List<String> counts = new ArrayList<>();
    all.forEach((severity, count) -> counts.add(0, count + " " + severity));
    facts.add(new Fact("Events", counts.isEmpty() ? "none" : String.join(", ", counts)));
    story.coverage().ifPresent(it -> facts.add(new Fact("Watched", watched(it))));
    return facts;
  }

  private static String watched(Coverage coverage) {
    return coverage.watched()
        + " of "
        + counted(coverage.watched() + coverage.unwatched(), "place")
        + ", an account's region each, as heard now";
  }

  private List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    List<String> open =
        incidents.stream()
            .filter(it -> it.isOpen() || isUnanswered(it))
            .map(this::openItem)
            .toList();
    section(sections, "Open, or nobody acknowledged it", open);
    section(
        sections,
        "Not watched now",
        story.coverage().stream()
            .flatMap(it -> it.withGaps().stream())
            .map(WeeklyReportAlert::gap)
            .toList());
    section(sections, "Expected, and did not happen", story.unused());
    return sections;
  }

  private static void section(List<Section> sections, String title, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    List<String> some =
        lines.stream()
            .limit(MAX_LINES)
            .map(it -> SafeText.line(it, MAX_LENGTH))
            .collect(Collectors.toCollection(ArrayList::new));
    if (lines.size() > MAX_LINES) {
      some.add("… and " + (lines.size() - MAX_LINES) + " more");
    }
    sections.add(new Section(title, some));
  }

  private static boolean isUnanswered(Incident incident) {
    return incident.severity().isAtLeast(Severity.HIGH)
        && incident.handling().responses().isEmpty();
  }

  private String openItem(Incident incident) {
    return incident.severity()
        + " in "
        + incident.account().map(it -> account(it.value())).orElse("an unknown account")
        + ", "
        + counted(incident.count(), "event")
        + " since "
        + Fact.when(incident.opened()).value()
        + ", "
        + (incident.isOpen() ? "open" : "over")
        + (isUnanswered(incident) ? ", nobody acknowledged it" : "")
        + ": "
        + incident.id();
  }

  private static String gap(AccountCoverage account) {
    return account.name()
        + " ("
        + account.id()
        + "): "
        + account.gaps().stream()
            .map(WeeklyReportAlert::place)
            .limit(MAX_LINES)
            .collect(Collectors.joining(", "));
  }

  private static String place(RegionCoverage place) {
    return place.region() + " " + place.status();
  }

  private List<String> advice() {
    List<String> advice = new ArrayList<>();
    long unanswered = incidents.stream().filter(WeeklyReportAlert::isUnanswered).count();
    if (unanswered > 0) {
      advice.add(
          "Name who looks into what nobody acknowledged, "
              + counted(unanswered, "incident")
              + ": 'rootmon report' prints each one.");
    }
    if (story.coverage().filter(it -> it.unwatched() > 0).isPresent()) {
      advice.add(
          "Deploy what is missing: 'rootmon coverage --fix-hint' prints the commands for it.");
    }
    if (!story.unused().isEmpty()) {
      advice.add("Ask whether what was expected is still to come, and take the rest out.");
    }
    return advice;
  }

  /** As a person knows it. */
  private String account(String number) {
    Optional<AccountId> id = AccountId.find(number);
    if (id.isEmpty()) {
      return "account unknown";
    }
    Optional<String> listed =
        story.coverage().stream()
            .flatMap(it -> it.accounts().stream())
            .filter(it -> it.id().equals(id.get()))
            .map(AccountCoverage::name)
            .filter(it -> !it.isEmpty())
            .findFirst();
    Account named = names.find(id.get());
    return SafeText.line(new Account(id, named.name().or(() -> listed), named.owner()).brief(), 60);
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
