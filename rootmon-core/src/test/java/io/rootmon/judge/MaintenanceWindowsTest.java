package io.rootmon.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.AccountId;
import io.rootmon.cases.CaseFiles;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.Detector;
import io.rootmon.judge.rules.StandardRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaintenanceWindowsTest {
  private static final AccountId PAYMENTS = new AccountId("111122223333");
  private static final AccountId SANDBOX = new AccountId("444455556666");
  private static final Path FOLDER = CaseFiles.FOLDER.resolve("critical");

  /** When the sign-in of the case happens. */
  private static final Instant SIGN_IN = event("root.sign-in.without-mfa").time();

  private static final String SPAN = "from 2026-03-14 01:00:00 until 2026-03-14 05:00:00 UTC";

  @Test
  void lowersTheSeverityInAWindowAndNamesTheTicket() {
    MaintenanceWindow window = around(SIGN_IN);
    Finding finding = judge("root.sign-in.without-mfa", window);

    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.usualSeverity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.expected()).contains(new Finding.WindowMatch(window, Severity.CRITICAL));
    assertThat(finding.ruleId()).isEqualTo("root.sign-in.without-mfa");
    assertThat(finding.reasons().get(0))
        .isEqualTo("lowered from CRITICAL: covered by CHG-1 of platform team, " + window.span());
    assertThat(finding.reasons().subList(1, finding.reasons().size()))
        .isEqualTo(judge("root.sign-in.without-mfa").reasons());
  }

  @Test
  void theIncidentCanRestoreTheSeverity() {
    Finding finding =
        judge("root.sign-in.without-mfa", around(SIGN_IN))
            .as(Severity.CRITICAL, List.of("the first success after 3 failed sign-ins"));

    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.reasons().get(0)).isEqualTo("the first success after 3 failed sign-ins");
    assertThat(finding.expected()).isPresent();
    assertThat(finding.usual(Severity.CRITICAL)).isEqualTo(Severity.CRITICAL);
  }

  @ParameterizedTest
  @CsvSource({"0, HIGH", "-1, CRITICAL", "3599, HIGH", "3600, CRITICAL"})
  void theBeginningBelongsToAWindowAndTheEndDoesNot(long seconds, Severity severity) {
    Instant from = SIGN_IN.minusSeconds(seconds);
    MaintenanceWindow window = window(PAYMENTS, from, from.plusSeconds(3600), Set.of(), Set.of());

    assertThat(judge("root.sign-in.without-mfa", window).severity()).isEqualTo(severity);
  }

  @Test
  void namesANearWindowWithoutLoweringTheSeverity() {
    Instant from = SIGN_IN.plus(Duration.ofHours(3));
    MaintenanceWindow window = window(PAYMENTS, from, from.plusSeconds(3600), Set.of(), Set.of());
    Finding before = judge("root.sign-in.without-mfa", window);

    assertThat(before.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(before.expected()).isEmpty();
    assertThat(before.reasons().get(0))
        .isEqualTo(
            "outside the window of CHG-1 of platform team: 3 hours before it, " + window.span());

    Instant until = SIGN_IN.minusSeconds(61);
    MaintenanceWindow over = window(PAYMENTS, until.minusSeconds(3600), until, Set.of(), Set.of());
    assertThat(judge("root.sign-in.without-mfa", over).reasons().get(0))
        .isEqualTo(
            "outside the window of CHG-1 of platform team: 2 minutes after it, " + over.span());
  }

  @Test
  void theNearestWindowIsNamed() {
    MaintenanceWindow far = window(PAYMENTS, SIGN_IN.plusSeconds(7200), SIGN_IN.plusSeconds(9000));
    MaintenanceWindow near =
        new MaintenanceWindow(
            PAYMENTS,
            SIGN_IN.minusSeconds(900),
            SIGN_IN.minusSeconds(600),
            "CHG-2",
            Optional.empty(),
            Set.of(),
            Set.of());

    assertThat(judge("root.sign-in.without-mfa", far, near).reasons().get(0))
        .startsWith("outside the window of CHG-2: 10 minutes after it");
  }

  @Test
  void ignoresAWindowLongBeforeOrAfter() {
    Instant from = SIGN_IN.plus(MaintenanceWindows.NEAR).plusSeconds(1);

    assertThat(judge("root.sign-in.without-mfa", window(PAYMENTS, from, from.plusSeconds(60))))
        .isEqualTo(judge("root.sign-in.without-mfa"));
  }

  @Test
  void doesNotLowerAnotherKindOrCall() {
    Instant from = SIGN_IN.minusSeconds(60);
    Instant until = SIGN_IN.plusSeconds(60);
    MaintenanceWindow otherKind =
        window(PAYMENTS, from, until, Set.of(ActivityKind.ASSUMED_ROOT), Set.of("ConsoleLogin"));
    MaintenanceWindow otherCall =
        window(PAYMENTS, from, until, Set.of(ActivityKind.DIRECT), Set.of("CloseAccount"));

    Finding kind = judge("root.sign-in.without-mfa", otherKind);
    assertThat(kind.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(kind.reasons().get(0))
        .isEqualTo(
            "outside the scope of CHG-1 of platform team: the window does not cover activities of the kind DIRECT");
    Finding call = judge("root.sign-in.without-mfa", otherCall);
    assertThat(call.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(call.reasons().get(0))
        .isEqualTo(
            "outside the scope of CHG-1 of platform team: the window covers only CloseAccount");
    // Of windows that overlap, the first that fits counts.
    assertThat(judge("root.sign-in.without-mfa", otherCall, around(SIGN_IN)).severity())
        .isEqualTo(Severity.HIGH);
  }

  @Test
  void ignoresTheWindowOfAnotherAccount() {
    MaintenanceWindow elsewhere =
        window(SANDBOX, SIGN_IN.minusSeconds(60), SIGN_IN.plusSeconds(60));

    assertThat(judge("root.sign-in.without-mfa", elsewhere))
        .isEqualTo(judge("root.sign-in.without-mfa"));
  }

  @Test
  void noWindowLowersTamperingWithMonitoring() {
    for (Path file : CaseFiles.in("critical")) {
      if (CaseFiles.name(file).startsWith("watch.rootmon.")) {
        String name = CaseFiles.name(file);
        CloudTrailEvent event = event(name);
        AccountId account = judge(name).activity().account().orElseThrow();
        MaintenanceWindow window =
            window(account, event.time().minusSeconds(60), event.time().plusSeconds(60));
        Finding finding = judge(name, window);

        assertThat(finding.severity()).as(name).isEqualTo(Severity.CRITICAL);
        assertThat(finding.expected()).as(name).isEmpty();
        assertThat(finding.reasons().get(0))
            .isEqualTo(
                "outside the scope of CHG-1 of platform team: no maintenance window covers tampering"
                    + " with the monitoring setup");
      }
    }
  }

  @Test
  void anUnknownAccountHasNoWindow() throws Exception {
    String text =
        Files.readString(FOLDER.resolve("root.sign-in.without-mfa.json"))
            .replace(PAYMENTS.value(), "");
    CloudTrailEvent event = new CloudTrailReader().events(text).get(0);
    var activity = new Detector().detect(event).orElseThrow();

    assertThat(activity.account()).isEmpty();
    assertThat(policy(around(SIGN_IN)).judge(activity).severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void listsUnusedWindows() {
    MaintenanceWindow used = window(PAYMENTS, at(1), at(2));
    MaintenanceWindow unused = window(PAYMENTS, at(3), at(4));
    MaintenanceWindow elsewhere = window(SANDBOX, at(1), at(2));
    MaintenanceWindow later = window(PAYMENTS, at(5), at(9));
    MaintenanceWindows all = new MaintenanceWindows(List.of(used, unused, elsewhere, later));

    assertThat(all.unused(at(0), at(8), Map.of(PAYMENTS, List.of(at(1), at(4)))))
        .containsExactly(unused, elsewhere);
    assertThat(all.unused(at(3), at(8), Map.of())).containsExactly(unused);
    assertThat(all.unused(at(4), at(10), Map.of())).containsExactly(unused, later);
    assertThat(all.unused(at(0), at(4), Map.of())).containsExactly(used, elsewhere);
  }

  private static Instant at(int hour) {
    return Instant.parse("2026-03-14T00:00:00Z").plus(Duration.ofHours(hour));
  }

  @Test
  void formatsATimeRangeInUtc() {
    assertThat(window(PAYMENTS, at(1), at(5)).span()).isEqualTo(SPAN);
  }

  private static Finding judge(String name, MaintenanceWindow... windows) {
    return policy(windows).judge(new Detector().detect(event(name)).orElseThrow());
  }

  private static SeverityPolicy policy(MaintenanceWindow... windows) {
    return StandardRules.policy().expecting(new MaintenanceWindows(List.of(windows)));
  }

  private static CloudTrailEvent event(String name) {
    return CaseFiles.event(FOLDER.resolve(name + ".json"));
  }

  private static MaintenanceWindow around(Instant time) {
    return window(PAYMENTS, time.minusSeconds(3600), time.plusSeconds(3600));
  }

  private static MaintenanceWindow window(AccountId account, Instant from, Instant until) {
    return window(account, from, until, Set.of(), Set.of());
  }

  private static MaintenanceWindow window(
      AccountId account, Instant from, Instant until, Set<ActivityKind> kinds, Set<String> events) {
    return new MaintenanceWindow(
        account, from, until, "CHG-1", Optional.of("platform team"), kinds, events);
  }
}
