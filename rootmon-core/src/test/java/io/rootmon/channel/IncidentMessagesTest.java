package io.rootmon.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.OrganizationLinks;
import io.rootmon.alert.ReportContent;
import io.rootmon.alert.ReportContent.Timeline;
import io.rootmon.alert.ReportContent.Timeline.TimelineBucket;
import io.rootmon.alert.ReportSource;
import io.rootmon.cases.GoldenFile;
import io.rootmon.incident.GroupingPolicy;
import io.rootmon.incident.Incident;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.incident.IncidentTracking;
import io.rootmon.incident.IncidentTracking.Response;
import io.rootmon.incident.IncidentTracking.Response.Action;
import io.rootmon.incident.TakeoverScenario;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.alert.AlertJson;
import io.rootmon.internal.channel.ses.SesMessage;
import io.rootmon.internal.channel.slack.SlackMessage;
import io.rootmon.internal.channel.sns.SnsMessage;
import io.rootmon.internal.incident.AccountHistory;
import io.rootmon.internal.incident.Grouping;
import io.rootmon.internal.incident.GroupingInput;
import io.rootmon.internal.incident.IncidentGrouper;
import io.rootmon.internal.message.MessageSchema;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import io.rootmon.render.Templates;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people get of an incident after its first alert, reviewed as files. */
class IncidentMessagesTest {
  private static final Templates TEMPLATES = Templates.builtIn();
  private static final AccountId ACCOUNT = new AccountId("111122223333");
  private static final AccountDirectory NAMES =
      AccountDirectory.of(
          Map.of(
              ACCOUNT,
              new Account(
                  Optional.of(ACCOUNT),
                  Optional.of("payments-prod"),
                  Optional.of("Ana, +1 555 0100"))));
  private static final AlertFactory ALERTS =
      new AlertFactory(NAMES, OrganizationLinks.NONE, ReportSource.LIVE_WITH_RESPONSES);

  private final List<IncidentEvent> entries = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();
  private AccountHistory history = AccountHistory.NONE;

  @Test
  void anEscalation() {
    tell(10);

    check("escalation", alerts.get(7));
    GoldenRequests.check("alert-first", alerts.get(0));
    GoldenRequests.check("alert-escalated", alerts.get(7));
  }

  @Test
  void anUnacknowledgedIncident() {
    tell(10);
    Instant late = TakeoverScenario.BEGIN.plus(Duration.ofMinutes(16));

    Alert unanswered = ALERTS.unanswered(history.incident().orElseThrow(), entries, late);
    check("unanswered", unanswered);
    GoldenRequests.check("escalation", unanswered);
  }

  @Test
  void aReminderOfAnIncidentWithoutAResponse() {
    tell(10);
    Incident incident = history.incident().orElseThrow();
    Instant nextDay = TakeoverScenario.BEGIN.plus(Duration.ofHours(25));

    Alert reminder = ALERTS.reminder(incident, entries, Set.of("mail"), nextDay);
    check("reminder", reminder);
    GoldenRequests.check("reminder", reminder);
  }

  @Test
  void rendersAReportOfFilesWithoutResponses() {
    tell(10);
    AlertFactory archive = new AlertFactory(NAMES, OrganizationLinks.NONE, ReportSource.FILES);
    Instant over = TakeoverScenario.BEGIN.plus(Duration.ofHours(1));

    Alert report = archive.closed(history.incident().orElseThrow().closedAt(over), entries);

    check("files", report);
    assertThat(SesMessage.of(report, TEMPLATES).text())
        .doesNotContainIgnoringCase("acknowledge", "response", "closed", "open");
  }

  @Test
  void rendersAReportWithACollapsedPause() {
    tell(30);
    Incident incident = history.incident().orElseThrow();
    List<IncidentEvent> later = new ArrayList<>();
    entries.forEach(
        it -> later.add(it.number() <= 15 ? it : at(it, it.time().plus(Duration.ofMinutes(14)))));
    Instant over = TakeoverScenario.BEGIN.plus(Duration.ofHours(1));

    check("over-with-a-pause", ALERTS.closed(lasting(incident, later).closedAt(over), later));
  }

  private static Incident lasting(Incident it, List<IncidentEvent> events) {
    Instant latest = events.get(events.size() - 1).time();
    return new Incident(
        it.id(),
        it.account(),
        it.opened(),
        latest,
        latest,
        it.events(),
        it.kinds(),
        it.networks(),
        it.notified(),
        it.closed(),
        it.handling());
  }

