package io.rootmon.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.RootMonitor;
import io.rootmon.channel.RecordingChannel;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.judge.rules.StandardRules;
import io.rootmon.route.Routes;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Failed calls that name accounts of the caller's choice cause few alerts. */
class InventedAccountsAttackTest {
  private static final Instant BEGIN = Instant.parse("2026-03-14T18:10:00Z");
  private static final int CALLS = 60;

  private final RecordingChannel pager = new RecordingChannel("pager");

  @ParameterizedTest
  @CsvSource({
    "sts, AssumeRoot, targetPrincipal",
    "account, PutAlternateContact, accountId",
    "account, StartPrimaryEmailUpdate, accountId"
  })
  void deniedCallsAreOfTheCallersAccount(String service, String name, String parameter)
      throws Exception {
    Instant last = BEGIN.plus(Duration.ofMinutes(1));
    try (RootMonitor monitor =
        RootMonitor.builder()
            .policy(StandardRules.policy())
            .routes(new Routes(Routes.toAll(Set.of("pager")).routes()))
            .store(new MemoryStore(() -> last))
            .channels(List.of(pager))
            .clock(() -> last)
            .build()) {
      for (int i = 0; i < CALLS; i++) {
        String record =
            """
            {"eventVersion":"1.11","eventID":"0f9a1c2e-0000-4000-8000-%012d","eventTime":"%s",
             "eventSource":"%s.amazonaws.com","eventName":"%s","awsRegion":"us-east-1",
             "eventType":"AwsApiCall","readOnly":false,"sourceIPAddress":"192.0.2.10",
             "errorCode":"AccessDenied","errorMessage":"User is not authorized",
             "userIdentity":{"type":"AssumedRole","accountId":"444455556666",
               "arn":"arn:aws:sts::444455556666:assumed-role/App/eve"},
             "requestParameters":{"%s":"%012d"},"recipientAccountId":"444455556666"}
            """
                .formatted(i, BEGIN.plusSeconds(i), service, name, parameter, 100_000_000_000L + i);
        var finding = monitor.judge(new CloudTrailReader().events(record).get(0));
        if (finding.isPresent()) {
          monitor.process(finding.get(), Deadline.in(Duration.ofSeconds(20)));
        }
      }
    }

    assertThat(pager.alerts()).hasSizeBetween(1, 3);
  }
}
