package io.rootmon.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.cases.CaseFiles;
import io.rootmon.cases.GoldenFile;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.detect.Detector;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.channel.ses.SesMessage;
import io.rootmon.internal.channel.slack.SlackMessage;
import io.rootmon.internal.channel.sns.SnsMessage;
import io.rootmon.internal.message.MessageSchema;
import io.rootmon.judge.rules.StandardRules;
import io.rootmon.render.Templates;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every template with every case: what people get, reviewed as files. */
class GoldenMessagesTest {
  private static final AccountId PAYMENTS = new AccountId("111122223333");
  private static final AlertFactory ALERTS =
      new AlertFactory(
          AccountDirectory.of(
              Map.of(
                  PAYMENTS,
                  new Account(
                      Optional.of(PAYMENTS),
                      Optional.of("payments-prod"),
                      Optional.of("Ana Example")))));
  private static final Templates TEMPLATES = Templates.builtIn();

  @TestFactory
  Stream<DynamicTest> everyMessageIsAsReviewed() {
    return Stream.concat(CaseFiles.judged().stream(), CaseFiles.in("malformed").stream())
        .map(file -> DynamicTest.dynamicTest(CaseFiles.name(file), () -> check(file)));
  }

  private static void check(Path file) {
    Alert alert = alert(file);
    String folder = "messages/" + CaseFiles.folder(file) + "/" + CaseFiles.name(file) + "/";
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

  private static Alert alert(Path file) {
    ReadResult reading = CaseFiles.read(file);
    if (reading instanceof ReadResult.Malformed malformed) {
      return ALERTS.unreadable(malformed.problem(), Instant.parse("2026-03-14T02:00:00Z"));
    }
    return ALERTS.about(
        StandardRules.policy().judge(new Detector().detect(CaseFiles.event(file)).orElseThrow()));
  }
}
