package io.rootmon.internal.channel.ses;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.alert.Alert;
import io.rootmon.judge.Severity;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.render.HostileText;
import io.rootmon.render.Templates;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SesMessageTest {
  private static final Templates TEMPLATES = Templates.builtIn();
  private static final Pattern TAG = Pattern.compile("</?([a-zA-Z0-9]+)");
  private static final Pattern LINK = Pattern.compile("(?:href|src|background)=");

  @ParameterizedTest
  @EnumSource
  void theSeverityIsInTheText(Severity severity) {
    SesMessage message = SesMessage.of(ExampleAlerts.with(severity, "Root did it"), TEMPLATES);

    assertThat(message.subject()).isEqualTo(severity + ": Root did it");
    assertThat(message.html())
        .contains(">" + severity + "</td>")
        .contains(">Why " + severity + "</h2>");
  }

  @Test
  void alertsOnAnUnreadableMessage() {
    SesMessage message = SesMessage.of(ExampleAlerts.unreadable(), TEMPLATES);

    assertThat(message.html())
        .contains("expected an instant but was &#39;yesterday&#39;</h1>")
        .doesNotContain("Why this is", "rule ");
    assertThat(message.text()).contains("Event unreadable-1").doesNotContain("WHY");
  }

  @Test
  void theNotePrecedesTheHeadline() {
    Alert alert = ExampleAlerts.signIn().withNote("ungrouped: the state store is down");

    String html = SesMessage.of(alert, TEMPLATES).html();

    assertThat(html.indexOf("<br>ungrouped: the state store is down"))
        .isBetween(html.indexOf("<body"), html.indexOf("<h1"));
  }

  @Test
  void needsNothingFromOutside() {
    String html = SesMessage.of(ExampleAlerts.signIn(), TEMPLATES).html();

    assertThat(html).doesNotContain("<img", "<link", "<script", "@import", "url(", "src=");
    assertThat(LINK.matcher(html).results()).hasSize(3);
  }

  @Test
  void hostileTextAddsNoTagAndNoLink() {
    List<String> harmless = tags(ExampleAlerts.all("text", 3));

    assertThat(tags(ExampleAlerts.all(ExampleAlerts.HOSTILE, 3))).isEqualTo(harmless);
    String html = SesMessage.of(ExampleAlerts.all(ExampleAlerts.HOSTILE, 3), TEMPLATES).html();
    assertThat(html)
        .contains("${7*7}", "href=\"https://docs.aws.amazon.com/a?b=c&amp;d=e\"")
        .doesNotContain("https://evil", "href=\"javascript:", "href=\"data:", "\u202E", "\u0000");
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  @Domain(HostileText.class)
  @Domain(DomainContext.Global.class)
  void mailStaysWithinItsLimits(@ForAll String text, @ForAll @IntRange(max = 80) int items) {
    SesMessage message = SesMessage.of(ExampleAlerts.all(text, items), TEMPLATES);

    assertThat(message.html().getBytes(StandardCharsets.UTF_8).length).isLessThan(102_000);
    assertThat(message.subject()).hasSizeBetween(1, 320).doesNotContain("\r", "\n");
    assertThat(message.text().lines().filter(it -> !it.strip().startsWith("https://")))
        .allMatch(it -> it.codePointCount(0, it.length()) <= 78);
  }

  private static List<String> tags(Alert alert) {
    String html = SesMessage.of(alert, TEMPLATES).html();
    return TAG.matcher(html).results().map(MatchResult::group).toList();
  }
}
