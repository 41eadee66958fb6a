package io.rootmon.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The Chromium that is on the PATH, which may load files and nothing else. */
final class ChromiumBrowser implements AutoCloseable {
  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  ChromiumBrowser() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable())
                    .setHeadless(true)
                    .setArgs(List.of("--no-sandbox", "--disable-background-networking")));
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

  /** The page of a file, in a window of its own. */
  Page open(Path file, int width, ColorScheme scheme, boolean runsScripts) {
    BrowserContext context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(scheme)
                .setJavaScriptEnabled(runsScripts));
    contexts.add(context);
    context.route(
        it -> !it.startsWith("file:") && !it.startsWith("data:"),
        route -> {
          complaints.add("asks for " + route.request().url());
          route.abort();
        });
    Page page = context.newPage();
    page.onConsoleMessage(it -> complaints.add(it.type() + ": " + it.text()));
    page.onPageError(it -> complaints.add("error: " + it));
    page.onDialog(
        it -> {
          complaints.add("dialog: " + it.message());
          it.dismiss();
        });
    page.navigate(file.toUri().toString());
    return page;
  }

  /** Nothing that a page should not do was done since the browser was started. */
  void assertQuiet() {
    assertThat(complaints).isEmpty();
  }

  /** What was done that a page should not do, for once. */
  List<String> takeComplaints() {
    List<String> taken = List.copyOf(complaints);
    complaints.clear();
    return taken;
  }

  @Override
  public void close() {
    contexts.forEach(BrowserContext::close);
    chromium.close();
    playwright.close();
  }
}
