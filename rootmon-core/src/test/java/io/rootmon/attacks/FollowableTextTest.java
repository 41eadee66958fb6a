package io.rootmon.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.cases.CaseFiles;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.detect.Detector;
import io.rootmon.incident.TakeoverScenario;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.channel.ses.SesMessage;
import io.rootmon.internal.channel.slack.SlackMessage;
import io.rootmon.internal.channel.sns.SnsMessage;
import io.rootmon.judge.rules.StandardRules;
import io.rootmon.render.Templates;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** F15: what email clients and Slack turn into links, and formatting in Slack. */
class FollowableTextTest {
  private static final String HOSTILE =
      "console.aws.amazon.com.evil.io/signin evil-aws-support.com/login alice@evil.io"
          + " tel:+18005550199 +1-800-555-0199 (800) 555-0199 mailto:a@evil.io www.evil.io"
          + " iam.amazonaws.com@evil.io b.s3.amazonaws.com/x xn--80ak6aa92e.xn--p1ai"
          + " *bold* _it_ ~gone~ `code` :tada:";
  private static final Pattern FOLLOWABLE =
      Pattern.compile(
          "(?i)evil[.]io|support[.]com|s3[.]amazonaws[.]com/|tel:\\+|mailto:a|www[.]evil"
              + "|\\w@(?:evil|\\w+[.])|(?<!\\[)\\+1[-8]|555-0199|xn--p1ai(?<=[.]xn--p1ai)");
  private static final Pattern FORMATTED =
      Pattern.compile("\\*bold\\*|\\b_it_|~gone~|`code`|:tada:");
  private static final AccountId ID = new AccountId("111122223333");
  private static final AlertFactory ALERTS =
      new AlertFactory(
          AccountDirectory.of(
              Map.of(
                  ID, new Account(Optional.of(ID), Optional.of(HOSTILE), Optional.of(HOSTILE)))));
  private static final Templates TEMPLATES = Templates.builtIn();

  @Test
  void noTextOfAnEventOrTheConfigurationCanBeFollowed() throws Exception {
    int files = 0;
    for (Alert alert : alerts()) {
      SesMessage mail = SesMessage.of(alert, TEMPLATES);
      SnsMessage sns = SnsMessage.of(alert, TEMPLATES);
      for (String text :
          List.of(mail.subject(), mail.text(), mail.html(), sns.subject(), sns.body())) {
        files++;
        assertThat(unwrapped(text)).doesNotContainPattern(FOLLOWABLE);
      }
      files++;
      assertThat(withoutCode(SlackMessage.of(alert, TEMPLATES)))
          .doesNotContainPattern(FOLLOWABLE)
          .doesNotContainPattern(FORMATTED);
    }
    assertThat(files).isGreaterThan(96);
    AttackTable.row(
        "F15",
        "domains, addresses, numbers in " + files + " texts",
        "2,105 + 575 + 141 followable, 63 formatted",
        "0");
  }

  @Test
  void namesOfServicesAddressesAndVersionsStayReadable() {
    Alert alert =
        ALERTS.about(
            TakeoverScenario.judged(
                TakeoverScenario.of("444455556666")
                    .get(9)
                    .replace("\"userAgent\":\"", "\"userAgent\":\"Chrome/145.0.0.0 ")));
    String text = SnsMessage.of(alert, TEMPLATES).body();

    assertThat(text)
        .contains(
            "198.51.100.7", "Chrome 145", "arn:aws:iam::444455556666", "root.access-key.created")
        .doesNotContain("amazonaws[.]com");
  }

  private static List<Alert> alerts() throws Exception {
    List<Alert> alerts = new ArrayList<>();
    List<Path> files = CaseFiles.judged();
    for (int at = 0; at < files.size(); at += Math.max(1, files.size() / 24)) {
      String json = new String(Files.readAllBytes(files.get(at)), StandardCharsets.UTF_8);
      String hostile =
          json.replaceAll(
              "\"(userAgent|sourceIPAddress|errorMessage|userName|roleName|name)\"\\s*:\\s*\"[^\"]*\"",
              "\"$1\": \"" + HOSTILE + "\"");
      var reading = new CloudTrailReader().events(hostile).get(0);
      new Detector()
          .detect(reading)
          .ifPresent(it -> alerts.add(ALERTS.about(StandardRules.policy().judge(it))));
    }
    return alerts;
  }

  /** A long line is broken within a word: it must not be hidden from the pattern. */
  private static String unwrapped(String text) {
    return text.replaceAll("\\n {2,}", "");
  }

  private static String withoutCode(SlackMessage message) {
    List<String> texts = new ArrayList<>();
    collect(JsonParser.parseString(message.json()), texts);
    return Stream.of(String.join("\n", texts))
        .map(it -> it.replaceAll("`[^`\\n]*`", ""))
        .map(it -> it.replaceAll("<https:[^|>]*\\|", ""))
        .findFirst()
        .orElseThrow();
  }

  private static void collect(JsonElement part, List<String> texts) {
    if (part.isJsonObject()) {
      part.getAsJsonObject().asMap().values().forEach(it -> collect(it, texts));
    } else if (part.isJsonArray()) {
      part.getAsJsonArray().forEach(it -> collect(it, texts));
    } else if (part.isJsonPrimitive()) {
      texts.add(part.getAsString());
    }
  }
}
