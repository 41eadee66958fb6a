package io.rootmon.internal.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.alert.Link;
import io.rootmon.cases.CaseFiles;
import io.rootmon.cases.GoldenFile;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.detect.Detector;
import io.rootmon.judge.rules.StandardRules;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AlertFactoryTest {
  private static final AccountId PAYMENTS = new AccountId("111122223333");
  private static final AlertFactory ALERTS =
      new AlertFactory(
          AccountDirectory.of(
              Map.of(
                  PAYMENTS,
                  new Account(
                      Optional.of(PAYMENTS),
                      Optional.of("payments-prod"),
                      Optional.of("Ana, +1 555 0100")))));

  @Test
  void everyHeadlineIsAsReviewed() {
    GoldenFile.check(
        "headlines.txt",
        CaseFiles.judged().stream()
            .map(file -> CaseFiles.name(file) + "\n  " + about(file).headline())
            .collect(Collectors.joining("\n", "", "\n")));
  }

  @TestFactory
  Stream<DynamicTest> everyTextIsOneShortLine() {
    return CaseFiles.judged().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    CaseFiles.name(file),
                    () ->
                        assertThat(texts(about(file)))
                            .allSatisfy(
                                text -> {
                                  assertThat(text).doesNotContainPattern("\\p{Cntrl}");
                                  assertThat(text).doesNotContain("://", "\u202e");
                                  assertThat(text).hasSizeLessThanOrEqualTo(400);
                                })));
  }

  @Test
  void removesSessionTokensFromAlerts() {
    List<Fact> fields =
        about(CaseFiles.FOLDER.resolve("high/root.credentials.minted.json")).keyFields();

    assertThat(fields)
        .contains(
            new Fact("responseElements.credentials.accessKeyId", "ASIAEXAMPLENEWKEY001"),
            new Fact("responseElements.credentials.sessionToken", "(not shown)"));
  }

  @Test
  void aSecretsNameIsKnownBehindALineBreak() throws Exception {
    CloudTrailEvent event =
        new CloudTrailReader()
            .events(
                """
                {"eventName":"X","eventTime":"2026-03-14T02:00:00Z",
                 "userIdentity":{"type":"Root"},
                 "requestParameters":{"of\\nsecretKey":"not-a-secret"}}
                """)
            .get(0);

    assertThat(EventFieldSummary.of(event))
        .contains(new Fact("requestParameters.of secretKey", "(not shown)"));
  }

  @Test
  void linksLeadToTheEventInItsPartitionAndRegion() {
    assertThat(consoleLink("critical/root.sign-in.without-mfa.json"))
        .startsWith(
            "https://us-east-1.console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/");
    assertThat(consoleLink("critical/root.sign-in.without-mfa--govcloud.json"))
        .startsWith("https://us-gov-west-1.console.amazonaws-us-gov.com/cloudtrailv2/home?");
    assertThat(consoleLink("high/root.change--bucket-in-china.json"))
        .startsWith(
            "https://cn-north-1.console.amazonaws.cn/cloudtrailv2/home?region=cn-north-1#/");
  }

  @Test
  void createsNoLinkForAnInvalidRegion() {
    Alert alert = about(CaseFiles.FOLDER.resolve("medium/root.failed--hostile-throughout.json"));

    assertThat(alert.links().stream().map(Link::label)).containsExactly("AWS guidance");
  }

  @Test
  void alertsOnAnUnreadableMessageWithoutItsSecrets() {
    ReadResult reading =
        new CloudTrailReader()
            .read("{\"eventName\":\"X\",\"sessionToken\":\"abc123\",\"oops")
            .next();

    Alert alert =
        ALERTS.unreadable(
            ((ReadResult.Malformed) reading).problem(), Instant.parse("2026-03-14T02:00:00Z"));

    assertThat(alert.severity()).hasToString("HIGH");
    assertThat(alert.facts())
        .contains(
            new Fact("Where", "input: record 1"),
            new Fact("Problem", "the JSON ends inside an object"));
    assertThat(alert.keyFields())
        .containsExactly(
            new Fact("text", "{\"eventName\":\"X\",\"sessionToken\":\"(not shown)\",\"oops"));
  }

  @Test
  void aSecretIsFoundInTextWithinTextWithinText() {
    String thrice = "{\\\\\\\"sessionToken\\\\\\\": \\\\\\\"abc123\\\\\\\",";

    assertThat(EventFieldSummary.hideSecrets(thrice))
        .doesNotContain("abc123")
        .contains("sessionToken", "(not shown)");
  }

  private static String consoleLink(String file) {
    Link link = about(CaseFiles.FOLDER.resolve(file)).links().get(0);
    assertThat(link.label()).isEqualTo("View in CloudTrail");
    return link.address().toString();
  }

  private static Alert about(Path file) {
    return ALERTS.about(
        StandardRules.policy().judge(new Detector().detect(CaseFiles.event(file)).orElseThrow()));
  }

  private static List<String> texts(Alert alert) {
    return Stream.of(
            Stream.of(alert.headline()),
            Stream.concat(alert.facts().stream(), alert.keyFields().stream())
                .flatMap(it -> Stream.of(it.label(), it.value())),
            alert.reasons().stream(),
            alert.advice().stream())
        .flatMap(it -> it)
        .toList();
  }
}
