package io.rootmon.cli.scan;

import static io.rootmon.cli.CommandResult.example;
import static io.rootmon.cli.CommandResult.rootmon;
import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cli.scan.page.HostileArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void printsIncidentsFindingsAndServiceEvents() {
    String page = page("--config", example("rootmon.json"), example("archive"));

    assertThat(page)
        .startsWith("<!DOCTYPE html>\n")
        .contains("<h1>2 root incidents (worst: CRITICAL)</h1>")
        .contains("<div><dt>Activities of AWS services</dt><dd>1</dd></div>")
        .contains("<desc id=\"line-1-text\">2 CRITICAL, from 2026-03-14 02:17:45 UTC to")
        .contains("<dt>MFA</dt><dd>without MFA</dd>")
        .contains("<li>Root signed in to the console without MFA: the password alone was enough")
        .contains("<li><span>DescribeKey</span> <strong>1</strong></li>");
    assertThat(page.split("<tr role=\"row\" data-rank", -1)).hasSize(1 + 3);
  }

  @Test
  void loadsNothingAndNamesTheHashesOfItsStyleAndScript() throws NoSuchAlgorithmException {
    String page = page(example("archive"));

    assertThat(page)
        .contains("content=\"default-src 'none'; ")
        .contains("style-src '" + hash(between(page, "<style>", "</style>")) + "'")
        .contains("script-src '" + hash(between(page, "<script>", "</script>")) + "'")
        .doesNotContainPattern("(?i) (src|style|on[a-z]+)=|<link|@import|url\\(");
  }

  @Test
  void escapesHostileText() throws IOException {
    String page = page(HostileArchive.in(folder).toString());

    assertThat(page.split("<script", -1)).hasSize(2);
    assertThat(page.split("<style", -1)).hasSize(2);
    assertThat(page)
        .contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;")
        .contains("${7*7} &lt;#assign x=1&gt; &amp;lt;&amp;#60;")
        .contains("<h2 id=\"problems-heading\">Parts that could not be read</h2>")
        .doesNotContainPattern("[\\u0000-\\u0009\\u000b-\\u001f\\u202a-\\u202e\\u2066-\\u2069]")
        .doesNotContain("<img", "<b>", "href=\"https://evil");
  }

  @Test
  void reportsThatThereAreNoEvents() throws IOException {
    new ArchiveFixtures(folder).byService("02:00:00", "one");

    assertThat(page(folder.toString()))
        .contains("<h1>No root incident</h1>")
        .contains("No root activity of MEDIUM or higher.")
        .contains("<p class=\"card\">No findings.</p>");
  }

  @Test
  void limitsThePageSizeAndReportsTheLimit() throws IOException {
    ArchiveFixtures records = new ArchiveFixtures(folder);
    for (int at = 0; at < 1_100; at++) {
      records.add("%02d:%02d:00".formatted(at / 60, at % 60), "id-" + at, "CreateUser");
    }

    String usual = page(folder.toString());
    String asked = page("--limit=1050", folder.toString());

    assertThat(usual)
        .contains(
            "<p class=\"soft\">100 more findings are not listed. Use a higher --limit to list them.</p>")
        .contains("<p class=\"soft\">and 900 more</p>");
    assertThat(usual.split("class=\"mark\"", -1).length).isBetween(20, 26);
    assertThat(asked.split("<tr role=\"row\" data-rank", -1)).hasSize(1 + 1_050);
    assertThat(asked.split("<summary>Details", -1)).hasSize(1 + 1_000);
  }

  private static String page(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "scan";
    all[1] = "--format=html";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return rootmon(all).out();
  }

  private static String between(String page, String start, String end) {
    int from = page.indexOf(start) + start.length();
    return page.substring(from, page.indexOf(end, from));
  }

  private static String hash(String text) throws NoSuchAlgorithmException {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }
}
