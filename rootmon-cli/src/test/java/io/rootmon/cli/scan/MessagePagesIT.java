package io.rootmon.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The HTML emails among the golden files in a real browser, as people on a phone see them. */
@Tag("iac")
class MessagePagesIT {
  private static final Path MESSAGES =
      Path.of("../rootmon-core/src/test/resources/golden/messages");

  /** A small phone of today. */
  private static final int PHONE_WIDTH = 360;

  private static final int PHONE_HEIGHT = 640;

  /** Beyond it, Gmail cuts an email. */
  private static final int MAX_BYTES = 102 * 1024;

  @SuppressWarnings("NullAway.Init") // before all
  private static ChromiumBrowser browser;

  @SuppressWarnings("NullAway.Init") // before all
  private static String axe;

  @SuppressWarnings("NullAway.Init") // before all
  private static List<Path> mails;

  @BeforeAll
  static void start() throws IOException {
    try (InputStream script = MessagePagesIT.class.getResourceAsStream("/axe.min.js")) {
      if (script == null) {
        throw new IllegalStateException("axe.min.js: expected on the class path");
      }
      axe = new String(script.readAllBytes(), StandardCharsets.UTF_8) + "; undefined";
    }
    try (Stream<Path> files = Files.walk(MESSAGES)) {
      mails = files.filter(it -> it.toString().endsWith("ses.html")).sorted().toList();
    }
    browser = new ChromiumBrowser();
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @Test
  void axeFindsNothingSeriousInAnyMail() {
    List<String> problems = new ArrayList<>();
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      Page page = browser.open(mails.get(0), PHONE_WIDTH, scheme, /* runsScripts= */ true);
      for (Path mail : mails) {
        page.navigate(mail.toUri().toString());
        page.evaluate(axe);
        violations(page).forEach(it -> problems.add(mail + ", " + scheme + ": " + it));
      }
    }

    assertThat(mails).hasSizeGreaterThan(250);
    assertThat(problems).isEmpty();
    browser.assertQuiet();
  }

  @Test
  void whatToDoNowBeginsOnTheFirstScreenOfAPhone() {
    Page page = browser.open(mails.get(0), PHONE_WIDTH, ColorScheme.LIGHT, /* runsScripts= */ true);
    List<String> below = new ArrayList<>();
    int alerts = 0;
    for (Path mail : mails) {
      page.navigate(mail.toUri().toString());
      ElementHandle heading = page.querySelector("h2:has-text('What to do now')");
      if (heading != null) {
        alerts++;
        BoundingBox box = heading.boundingBox();
        if (box.y + box.height > PHONE_HEIGHT) {
          below.add(mail + " at " + Math.round(box.y));
        }
      }
    }

    assertThat(alerts).isGreaterThan(200);
    assertThat(below).isEmpty();
  }

  @Test
  void noMailIsWiderThanAPhone() {
    Page page = browser.open(mails.get(0), PHONE_WIDTH, ColorScheme.LIGHT, /* runsScripts= */ true);
    List<String> wide = new ArrayList<>();
    for (Path mail : mails) {
      page.navigate(mail.toUri().toString());
      Object width = page.evaluate("document.documentElement.scrollWidth");
      if (width instanceof Number number && number.intValue() > PHONE_WIDTH) {
        wide.add(mail + ": " + number);
      }
    }

    assertThat(wide).isEmpty();
  }

  @Test
  void noMailIsLongerThanAMailProgramShows() throws IOException {
    for (Path mail : mails) {
      assertThat(Files.size(mail)).as(mail.toString()).isLessThan(MAX_BYTES);
    }
  }

  /** What axe calls serious or critical, each with the element. */
  private static List<?> violations(Page page) {
    return (List<?>)
        page.evaluate(
            """
            async () => (await axe.run()).violations
              .filter(it => ['serious', 'critical'].includes(it.impact))
              .flatMap(it => it.nodes.map(node => it.id + ': ' + node.html + node.failureSummary))
            """);
  }
}
