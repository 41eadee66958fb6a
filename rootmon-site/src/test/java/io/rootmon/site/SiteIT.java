package io.rootmon.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitUntilState;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The built site in Chromium: on a desktop, on a phone, in light and dark mode. */
class SiteIT {
  private static final Path SITE = Path.of(System.getProperty("rootmon.site", "target/site"));
  private static final int WIDE = 1280;
  private static final int NARROW = 360;

  @SuppressWarnings("NullAway.Init") // before all
  private static Playwright playwright;

  @SuppressWarnings("NullAway.Init") // before all
  private static Browser chromium;

  @SuppressWarnings("NullAway.Init") // before all
  private static String axe;

  @BeforeAll
  static void start() throws IOException {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable())
                    .setArgs(List.of("--no-sandbox", "--disable-background-networking")));
    try (InputStream script = SiteIT.class.getResourceAsStream("/axe.min.js")) {
      if (script == null) {
        throw new IllegalStateException("axe.min.js: expected on the class path");
      }
      axe = new String(script.readAllBytes(), StandardCharsets.UTF_8) + "; undefined";
    }
  }

  @AfterAll
  static void stop() {
    playwright.close();
  }

  @Test
  void noPageScrollsSidewaysOnAPhone() throws IOException {
    List<String> wide = new ArrayList<>();
    try (BrowserContext context = context(NARROW, ColorScheme.LIGHT)) {
      Page page = context.newPage();
      for (Path file : pages()) {
        open(page, file);
        int width = (int) page.evaluate("document.documentElement.scrollWidth");
        if (width > NARROW) {
          wide.add(SITE.relativize(file) + ": " + width + " pixels");
        }
      }
    }
    assertThat(wide).isEmpty();
  }

  @Test
  void axeFindsNothingSerious() throws IOException {
    List<String> found = new ArrayList<>();
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : new int[] {WIDE, NARROW}) {
        try (BrowserContext context = context(width, scheme)) {
          Page page = context.newPage();
          for (Path file : checkedByAxe(width, scheme)) {
            open(page, file);
            violations(page)
                .forEach(it -> found.add(SITE.relativize(file) + ", " + scheme + ": " + it));
          }
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void theMenuOpensOnAPhone() {
    try (BrowserContext context = context(NARROW, ColorScheme.LIGHT)) {
      Page page = context.newPage();
      open(page, SITE.resolve("index.html"));
      assertThat(page.locator("nav.side").isVisible()).isFalse();
      page.locator(".menu summary").click();
      assertThat(page.locator(".menu nav a").first().isVisible()).isTrue();
    }
  }

  @Test
  void noPageRequestsAnotherHostOrRunsAScript() throws IOException {
    for (Path file : pages()) {
      assertThat(Files.readString(file))
          .as(file.toString())
          .doesNotContain("<script", "src=\"http", "@import")
          .contains("default-src 'none'");
    }
  }

  /** The pages of single rules have one form, so a few of them are checked. */
  private static List<Path> checkedByAxe(int width, ColorScheme scheme) throws IOException {
    boolean isWhole = (width == WIDE) == (scheme == ColorScheme.LIGHT);
    return pages().stream()
        .filter(it -> !it.toString().contains("/rules/root.") || it.toString().contains("mfa"))
        .filter(it -> !it.toString().matches(".*/rules/(?!root|index).*"))
        .filter(it -> isWhole || it.toString().matches(".*(?:index|reference/.*|cli/.*)\\.html"))
        .toList();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(SITE)) {
      List<Path> pages = files.filter(it -> it.toString().endsWith(".html")).sorted().toList();
      assertThat(pages).hasSizeGreaterThan(20);
      return pages;
    }
  }

  private static BrowserContext context(int width, ColorScheme scheme) {
    return chromium.newContext(
        new Browser.NewContextOptions().setViewportSize(width, 800).setColorScheme(scheme));
  }

  private static void open(Page page, Path file) {
    page.navigate(
        file.toAbsolutePath().toUri().toString(),
        // Without its style sheet, a page is wider.
        new Page.NavigateOptions().setWaitUntil(WaitUntilState.LOAD));
  }

  /** What axe calls serious or critical, each with the element. */
  private static List<?> violations(Page page) {
    page.evaluate(axe);
    Object found =
        page.evaluate(
            """
            async () => (await axe.run()).violations
              .filter(it => ['serious', 'critical'].includes(it.impact))
              .flatMap(it => it.nodes.map(node => it.id + ': ' + node.html + node.failureSummary))
            """);
    return (List<?>) found;
  }

  private static Path executable() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(it -> Path.of(it, "chromium"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "chromium: expected on the PATH but there is none; apt-get install chromium"));
  }
}