  private static IncidentEvent at(IncidentEvent it, Instant time) {
    return new IncidentEvent(
        it.number(),
        time,
        it.eventId(),
        it.eventName(),
        it.service(),
        it.kind(),
        it.outcome(),
        it.severity(),
        it.headline(),
        it.address(),
        it.region(),
        it.changes(),
        it.notified(),
        it.rule());
  }

  @Test
  void rendersTheReportOfAnAcknowledgedIncident() {
    tell(10);
    Instant soon = TakeoverScenario.BEGIN.plus(Duration.ofMinutes(5));
    Incident incident = history.incident().orElseThrow();
    IncidentTracking handling =
        incident
            .handling()
            .with(new Response(soon, "ana (U012AB3CD)", Action.ACKNOWLEDGED, "Slack root-alerts"))
            .with(new Response(soon, "<b>bo</b> (U1)", Action.EXPECTED, "Slack root-alerts"));
    Instant over = TakeoverScenario.BEGIN.plus(Duration.ofHours(1));

    Alert report = ALERTS.closed(incident.with(handling).closedAt(over), entries);
    check("over-responded", report);
    GoldenRequests.check("report-closed", report);
  }

  @Test
  void rendersTheReportOfAClosedIncident() {
    tell(300);
    Instant over = TakeoverScenario.BEGIN.plus(Duration.ofHours(1));

    check("over", ALERTS.closed(history.incident().orElseThrow().closedAt(over), entries));
  }

  @Test
  void rendersTheReportOfOneEvent() {
    tell(1);
    Instant over = TakeoverScenario.BEGIN.plus(Duration.ofHours(1));

    check("over-one", ALERTS.closed(history.incident().orElseThrow().closedAt(over), entries));
  }

  @Test
  void rendersAParentMessageWithItsStatus() {
    tell(10);
    Incident incident = history.incident().orElseThrow();
    Instant then = TakeoverScenario.BEGIN.plusSeconds(300);
    Response response = new Response(then, "ana", Action.ACKNOWLEDGED, "slack");
    Incident answered = incident.with(incident.handling().with(response));
    checkSlack("head-open", ALERTS.parentMessage(incident, entries));
    Alert acknowledged = ALERTS.parentMessage(answered, entries);
    checkSlack("head", acknowledged);
    GoldenRequests.checkAcknowledgement("acknowledgement", acknowledged);
    Incident over = answered.closedAt(then.plus(Duration.ofHours(1)));
    checkSlack("head-over", ALERTS.parentMessage(over, entries));
    checkSlack("head-without-its-event", ALERTS.parentMessage(answered, withoutAlerts(entries)));
  }

  @Test
  void theParentMessageHasTheHeadlineAndAdviceOfTheWorstFinding() {
    tell(10);
    IncidentEvent worst = AlertFactory.worst(entries).orElseThrow();
    int index = (int) worst.number() - 1;

    Alert sent = alerts.get(index);
    Alert parent = ALERTS.parentMessage(history.incident().orElseThrow(), entries);

    assertThat(index).isPositive();
    assertThat(parent.reasons()).isEqualTo(sent.reasons());
    assertThat(parent.severity()).isEqualTo(Severity.CRITICAL).isEqualTo(sent.severity());
    assertThat(parent.headline()).isEqualTo(sent.headline());
    assertThat(parent.advice()).isEqualTo(sent.advice());
    assertThat(parent.links()).isEqualTo(sent.links());
    assertThat(parent.facts()).isEqualTo(sent.facts());
    assertThat(parent.rawEvent()).isEmpty();
  }

  /** As a version stored them that had no alert. */
  private static List<IncidentEvent> withoutAlerts(List<IncidentEvent> events) {
    return events.stream()
        .map(
            it ->
                new IncidentEvent(
                    it.number(),
                    it.time(),
                    it.eventId(),
                    it.eventName(),
                    it.service(),
                    it.kind(),
                    it.outcome(),
                    it.severity(),
                    it.headline(),
                    it.address(),
                    it.region(),
                    it.changes(),
                    it.notified(),
                    it.reasons(),
                    Optional.empty(),
                    it.rule()))
        .toList();
  }

