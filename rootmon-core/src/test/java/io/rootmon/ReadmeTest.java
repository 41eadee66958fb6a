package io.rootmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.internal.config.ConfigurationDocument;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Path LIBRARY = ROOT.resolve("docs/how-to/library.md");
  private static final Path ROUTES = ROOT.resolve("docs/how-to/routes.md");
  private static final int MAX_README_BYTES = 8 * 1024;

  private static final Answer PUBLISHED =
      new Answer(
          200,
          "<PublishResponse><PublishResult><MessageId>567910cd</MessageId></PublishResult>"
              + "</PublishResponse>");

  @Test
  void theExampleCompilesAndPublishes(@TempDir Path folder) throws Exception {
    String readme = Files.readString(LIBRARY);
    Path source = Files.writeString(folder.resolve("Example.java"), block(readme, "java"));

    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());

    assertThat(result).isZero();
    try (FakeHttpServer sns = FakeHttpServer.answering(PUBLISHED)) {
      Map<String, String> aws =
          Map.of(
              "aws.endpointUrl", sns.address().toString(),
              "aws.accessKeyId", "AKIAIOSFODNN7EXAMPLE",
              "aws.secretAccessKey", "not-a-secret-access-key");
      aws.forEach(System::setProperty);
      try {
        assertThat(run(folder, ROOT.resolve("examples/root-console-login.json")))
            .contains("channel=security, result=DELIVERED", "message 567910cd");
      } finally {
        aws.keySet().forEach(System::clearProperty);
      }
      assertThat(sns.requests()).hasSize(1);
      assertThat(sns.requests().get(0).form())
          .containsEntry("TopicArn", "arn:aws:sns:eu-west-1:111122223333:root-alerts")
          .hasEntrySatisfying(
              "Subject", it -> assertThat(it).startsWith("CRITICAL: Root signed in"));
    }
  }

  @Test
  void theBomIsOfThisVersionAndSetsEveryOtherVersion() throws Exception {
    Matcher revision =
        Pattern.compile("<revision>(.*?)(-SNAPSHOT)?<")
            .matcher(Files.readString(ROOT.resolve("pom.xml")));
    assertThat(revision.find()).isTrue();
    String dependencies = block(Files.readString(LIBRARY), "xml");

    assertThat(dependencies).contains("<artifactId>rootmon-bom</artifactId>");
    assertThat(Pattern.compile("<version>(.*?)<").matcher(dependencies).results())
        .extracting(it -> it.group(1))
        .containsExactly(revision.group(1));
  }

  @Test
  void theConfigurationIsOne() throws Exception {
    ConfigurationDocument configuration =
        ConfigurationDocument.parse("routes.md", block(Files.readString(ROUTES), "json"));

    assertThat(configuration.channelTypes())
        .containsExactlyInAnyOrder("sns", "ses", "slack", "pagerduty");
    assertThat(configuration.routes().routes()).hasSize(2);
  }

  @Test
  void theRulesAreAsManyAsTheChangelogSays() throws Exception {
    int rules = io.rootmon.judge.rules.StandardRules.policy().rules().size();

    assertThat(Files.readString(ROOT.resolve("CHANGELOG.md"))).contains("with " + rules + " rules");
    assertThat(readme()).contains("[" + rules + " rules]");
  }

  @Test
  void theReadmeIsShortAndStartsWithTheTwoCommands() throws Exception {
    assertThat(Files.size(ROOT.resolve("README.md"))).isLessThanOrEqualTo(MAX_README_BYTES);
    assertThat(readme())
        .containsOnlyOnce(
            "```\n./rootmon alert examples/root-console-login.json\nmvn -B verify\n```");
    assertThat(readme().indexOf("```")).isEqualTo(readme().indexOf("```\n./rootmon alert"));
  }

  @Test
  void theReadmeShowsLinesOfTheCompiledExample() throws Exception {
    String example = block(Files.readString(LIBRARY), "java").replaceAll("(?m)^ +", "");

    assertThat(example).contains(block(readme(), "java").replaceAll("(?m)^ +", ""));
  }

  private static String readme() throws Exception {
    return Files.readString(ROOT.resolve("README.md"));
  }

  private static String block(String markdown, String language) {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(markdown);
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  private static String run(Path classes, Path event) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()});
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(out);
      loader
          .loadClass("Example")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {event.toString()});
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
