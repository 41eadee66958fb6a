package io.rootmon.render;

import static org.assertj.core.api.Assertions.assertThat;

import freemarker.cache.StringTemplateLoader;
import io.rootmon.alert.Alert;
import io.rootmon.render.Templates.RenderedTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TemplateCacheTest {
  private static final String BODY = "sns/body.txt.ftl";
  private static final Alert ALERT = ExampleAlerts.signIn();
  private static final String FAILURE =
      "templates s3://example/rootmon: AccessDenied (403): no; allow s3:ListBucket";

  private Instant now = Instant.parse("2026-03-14T06:00:00Z");
  private final Deque<TemplateFiles.Source> answers = new ArrayDeque<>();
  private final Templates templates =
      Templates.builtIn()
          .overriddenBy("s3://example/rootmon", () -> answers.remove().read(), () -> now);

  @Test
  void readsTheFilesWhenAMessageFirstNeedsThem() {
    answers.add(() -> files("mine"));

    assertThat(templates.render(BODY, ALERT).text()).isEqualTo("mine");
    assertThat(templates.render(BODY, ALERT).text()).isEqualTo("mine");
    assertThat(templates.takeProblem()).isEmpty();
  }

  @Test
  void usesTheBuiltInTemplatesWithANoteWhenTheFilesCannotBeRead() {
    answers.add(TemplateCacheTest::denied);

    RenderedParts parts = templates.render(List.of(BODY), ALERT, it -> true);

    String problem = FAILURE + "; the built-in ones are used";
    assertThat(parts.problems()).containsExactly(problem);
    assertThat(parts.text(BODY))
        .isEqualTo(Templates.builtIn().render(BODY, ALERT.withNote(problem)).text())
        .isNotEqualTo(Templates.builtIn().render(BODY, ALERT).text());
  }

  @Test
  void reportsEachFailureOnce() {
    answers.add(TemplateCacheTest::denied);
    templates.load();

    assertThat(templates.takeProblem()).contains(FAILURE + "; the built-in ones are used");
    assertThat(templates.takeProblem()).isEmpty();
  }

  @Test
  void readsAgainAMinuteAfterAFailure() {
    answers.add(TemplateCacheTest::denied);
    answers.add(() -> files("mine"));
    templates.load();

    now = now.plusSeconds(59);
    assertThat(templates.render(BODY, ALERT).problem()).isPresent();
    now = now.plusSeconds(1);
    assertThat(templates.render(BODY, ALERT).text()).isEqualTo("mine");
  }

  @Test
  void readsAgainAfterFiveMinutesOrARestore() {
    answers.add(() -> files("first"));
    answers.add(() -> files("second"));
    answers.add(() -> files("third"));

    assertThat(templates.render(BODY, ALERT).text()).isEqualTo("first");
    now = now.plus(Duration.ofMinutes(5));
    assertThat(templates.render(BODY, ALERT).text()).isEqualTo("second");
    templates.expire();
    assertThat(templates.render(BODY, ALERT).text()).isEqualTo("third");
  }

  @Test
  void usesThePreviousFilesWithoutANoteWhenALaterReadFails() {
    answers.add(() -> files("mine"));
    answers.add(TemplateCacheTest::denied);
    templates.load();
    now = now.plus(Duration.ofMinutes(5));

    assertThat(templates.render(BODY, ALERT))
        .isEqualTo(new RenderedTemplate("mine", Optional.empty()));
    assertThat(templates.takeProblem()).contains(FAILURE + "; the previous ones are used");
  }

  @Test
  void doesNotWaitForASourceThatHangs() {
    CountDownLatch never = new CountDownLatch(1);
    TemplateCache cache =
        new TemplateCache(
            "ssm:/rootmon",
            () -> {
              never.await();
              return files("late");
            },
            new StringTemplateLoader(),
            new TemplateCache.Limits(Duration.ofMillis(1), Duration.ofSeconds(1)),
            () -> now);

    assertThat(cache.get().problem())
        .contains("templates ssm:/rootmon: no response in time; the built-in ones are used");
  }

  @Test
  void postsTheBuiltInTextWhenAnOwnWebhookTemplateCannotBeRead() {
    answers.add(TemplateCacheTest::denied);

    String name = templates.webhook("my-chat");

    assertThat(name).isEqualTo("webhook/my-chat.json.ftl");
    assertThat(templates.render(name, ALERT).text())
        .isEqualTo(
            Templates.builtIn()
                .render(
                    "webhook/text.json.ftl",
                    ALERT.withNote(FAILURE + "; the built-in ones are used"))
                .text());
  }

  private static TemplateFiles denied() throws IOException {
    throw new IOException("AccessDenied (403): no; allow s3:ListBucket");
  }

  private static TemplateFiles files(String body) throws IOException {
    return new TemplateFiles.Builder().add(BODY, body.getBytes(StandardCharsets.UTF_8)).build();
  }
}
