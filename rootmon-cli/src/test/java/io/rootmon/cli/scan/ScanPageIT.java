package io.rootmon.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.rootmon.cli.CommandResult;
import io.rootmon.cli.scan.page.HostileArchive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as people meet it: in a browser, by keyboard, on a phone, in the dark, on paper. */
@Tag("iac")
class ScanPageIT {
  private static final int WIDE = 1280;
  private static final int NARROW = 360;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  static Path folder;

  @SuppressWarnings("NullAway.Init") // before all
  private static ChromiumBrowser browser;

  @SuppressWarnings("NullAway.Init") // before all
  private static Path examples;

  @SuppressWarnings("NullAway.Init") // before all
  private static Path hostile;

  @BeforeAll
  static void start() throws IOException {
    examples =
        report(
            "examples",
            "--config",
            CommandResult.example("rootmon.json"),
            "--min-severity=low",
            CommandResult.example("archive"));
    hostile = report("hostile", HostileArchive.in(folder.resolve("archive")).toString());
    browser = new ChromiumBrowser();
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @Test
  void opensWithoutMessagesAndShowsTheFindings() {
    Page page = open(examples, WIDE);

    assertThat(page.locator("h1").innerText()).isEqualTo("3 root incidents (worst: CRITICAL)");
    assertThat(page.locator("article").count()).isEqualTo(3);
    assertThat(page.locator("article").first().locator("svg[role=img] .mark").count()).isEqualTo(2);
    assertThat(shown(page)).hasSize(5);
    browser.assertQuiet();
  }

  @Test
  void sortsByKeyboard() {
    Page page = open(examples, WIDE);
    Locator time = page.locator("th").nth(1);

    time.locator("button").focus();
    page.keyboard().press("Enter");
    assertThat(time.getAttribute("aria-sort")).isEqualTo("ascending");
    assertThat(times(page)).isSorted();
    page.keyboard().press("Space");
    assertThat(time.getAttribute("aria-sort")).isEqualTo("descending");
    assertThat(times(page)).isSortedAccordingTo((one, other) -> other.compareTo(one));

    assertThat(page.locator("th[aria-sort]").count()).isEqualTo(1);
    browser.assertQuiet();
  }

  @Test
  void filtersBySeverityAccountAndTextAndCounts() {
    Page page = open(examples, WIDE);
    Locator count = page.locator(".filters [role=status]");
    assertThat(count.innerText()).isEqualTo("Showing 5 of 5");

    page.selectOption("#least", "4");
    assertThat(shown(page)).hasSize(2).allMatch(it -> it.contains("CRITICAL"));
    assertThat(count.innerText()).isEqualTo("Showing 2 of 5");
    page.selectOption("#least", "0");
    page.selectOption("#account", "sandbox (777788889999)");
    assertThat(shown(page)).singleElement().asString().contains("sandbox", "MEDIUM");
    page.selectOption("#account", "");
    page.fill("#text", "createACCESSkey");
    assertThat(shown(page)).singleElement().asString().contains("CreateAccessKey");
    page.fill("#text", "nothing has this");
    assertThat(count.innerText()).isEqualTo("Showing 0 of 5");
    browser.assertQuiet();
  }

  @Test
  void showsTheSameWithoutScript() {
    Page page = browser.open(examples, WIDE, ColorScheme.LIGHT, /* runsScripts= */ false);

    assertThat(page.locator("tbody tr:visible").count()).isEqualTo(5);
    assertThat(page.locator(".filters").isVisible()).isFalse();
    page.locator("tbody summary").first().click();
    assertThat(page.locator("tbody details[open] .facts").first().isVisible()).isTrue();
  }

  @Test
  void fitsAPhone() {
    for (Path report : List.of(examples, hostile)) {
      Page page = open(report, NARROW);

      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(NARROW);
      assertThat(page.locator("th button").first().isVisible()).isTrue();
    }
  }

  @Test
  void theFileIsReadableForAllUsers() throws IOException {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : new int[] {WIDE, NARROW}) {
        Page page = browser.open(examples, width, scheme, /* runsScripts= */ true);
        page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true; })");

        assertThat(violations(page)).as("%s, %s pixels", scheme, width).isEqualTo(List.of());
      }
    }
  }

  @Test
  void isWholeOnPaper() {
    Page page = open(examples, WIDE);
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

    assertThat(page.locator(".filters").isVisible()).isFalse();
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
    assertThat(page.locator("tbody .facts").first().isVisible()).isTrue();
    assertThat(new String(page.pdf(), StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
    page.evaluate("window.dispatchEvent(new Event('afterprint'))");
    assertThat(page.locator("details[open]").count()).isZero();
    browser.assertQuiet();
  }

  @Test
  void rendersHostileTextAsText() {
    Page page = open(hostile, WIDE);

    assertThat(page.locator("script").count()).isEqualTo(1);
    assertThat(page.locator("img, iframe, b, [onclick], [onload]").count()).isZero();
    assertThat(page.locator("tbody").innerText()).contains("</script><script>alert(1)</script>");
    assertThat(page.locator("option").allInnerTexts()).hasSize(5 + 1 + 1);
    page.fill("#text", "</script>");
    assertThat(shown(page)).isNotEmpty();
    browser.assertQuiet();
  }

  /** The policy blocks scripts even if an attacker can insert markup. */
  @Test
  void nothingElseRuns() {
    Page page = open(examples, WIDE);

    page.evaluate(
        """
        () => {
          const script = document.createElement('script');
          script.textContent = 'document.title = "taken over"';
          document.body.append(script);
        }
        """);

    assertThat(page.title()).startsWith("3 root incidents");
    assertThat(browser.takeComplaints())
        .singleElement()
        .asString()
        .contains("Content Security Policy");
  }

  private static Page open(Path report, int width) {
    return browser.open(report, width, ColorScheme.LIGHT, /* runsScripts= */ true);
  }

  private static List<String> shown(Page page) {
    return page.locator("tbody tr:visible").allInnerTexts();
  }

  private static List<String> times(Page page) {
    return page.locator("td.time").allInnerTexts();
  }

  /** What axe calls serious or critical, each with the element. */
  private static List<?> violations(Page page) throws IOException {
    try (InputStream axe = ScanPageIT.class.getResourceAsStream("/axe.min.js")) {
      if (axe == null) {
        throw new IllegalStateException("axe.min.js: expected on the class path");
      }
      // Evaluated by the debugger, which the page's policy does not bind.
      page.evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8) + "; undefined");
    }
    Object found =
        page.evaluate(
            """
            async () => (await axe.run()).violations
              .filter(it => ['serious', 'critical'].includes(it.impact))
              .flatMap(it => it.nodes.map(node => it.id + ': ' + node.html + node.failureSummary))
            """);
    return (List<?>) found;
  }

  private static Path report(String name, String... arguments) throws IOException {
    String[] all = new String[arguments.length + 3];
    all[0] = "scan";
    all[1] = "--format";
    all[2] = "html";
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return Files.writeString(folder.resolve(name + ".html"), CommandResult.rootmon(all).out());
  }
}
