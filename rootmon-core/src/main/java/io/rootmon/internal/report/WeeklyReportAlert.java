package io.rootmon.internal.report;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.alert.ReportContent;
import io.rootmon.alert.ReportContent.HeatMap;
import io.rootmon.alert.ReportContent.Section;
import io.rootmon.alert.ReportSource;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.internal.coverage.AccountCoverage;
import io.rootmon.internal.coverage.AccountCoverage.RegionCoverage;
import io.rootmon.internal.coverage.Coverage;
import io.rootmon.internal.coverage.WitnessDays;
import io.rootmon.internal.text.CountText;
import io.rootmon.internal.text.SafeText;
import io.rootmon.judge.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Creates the weekly report. Open incidents and monitoring gaps come before the numbers. */
final class WeeklyReportAlert {
  private static final int MAX_LINES = 15;
  private static final int MAX_LENGTH = 300;
  private static final int MAX_NAME_LENGTH = 60;

  /** The maximum length of an SNS subject. */
  private static final int MAX_SUBJECT_LENGTH = 100;

  private final WeeklyReportData data;
  private final AccountDirectory names;
  private final ReportSource source;
  private final List<Incident> incidents;

  WeeklyReportAlert(WeeklyReportData data, AccountDirectory names, ReportSource source) {
    this.data = data;
    this.names = names;
    this.source = source;
    this.incidents =
        data.stats().stream()
            .flatMap(it -> it.incidents().stream())
            .sorted(
                Comparator.comparing(Incident::severity).reversed().thenComparing(Incident::opened))
            .toList();
  }

  Alert alert() {
    Optional<Severity> worst =
        data.stats().stream().map(WeeklyAccountStats::worst).max(Severity::compareTo);
    Optional<HeatMap> heat =
        data.stats().isEmpty()
            ? Optional.empty()
            : Optional.of(new HeatMapBuilder(data.week(), data.stats(), this::account).heat());
    return new Alert(
        "weekly-" + data.week(),
        data.week().end(),
        Severity.LOW,
        headline(worst),
        Account.UNKNOWN,
        Optional.empty(),
        facts(),
        List.of(),
        advice(),
        List.of(),
        List.of(),
        data.notes().stream().map(it -> SafeText.line(it, MAX_LENGTH)).toList(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(ReportContent.ofWeek(summary(), worst, heat, lead())));
  }

  private String headline(Optional<Severity> worst) {
    String week = "Week " + data.week() + ": ";
    if (worst.isEmpty()) {
      String gaps =
          data.coverage()
              .filter(it -> it.gapCount() > 0)
              .map(it -> ", " + CountText.of(it.gapCount(), "account-region") + " not monitored")
              .orElse("");
      return week
          + "no root activity detected in "
          + CountText.of(data.accounts(), "account")
          + gaps;
    }
    String pending =
        switch (pending().size()) {
          case 0 -> "";
          case 1 -> "1 incident needs attention, ";
          default -> pending().size() + " incidents need attention, ";
        };
    String headline =
        week
            + pending
            + CountText.of(events(), "root event")
            + " in "
            + data.stats().size()
            + " of "
            + CountText.of(data.accounts(), "account");
    String rated = headline + " (worst: " + worst.get() + ")";
    return rated.length() <= MAX_SUBJECT_LENGTH ? rated : headline;
  }

  private String summary() {
    List<String> sentences = new ArrayList<>();
    long open = open();
    long unanswered = unanswered();
    if (open > 0 && unanswered > 0) {
      sentences.add(
          CountText.of(open, "incident")
              + are(open)
              + " open, and "
              + unanswered
              + have(unanswered));
    } else if (open > 0) {
      sentences.add(CountText.of(open, "incident") + are(open) + " open.");
    } else if (unanswered > 0) {
      sentences.add(CountText.of(unanswered, "incident") + have(unanswered));
    } else if (!incidents.isEmpty()) {
      sentences.add("All incidents are closed.");
    }
    data.coverage()
        .filter(it -> it.gapCount() > 0)
        .ifPresent(
            it ->
                sentences.add(
                    CountText.of(it.gapCount(), "account-region")
                        + are(it.gapCount())
                        + " not monitored: root activity there is not detected."));
    return String.join(" ", sentences);
  }

  private static String are(long count) {
    return count == 1 ? " is" : " are";
  }

  private static String have(long count) {
    return (count == 1 ? " has" : " have") + " no response.";
  }

  private long open() {
    return incidents.stream().filter(Incident::isOpen).count();
  }

  private long unanswered() {
    return incidents.stream().filter(this::isUnanswered).count();
  }

  private List<Incident> pending() {
    return incidents.stream().filter(it -> it.isOpen() || isUnanswered(it)).toList();
  }

  private long events() {
    return data.stats().stream().mapToLong(WeeklyAccountStats::count).sum();
  }

  private List<Fact> facts() {
    Week week = data.week();
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact("Week", week.monday() + " to " + week.monday().plusDays(6) + ", days in UTC"));
    int inactive = Math.max(0, data.accounts() - data.stats().size());
    facts.add(
        new Fact(
            "Accounts", data.stats().size() + " with root activity, " + inactive + " without"));
    facts.add(
        new Fact("Incidents", incidents.size() + (open() == 0 ? "" : ", " + open() + " open")));
    Map<Severity, Long> all = new EnumMap<>(Severity.class);
    data.stats()
        .forEach(it -> it.events().forEach((name, count) -> all.merge(name, count, Long::sum)));
    List<String> counts = new ArrayList<>();
    all.forEach((severity, count) -> counts.add(0, count + " " + severity));
    facts.add(new Fact("Events", counts.isEmpty() ? "none" : String.join(", ", counts)));
    data.coverage().ifPresent(it -> facts.add(new Fact("Monitored", monitored(it))));
    if (!data.days().isEmpty()) {
      facts.add(new Fact("Delivered by EventBridge", delivered()));
    }
    return facts;
  }

