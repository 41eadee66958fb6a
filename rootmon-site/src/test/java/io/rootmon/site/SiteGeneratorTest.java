package io.rootmon.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteGeneratorTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path root;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path target;

  @BeforeEach
  void writeHome() throws IOException {
    write(
        "docs/README.md",
        """
        # Documentation

        Pages.

        ## Guides

        - [First](guides/first.md): the first page
        - [Second](guides/second.md)
        """);
    write("docs/guides/first.md", "# First page\n\nSee [below](#the-end).\n\n## The end\n");
    write("docs/guides/second.md", "# Second page\n\nText.\n");
  }

  @Test
  void writesAPageForEveryFileWithNavigationAndNeighbors() throws IOException {
    SiteReport report = generate();

    assertThat(report.problems()).isEmpty();
    assertThat(report.pages())
        .containsEntry("guides/first.html", "First page")
        .containsKey("index.html");
    assertThat(page("guides/first.html"))
        .contains(
            "<title>First page · rootmon</title>",
            "<meta name=\"description\" content=\"See below.\">",
            "<a href=\"first.html\" aria-current=\"page\">First</a>",
            "<h2 id=\"the-end\">The end</h2>",
            "<span><a href=\"second.html\">Second</a> →</span>");
  }

  @Test
  void convertsLinksToFilesOutsideDocs() throws IOException {
    write("iac/hub/README.md", "# The hub\n\nBack to [docs](../../docs/guides/first.md).\n");
    write("iac/plain/main.tf", "# text\n");
    write("iac/role.json", "{}\n");
    write(
        "docs/guides/second.md",
        "# Second page\n\n[hub](../../iac/hub/README.md), [the same](../../iac/hub),"
            + " [role](../../iac/role.json), [folder](../../iac/plain)\n\n"
            + "<a href=\"../../iac/hub/README.md\">hub</a>\n");

    assertThat(generate().problems()).isEmpty();
    assertThat(page("guides/second.html"))
        .contains(
            "<a href=\"../source/iac/hub/index.html\">hub</a>, "
                + "<a href=\"../source/iac/hub/index.html\">the same</a>",
            "<a href=\"../source/iac/role.json\">role</a>",
            "<a href=\"../source/iac/plain/index.html\">folder</a>");
    assertThat(target.resolve("source/iac/role.json")).hasContent("{}");
    assertThat(page("source/iac/plain/index.html")).contains("<code>main.tf</code>");
    assertThat(page("source/iac/hub/index.html")).contains("../../../guides/first.html");
  }

  @Test
  void reportsEveryBrokenLink() throws IOException {
    write(
        "docs/guides/second.md",
        """
        # Second page

        [gone](third.md) [section](first.md#no-such-section) [own](#none)
        [http](http://example.com) [away](../../../other.md)
        ![](first.md) ![text](none.png)
        """);

    assertThat(generate().problems())
        .containsExactlyInAnyOrder(
            "docs/guides/second.md: third.md does not exist",
            "docs/guides/second.md: ../../../other.md is outside the repository",
            "docs/guides/second.md: none.png does not exist",
            "guides/second.html: third.md does not exist",
            "guides/second.html: first.html#no-such-section has no such section",
            "guides/second.html: #none has no such section",
            "guides/second.html: http://example.com is not an https address",
            "guides/second.html: ../../../other.md does not exist",
            "guides/second.html: the picture first.html has no text",
            "guides/second.html: the picture none.png does not exist");
  }

  @Test
  void reportsAPageThatIsNotInTheNavigation() throws IOException {
    write("docs/guides/third.md", "# Third page\n");
    write("docs/rules/README.md", "# Rules\n");

    assertThat(generate().problems())
        .containsExactly(
            "docs/guides/third.md: not in the navigation; link to it in docs/README.md");
  }

  @Test
  void letsAWideTableScrollByItself() throws IOException {
    write("docs/guides/second.md", "# Second page\n\n| | b |\n|---|--:|\n| 1 | 2 |\n");

    generate();

    assertThat(page("guides/second.html"))
        .contains("<div class=\"wide\" role=\"region\" tabindex=\"0\"", "<td></td>")
        .doesNotContain("<th></th>");
  }

  @Test
  void requiresATitle() throws IOException {
    write("docs/guides/second.md", "No heading.\n");

    assertThatThrownBy(this::generate)
        .hasMessage("docs/guides/second.md: the first heading must be a title (#).");
  }

  @Test
  void theProgramPrintsThePagesAndFailsForABrokenLink() throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    generate().print(new PrintStream(printed, true, StandardCharsets.UTF_8));
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("  guides/first.html  First page\n", "  3 pages\n", "  0 problems\n");

    write("docs/guides/second.md", "# Second page\n\n[gone](third.md)\n");
    assertThatThrownBy(() -> SiteGenerator.main(new String[] {root.toString(), target.toString()}))
        .hasMessage("The site has 2 problems.");
  }

  @Test
  void aFragmentIsTheOneOfGitHub() {
    assertThat(MarkdownPage.slug("What it costs")).isEqualTo("what-it-costs");
    assertThat(MarkdownPage.slug("1. When was `root` used?")).isEqualTo("1-when-was-root-used");
    assertThat(MarkdownPage.parse(Path.of("a.md"), "# A\n## B\n## B\n").sections())
        .extracting(MarkdownPage.Section::fragment)
        .containsExactly("a", "b", "b-1");
  }

  private SiteReport generate() throws IOException {
    return new SiteGenerator(root, target).generate();
  }

  private String page(String name) throws IOException {
    return Files.readString(target.resolve(name));
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
