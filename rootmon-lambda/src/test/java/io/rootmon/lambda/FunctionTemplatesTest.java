package io.rootmon.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.RootMonitor;
import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.ChannelContext;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.monitoring.ControlMessageProcessor;
import io.rootmon.internal.state.MemoryStore;
import io.rootmon.render.Templates;
import io.rootmon.time.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The function with the user's templates in S3, in the parameter store and in a folder. */
@Timeout(60)
class FunctionTemplatesTest {
  private static final String ALL_DONE = "{\"batchItemFailures\":[]}";
  private static final String MINE = "{\"mine\":\"${alert.headline}\"}";
  private static final String HEADLINE = "Root signed in to account 111122223333 without MFA";
  private static final String S3 = "s3://example/rootmon";

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @Test
  void sendsTheMessageOfATemplateInS3() throws Exception {
    assertThat(send(S3, it -> s3(it, MINE)).get(0).body()).startsWith("{\"mine\":\"" + HEADLINE);
    assertThat(lines()).noneMatch(it -> it.contains("TemplateErrors"));
  }

  @Test
  void sendsTheMessageOfATemplateInTheParameterStore() throws Exception {
    assertThat(send("ssm:/rootmon/templates/", it -> parameters(MINE)).get(0).body())
        .startsWith("{\"mine\":\"" + HEADLINE);
  }

  @Test
  void sendsTheMessageOfATemplateInAFolderOfTheZip(@TempDir Path zip) throws Exception {
    Files.createDirectories(zip.resolve("own/webhook"));
    Files.writeString(zip.resolve("own/webhook/text.json.ftl"), MINE);

    List<Request> sent =
        send("own", it -> new Answer(500, ""), Map.of("LAMBDA_TASK_ROOT", zip.toString()));

    assertThat(sent.get(0).body()).startsWith("{\"mine\":\"" + HEADLINE);
  }

  @Test
  void sendsTheBuiltInMessageWithANoteWhenS3DeniesTheTemplates() throws Exception {
    String denied = "<Error><Code>AccessDenied</Code><Message>no</Message></Error>";

    List<Request> sent = send(S3, it -> new Answer(403, denied));

    assertThat(sent).hasSize(1);
    assertThat(sent.get(0).body())
        .contains(HEADLINE, "AccessDenied (403)", "the built-in ones are used");
    assertThat(lines())
        .anyMatch(
            it ->
                it.contains("\"level\":\"ERROR\",\"message\":\"the templates could not be read\"")
                    && it.contains("\"problem\":\"templates s3://example/rootmon: AccessDenied"))
        .anyMatch(it -> it.endsWith("\"TemplateErrors\":1}"));
  }

  @Test
  void sendsTheBuiltInMessageWhenTheFolderIsMissing(@TempDir Path zip) throws Exception {
    List<Request> sent =
        send("own", it -> new Answer(500, ""), Map.of("LAMBDA_TASK_ROOT", zip.toString()));

    assertThat(sent.get(0).body()).contains(HEADLINE, "there is no such folder");
  }

  @Test
  void sendsTheBuiltInMessageInsteadOfAHostileTemplate() throws Exception {
    for (String hostile :
        List.of(
            "<#list 1.. as i>x</#list>",
            "<#macro a><@a/></#macro><@a/>",
            "${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
            "not JSON")) {
      List<Request> sent = send(S3, it -> s3(it, hostile));

      assertThat(sent).hasSize(1);
      assertThat(sent.get(0).body())
          .contains(HEADLINE, "template webhook/text.json.ftl", "the built-in one is used");
    }
  }

  @Test
  void findsMissingTemplatesInTheHourlyCheck() throws Exception {
    String check = ControlMessageExamples.check(Instant.now());

    send(S3, it -> new Answer(404, "<Error><Code>NoSuchBucket</Code></Error>"), Map.of(), check);

    assertThat(lines())
        .anyMatch(it -> it.contains("NoSuchBucket (404)") && it.contains("check the bucket's name"))
        .anyMatch(it -> it.endsWith("\"TemplateErrors\":1}"));
  }

  private List<Request> send(String location, Function<Request, Answer> aws) throws Exception {
    return send(location, aws, Map.of());
  }

  private List<Request> send(
      String location, Function<Request, Answer> aws, Map<String, String> environment)
      throws Exception {
    return send(location, aws, environment, ExampleEvents.signIn("e1"));
  }

  /** Sends a message through the function. Returns what the webhook received. */
  private List<Request> send(
      String location,
      Function<Request, Answer> aws,
      Map<String, String> environment,
      String message)
      throws Exception {
    try (FakeHttpServer amazon = FakeHttpServer.answering(aws);
        FakeHttpServer webhook = FakeHttpServer.answering(new Answer(200, "ok"))) {
      Map<String, String> all =
          new HashMap<>(Map.of("HOOK", webhook.address().toString(), "AWS_REGION", "eu-west-1"));
      all.putAll(environment);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      handler(location, amazon, all)
          .handle(
              ExampleEvents.batch("m1", message).getBytes(StandardCharsets.UTF_8),
              out,
              new Invocation("request-1", Deadline.in(Duration.ofSeconds(20))));
      assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(ALL_DONE);
      return webhook.requests();
    }
  }

  private Handler handler(String location, FakeHttpServer aws, Map<String, String> environment)
      throws IOException {
    ConfigurationDocument configuration =
        ConfigurationDocument.parse(
            "rootmon.json",
            """
            {
              "templates": "%s",
              "channels": {
                "hook": { "type": "webhook", "address": { "env": "HOOK" }, "template": "text" }
              }
            }
            """
                .formatted(location));
    ChannelContext context =
        configuration.context(
            environment, () -> FakeAwsServer.at(aws.address()), Templates.builtIn());
    MemoryStore store = new MemoryStore(context.clock());
    RootMonitor monitor = RootMonitor.builder(configuration, context, store).build();
    FunctionContext function =
        new FunctionContext(
            monitor,
            () ->
                ControlMessageProcessor.of(
                    configuration, context, store, monitor, Optional.empty()),
            Optional.empty(),
            PrimerFixtures.of(Templates.builtIn(), Set.of()),
            context.templates(),
            Optional.empty(),
            () -> {});
    PrintStream lines = new PrintStream(log, false, StandardCharsets.UTF_8);
    return new Handler(function, new InvocationLogger(lines, Map.of()));
  }

  private static Answer s3(Request request, String template) {
    String listing =
        "<ListBucketResult><Contents><Key>rootmon/webhook/text.json.ftl</Key><Size>9</Size>"
            + "</Contents></ListBucketResult>";
    return new Answer(200, request.target().getPath().endsWith(".ftl") ? template : listing);
  }

  private static Answer parameters(String template) {
    return new Answer(
        200,
        "{\"Parameters\":[{\"Name\":\"/rootmon/templates/webhook/text.json.ftl\",\"Value\":\""
            + template.replace("\"", "\\\"")
            + "\"}]}");
  }

  private List<String> lines() {
    return log.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