  private String delivered() {
    long delivered = data.days().stream().mapToLong(WitnessDays.Day::delivered).sum();
    long missing = data.days().stream().mapToLong(WitnessDays.Day::missing).sum();
    long compared = data.days().stream().filter(WitnessDays.Day::isDone).count();
    String events =
        missing == 0
            ? "all " + CountText.of(delivered, "root event")
            : delivered + " of " + CountText.of(delivered + missing, "root event");
    return events + " in the CloudTrail archive of " + CountText.of(compared, "day");
  }

  private static String undelivered(WitnessDays.Day day) {
    return day.problem()
        .map(it -> day.day() + ": not compared with the CloudTrail archive. " + it)
        .orElseGet(
            () ->
                day.day()
                    + ": "
                    + CountText.of(day.missing(), "root event")
                    + (day.missing() == 1 ? " was" : " were")
                    + " found in the CloudTrail archive only");
  }

  private static String monitored(Coverage coverage) {
    return coverage.monitored()
        + " of "
        + CountText.of(coverage.monitored() + coverage.gapCount(), "account-region")
        + " at the time of this report";
  }

  private List<Section> lead() {
    List<Section> sections = new ArrayList<>();
    section(
        sections,
        source.hasResponses() ? "Open or not acknowledged" : "Open incidents",
        pending().stream().map(this::pendingLine).toList());
    section(
        sections,
        "Not monitored",
        data.coverage().stream()
            .flatMap(it -> it.withGaps().stream())
            .map(WeeklyReportAlert::gap)
            .toList());
    section(
        sections,
        "Not delivered by EventBridge",
        data.days().stream()
            .filter(it -> !it.isDone() || it.missing() > 0)
            .map(WeeklyReportAlert::undelivered)
            .toList());
    section(sections, "Maintenance windows without activity", data.unused());
    section(
        sections,
        "Excluded by your configuration",
        data.excluded().entrySet().stream()
            .map(
                it ->
                    it.getValue()
                        + (it.getValue() == 1 ? " finding: " : " findings: ")
                        + it.getKey())
            .toList());
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
      some.add("… and " + CountText.number(lines.size() - MAX_LINES) + " more");
    }
    sections.add(new Section(title, some));
  }

  private boolean isUnanswered(Incident incident) {
    return source.hasResponses() && incident.isUnanswered();
  }

  private String pendingLine(Incident incident) {
    String what =
        data.stats().stream()
            .flatMap(it -> it.worstEvent(incident).stream())
            .map(IncidentEvent::headline)
            .findFirst()
            .orElseGet(
                () -> incident.account().map(it -> account(it.value())).orElse("account unknown"));
    long more = incident.count() - 1;
    return incident.severity()
        + ": "
        + what
        + (more == 0 ? "" : ", and " + CountText.of(more, "more event"))
        + ", since "
        + Fact.when(incident.opened()).value()
        + " ("
        + (incident.isOpen() ? "open" : "closed")
        + (isUnanswered(incident) ? ", not acknowledged" : "")
        + "). Incident "
        + incident.id();
  }

  private static String gap(AccountCoverage account) {
    String name = account.name().isBlank() ? "" : account.name() + " ";
    return name
        + (name.isEmpty() ? account.id().value() : "(" + account.id() + ")")
        + ": "
        + account.gaps().stream()
            .map(WeeklyReportAlert::place)
            .limit(MAX_LINES)
            .collect(Collectors.joining(", "));
  }

  private static String place(RegionCoverage place) {
    return place.region()
        + place
            .seen()
            .map(it -> " (last heartbeat " + Fact.when(it).value() + ")")
            .orElse(" (never sent a heartbeat)");
  }

  private List<String> advice() {
    List<String> advice = new ArrayList<>();
    long unanswered = unanswered();
    if (unanswered > 0) {
      advice.add(
          "Assign an owner to "
              + CountText.of(unanswered, "unacknowledged incident")
              + ": 'rootmon report -c rootmon.json INCIDENT-ID' prints its report.");
    }
    if (data.coverage().filter(it -> it.gapCount() > 0).isPresent()) {
      advice.add(
          "Deploy the missing spokes: 'rootmon coverage -c rootmon.json --fix-hint' prints the commands.");
    }
    int unused = data.unused().size();
    if (unused > 0) {
      advice.add(
          unused == 1
              ? "Check whether the maintenance window without root activity is still needed. If not, delete"
                  + " it from the configuration."
              : "Check whether the maintenance windows without root activity are still needed. If not,"
                  + " delete them from the configuration.");
    }
    return advice;
  }

  private String account(String number) {
    Optional<AccountId> id = AccountId.find(number);
    if (id.isEmpty()) {
      return "account unknown";
    }
    Optional<String> listed =
        data.coverage().stream()
            .flatMap(it -> it.accounts().stream())
            .filter(it -> it.id().equals(id.get()))
            .map(AccountCoverage::name)
            .filter(it -> !it.isEmpty())
            .findFirst();
    Account named = names.find(id.get());
    return SafeText.line(
        new Account(id, named.name().or(() -> listed), named.owner()).brief(), MAX_NAME_LENGTH);
  }

  /**
   * The data of a weekly report.
   *
   * @param accounts the number of accounts that were read
   * @param stats the accounts with root activity
   * @param coverage the current coverage of the organization; empty if it is not configured
   * @param unused a line for each maintenance window without activity
   * @param excluded the number of findings by exclusion
   * @param days the days whose CloudTrail log files were compared with the delivered events, or
   *     should have been
   * @param notes the data that could not be read
   */
  record WeeklyReportData(
      Week week,
      int accounts,
      List<WeeklyAccountStats> stats,
      Optional<Coverage> coverage,
      List<String> unused,
      Map<String, Long> excluded,
      List<WitnessDays.Day> days,
      List<String> notes) {
    WeeklyReportData {
      stats = List.copyOf(stats);
      unused = List.copyOf(unused);
      excluded = Collections.unmodifiableMap(new LinkedHashMap<>(excluded));
      days = List.copyOf(days);
      notes = List.copyOf(notes);
    }
  }
}
