package io.rootmon.internal.channel.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.alert.Alert;
import io.rootmon.internal.channel.sns.SnsMessage.SnsSubject;
import io.rootmon.judge.Severity;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.render.HostileText;
import io.rootmon.render.Templates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnsMessageTest {
  private static final Templates TEMPLATES = Templates.builtIn();

  @Test
  void readsWellOnAPhone() {
    SnsMessage message = SnsMessage.of(ExampleAlerts.signIn(), TEMPLATES);

    assertThat(message.subject())
        .isEqualTo(
            "CRITICAL: Root signed in to payments-prod (111122223333) without MFA from 203.0.113.7");
    assertThat(message.body())
        .startsWith("CRITICAL: Root signed in to payments-prod")
        .contains("\nFrom: 203.0.113.7\n")
        .contains("\nWHY CRITICAL\n- Root signed in to the console")
        .contains("\nWHAT TO DO NOW\n1. Ask the owner")
        .contains("Open the event in CloudTrail:\nhttps://us-east-1.console.aws.amazon.com/");
    assertThat(message.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Root signed in to Zürich – “prod” | Root signed in to Zurich - "prod"
          💥 boom                           | boom
          ¡Hola!                            | Hola!
          東京                               | Root alert
          a東京                              | a??
          '  two   words  '                 | two words
          ---                               | Root alert
          """)
  void subjectIsWhatSnsAccepts(String text, String subject) {
    assertThat(SnsSubject.of(text)).isEqualTo(subject);
  }

  @Property(tries = 300)
  @Domain(HostileText.class)
  void anySubjectIsWhatSnsAccepts(@ForAll String text) {
    assertThat(SnsSubject.of(text)).matches("[A-Za-z0-9][ -~]{0,98}");
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  @Domain(HostileText.class)
  @Domain(DomainContext.Global.class)
  void bodyStaysWithinItsLimits(@ForAll String text, @ForAll @IntRange(max = 80) int items) {
    SnsMessage message = SnsMessage.of(ExampleAlerts.all(text, items), TEMPLATES);

    assertThat(message.subject()).matches("[A-Za-z0-9][ -~]{0,98}");
    assertThat(message.body().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(260_000);
    assertThat(message.body().lines().filter(it -> !it.strip().startsWith("https://")))
        .allMatch(it -> it.codePointCount(0, it.length()) <= 78);
  }

  @Test
  void hostileTextForgesNoLine() {
    SnsMessage message = SnsMessage.of(ExampleAlerts.all(ExampleAlerts.HOSTILE, 3), TEMPLATES);

    assertThat(message.body().lines()).noneMatch(it -> it.matches("\\.|Subject:.*|- forged.*"));
    assertThat(message.body()).doesNotContain("\u0000", "\u001b", "\u202E", "https://evil");
    assertThat(message.body()).contains("${7*7}");
  }

  @Test
  void limitsTheOutputOfAUserTemplate(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("sns"));
    Files.writeString(folder.resolve("sns/body.txt.ftl"), "<#list 1..99999 as x>💥 </#list>");
    Files.writeString(folder.resolve("sns/subject.txt.ftl"), "");

    SnsMessage message = SnsMessage.of(ExampleAlerts.signIn(), Templates.overriddenBy(folder));

    assertThat(message.subject()).isEqualTo("Root alert");
    assertThat(message.body().getBytes(StandardCharsets.UTF_8).length).isBetween(259_986, 260_000);
    assertThat(message.body()).endsWith("…");
  }

  @Test
  void reportsAFailingSubjectInTheBody(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("sns"));
    Files.writeString(folder.resolve("sns/subject.txt.ftl"), "${oops}");
    Alert alert = ExampleAlerts.with(Severity.LOW, "Root listed its keys");

    SnsMessage message = SnsMessage.of(alert, Templates.overriddenBy(folder));

    assertThat(message.subject()).isEqualTo("LOW: Root listed its keys");
    assertThat(message.problems())
        .singleElement()
        .asString()
        .startsWith("template sns/subject.txt.ftl line 1");
    assertThat(message.body()).contains("PLEASE NOTE\n- template sns/subject.txt.ftl line 1:");
  }
}
