package io.rootmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.internal.config.ConfigurationDocument;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  private static final Path EVENT = ROOT.resolve("examples/root-console-login.json");
  private static final int MAX_README_BYTES = 8 * 1024;

  private static final Answer PUBLISHED =
      new Answer(
          200,
          "<PublishResponse><PublishResult><MessageId>567910cd</MessageId></PublishResult>"
              + "</PublishResponse>");

  @Test
  void theExampleCompilesAndSendsToSlack(@TempDir Path folder) throws Exception {
    compile(folder, "Example.java");

    try (FakeHttpServer slack = FakeHttpServer.answering(new Answer(200, "ok"))) {
      ProcessBuilder java =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  folder + File.pathSeparator + System.getProperty("java.class.path"),
                  "Example",
                  EVENT.toString())
              .redirectErrorStream(true);
      java.environment().put("SLACK_WEBHOOK", slack.address() + "/services/T0/B0/key");
      Process example = java.start();
      String printed = new String(example.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(printed).contains("channel=security, result=DELIVERED");
      assertThat(example.waitFor()).isZero();
      assertThat(slack.requests()).hasSize(1);
      assertThat(slack.requests().get(0).target().getPath()).isEqualTo("/services/T0/B0/key");
      assertThat(slack.requests().get(0).body()).contains("Root signed in");
    }
  }

  @Test
  void theExampleWithSnsCompilesAndPublishes(@TempDir Path folder) throws Exception {
    compile(folder, "SnsExample.java");

    try (FakeHttpServer sns = FakeHttpServer.answering(PUBLISHED)) {
      Map<String, String> aws =
          Map.of(
              "aws.endpointUrl", sns.address().toString(),
              "aws.accessKeyId", "AKIAIOSFODNN7EXAMPLE",
              "aws.secretAccessKey", "not-a-secret-access-key");
      aws.forEach(System::setProperty);
      try {
        assertThat(run(folder, "SnsExample", EVENT))
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

  /** The release check builds and runs the consumers. */
  @Test
  void theConsumersAreTheBlocksOfTheGuide() throws Exception {
    List<String> dependencies = blocks(Files.readString(LIBRARY), "xml");
    List<String> examples = blocks(Files.readString(LIBRARY), "java");

    assertThat(examples).hasSize(2);
    assertThat(examples.get(0)).isEqualTo(consumer("slack/src/main/java/Example.java"));
    assertThat(examples.get(1)).isEqualTo(consumer("sns/src/main/java/SnsExample.java"));
    assertThat(consumer("slack/pom.xml")).contains(dependencies.get(0).indent(2));
    assertThat(consumer("sns/pom.xml")).contains(dependencies.get(1).indent(4));
    assertThat(
            consumer("spring-boot/src/main/java/com/example/Application.java")
                .replaceAll("(?m)^ +", ""))
        .contains(
            examples
                .get(0)
                .replaceAll("(?s).*(var webhook.*?;\n.*?;\n).*", "$1")
                .replaceAll("(?m)^ +", ""));
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
    List<String> blocks = blocks(markdown, language);
    assertThat(blocks).isNotEmpty();
    return blocks.get(0);
  }

  private static List<String> blocks(String markdown, String language) {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(markdown)
        .results()
        .map(it -> it.group(1))
        .toList();
  }

  private static String consumer(String file) throws Exception {
    return Files.readString(ROOT.resolve(".ci/consumers").resolve(file));
  }

  /** Compiles the example of the guide that has this file name. */
  private static void compile(Path folder, String file) throws Exception {
    String name = file.substring(0, file.indexOf('.'));
    String text =
        blocks(Files.readString(LIBRARY), "java").stream()
            .filter(it -> it.contains("class " + name + " "))
            .findFirst()
            .orElseThrow();
    Path source = Files.writeString(folder.resolve(file), text);
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(
                    null,
                    null,
                    null,
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-d",
                    folder.toString(),
                    source.toString()))
        .isZero();
  }

  private static String run(Path classes, String example, Path event) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()});
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(out);
      loader
          .loadClass(example)
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {event.toString()});
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
