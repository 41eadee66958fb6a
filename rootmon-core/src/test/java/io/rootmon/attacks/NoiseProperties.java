package io.rootmon.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.attacks.SimulatedMonitor.Sent;
import io.rootmon.incident.Decision.NotificationReason;
import io.rootmon.internal.state.SharedStateStore;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Ten days of noise from one account, of any rhythm, mix and number of networks. */
class NoiseProperties {
  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration TEN_DAYS = Duration.ofDays(10);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int MAX_PER_DAY = 6;

  /** What happens, how long after the one before, from which network. */
  record Noise(Act act, int seconds, int network) {}

  enum Act {
    FAILED,
    DENIED,
    PUT_RULE,
    KEY_USE,
    KEY_DENIED,
    SIGN_IN,
    CHANGE,
    STOP_LOGGING
  }

  /**
   * @param acts are repeated for ten days
   */
  record Schedule(List<Noise> acts) {}

  @Property(tries = 60)
  void staysWithinTheDailyLimit(@ForAll("schedules") Schedule schedule) {
    SimulatedMonitor monitor = new SimulatedMonitor(BEGIN);
    run(monitor, schedule);

    List<Sent> alerts = monitor.alerts();
    for (Sent from : alerts) {
      List<Sent> day =
          alerts.stream()
              .filter(it -> !it.at().isBefore(from.at()) && it.at().isBefore(from.at().plus(DAY)))
              .toList();
      assertThat(day.stream().filter(it -> !isFirstOfItsRule(it)).toList())
          .hasSizeLessThanOrEqualTo(MAX_PER_DAY);
    }
    assertThat(monitor.reports().size()).isLessThanOrEqualTo(2 * MAX_PER_DAY * 10);
  }

  @Property(tries = 60)
  void sendsTheFirstFindingOfEveryIncidentEveryRiseAndEveryCriticalRule(
      @ForAll("schedules") Schedule schedule) {
    SimulatedMonitor monitor = new SimulatedMonitor(BEGIN);
    run(monitor, schedule);
    Instant end = BEGIN.plus(TEN_DAYS);

    int before = monitor.alerts().size();
    Records records = new Records();
    monitor.receive(end, records.signInWithoutMfa(end, "198.51.100.250").replace("0000", "9999"));
    monitor.receive(end, records.removedMfa(end, "198.51.100.250").replace("0000", "9999"));
    monitor.receive(
        end, records.call(end, "198.51.100.250", "iam", "CreateAccessKey").replace("0000", "9999"));

    Set<String> rules = new HashSet<>();
    monitor.alerts().subList(before, monitor.alerts().size()).forEach(it -> rules.add(it.rule()));
    assertThat(rules)
        .contains("root.sign-in.without-mfa", "root.mfa.removed", "root.access-key.created");
  }

  private static boolean isFirstOfItsRule(Sent sent) {
    NotificationReason reason = sent.reason().orElseThrow();
    return reason == NotificationReason.RULE
        || (reason == NotificationReason.SEVERITY && sent.alert().severity() == Severity.CRITICAL);
  }

  private static void run(SimulatedMonitor monitor, Schedule schedule) {
    Records records = new Records();
    Set<String> rulesOfIncident = new HashSet<>();
    String incident = "";
    Severity highest = Severity.INFO;
    Instant time = BEGIN;
    for (int i = 0; time.isBefore(BEGIN.plus(TEN_DAYS)); i++) {
      Noise noise = schedule.acts().get(i % schedule.acts().size());
      int before = monitor.alerts().size();
      monitor.advanceTo(time);
      before = monitor.alerts().size();
      String record = record(records, noise, time, i);
      var outcome = monitor.receive(time, record);
      var decided = monitor.store().history(Records.ACCOUNT).incident().orElseThrow();
      boolean isAlerted = monitor.alerts().size() > before;
      if (!decided.id().equals(incident)) {
        assertThat(isAlerted).as("first finding of an incident").isTrue();
        incident = decided.id();
        rulesOfIncident.clear();
        highest = Severity.INFO;
      }
      Finding finding = monitor.judge(record);
      Severity severity =
          monitor
              .monitor()
              .decide(finding, Deadline.in(SharedStateStore.DECISION_TIMEOUT))
              .severity();
      if (severity.compareTo(highest) > 0) {
        assertThat(isAlerted).as("rise to " + severity).isTrue();
        highest = severity;
      }
      String rule = finding.ruleId();
      if (severity == Severity.CRITICAL && rulesOfIncident.add(rule)) {
        assertThat(isAlerted).as("first finding of " + rule).isTrue();
      }
      assertThat(outcome.problems()).isEmpty();
      time = time.plusSeconds(noise.seconds());
    }
    monitor.advanceTo(BEGIN.plus(TEN_DAYS));
  }

  private static String record(Records records, Noise noise, Instant time, int number) {
    // 0 is a network of its own for each event.
    int network = noise.network() == 0 ? number : noise.network();
    String address = "10." + network / 250 % 250 + "." + network % 250 + ".1";
    return switch (noise.act()) {
      case FAILED -> records.failedSignIn(time, address);
      case DENIED -> records.denied(time, address, "ec2", "RunInstances");
      case PUT_RULE -> records.ruleChange(time, address, "PutRule", "rootmon-noise");
      case KEY_USE -> records.keyUse(time, address);
      case KEY_DENIED ->
          records
              .denied(time, address, "s3", "DeleteBucket")
              .replace("\"type\":\"Root\"", "\"type\":\"Root\",\"accessKeyId\":\"AKIAEXAMPLE\"");
      case SIGN_IN -> records.signInWithMfa(time, address);
      case CHANGE -> records.call(time, address, "ec2", "RunInstances");
      case STOP_LOGGING -> records.stoppedLogging(time, address);
    };
  }

  @Provide
  static Arbitrary<Schedule> schedules() {
    Arbitrary<Integer> seconds =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, Arbitraries.of(29 * 60, 31 * 60, 30 * 60, 24 * 3600)),
            net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(600, 6 * 3600)),
            net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(300, 36 * 3600)));
    return Combinators.combine(
            Arbitraries.of(Act.class), seconds, Arbitraries.integers().between(0, 12))
        .as(Noise::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40)
        .map(Schedule::new);
  }
}