  @Test
  void appendedEvents() {
    tell(40);
    Incident incident = history.incident().orElseThrow();

    checkSlack("news", ALERTS.digest(incident, entries.subList(11, 40)));
    checkSlack("news-one", ALERTS.digest(incident, entries.subList(11, 12)));
  }

  @Test
  void rendersTheReportOfAnOpenAcknowledgedIncident() {
    tell(11);
    IncidentTracking handling =
        IncidentTracking.NONE
            .with(response(40, "ana", Action.ACKNOWLEDGED))
            .with(response(400, "bo <script>", Action.INVESTIGATING));

    Alert report = ALERTS.closed(history.incident().orElseThrow().with(handling), entries);
    check("so-far", report);
    GoldenRequests.check("report-open", report);
  }

  private static Response response(long seconds, String who, Action action) {
    return new Response(TakeoverScenario.BEGIN.plusSeconds(seconds), who, action, "chat");
  }

  @Test
  void aReportOfAThousandEventsFitsTheMailLimit() {
    tell(300);
    List<IncidentEvent> many = new ArrayList<>();
    for (int number = 1; number <= 1_000; number++) {
      many.add(stretched(entries.get(number % entries.size()), number));
    }
    Alert alert = ALERTS.closed(history.incident().orElseThrow(), many);
    SesMessage ses = SesMessage.of(alert, TEMPLATES);

    assertThat(ses.html().getBytes(StandardCharsets.UTF_8).length).isLessThan(102_000);
    Timeline timeline = alert.report().flatMap(ReportContent::timeline).orElseThrow();
    assertThat(ses.html()).contains(timeline.slots().stream().map(TimelineBucket::from).toList());
    assertThat(SnsMessage.of(alert, TEMPLATES).body().getBytes(StandardCharsets.UTF_8).length)
        .isLessThan(20_000);
    assertThat(SlackMessage.of(alert, TEMPLATES).json().length()).isLessThan(20_000);
  }

  private static IncidentEvent stretched(IncidentEvent entry, long number) {
    return new IncidentEvent(
        number,
        entry.time(),
        "e".repeat(500) + number,
        "Call" + number + "<".repeat(500),
        entry.service(),
        entry.kind(),
        entry.outcome(),
        entry.severity(),
        "💥&<".repeat(80),
        Optional.of("2001:db8:" + number + "::1"),
        Optional.of("region-" + "r".repeat(300) + number),
        entry.changes(),
        entry.notified(),
        entry.rule());
  }

  private void tell(int count) {
    IncidentGrouper incidents = new IncidentGrouper(GroupingPolicy.STANDARD);
    for (String record : TakeoverScenario.of(ACCOUNT.value()).subList(0, count)) {
      Finding finding = TakeoverScenario.judged(record);
      GroupingInput input =
          new GroupingInput(
              finding,
              ALERTS.about(finding).headline(),
              severity -> Set.of("mail"),
              severity -> Set.of(),
              decision -> AlertJson.write(ALERTS.about(finding, decision)),
              finding.activity().event().time());
      Grouping.Result result = incidents.grouping(input).next(history);
      history = result.after();
      alerts.add(ALERTS.about(finding, result.decision()));
      result.event().ifPresent(entries::add);
    }
  }

  private static void checkSlack(String name, Alert alert) {
    SlackMessage slack = SlackMessage.of(alert, TEMPLATES);
    GoldenFile.check("messages/incident/" + name + "/slack.json", slack.json());
    assertThat(slack.problems()).isEmpty();
  }

  private static void check(String name, Alert alert) {
    String folder = "messages/incident/" + name + "/";
    MessageSchema.assertValid(alert);
    SnsMessage sns = SnsMessage.of(alert, TEMPLATES);
    GoldenFile.check(folder + "sns.txt", "Subject: " + sns.subject() + "\n\n" + sns.body());
    SesMessage ses = SesMessage.of(alert, TEMPLATES);
    GoldenFile.check(folder + "ses.txt", "Subject: " + ses.subject() + "\n\n" + ses.text());
    GoldenFile.check(folder + "ses.html", ses.html());
    SlackMessage slack = SlackMessage.of(alert, TEMPLATES);
    GoldenFile.check(folder + "slack.json", slack.json());
    assertThat(Stream.of(sns.problems(), ses.problems(), slack.problems()))
        .allMatch(problems -> problems.isEmpty());
  }
}
