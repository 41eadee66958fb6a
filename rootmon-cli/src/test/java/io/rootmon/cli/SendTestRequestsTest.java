package io.rootmon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cases.GoldenFile;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.channel.RequestText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What {@code send-test} sends to each type of channel, captured on the loopback interface. */
class SendTestRequestsTest {
  private static final String SECRET = "not-shown-9f2c";
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern DIGEST = Pattern.compile("\\b[0-9a-f]{32}\\b|(?<=_)[0-9a-f]{32}");
  private static final Pattern ENTRY = Pattern.compile("\"EventBusName\"");
  private static final Path DOCUMENTATION = Path.of("../docs/channels.md");

  private static final Map<String, String> CHANNELS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(
                  "topic",
                  "{'type':'sns','topic':'arn:aws:sns:eu-west-1:111122223333:root-alerts'}"),
              Map.entry(
                  "amazon-q",
                  "{'type':'sns','topic':'arn:aws:sns:eu-west-1:111122223333:root-chat','format':'chat'}"),
              Map.entry(
                  "mail",
                  "{'type':'ses','region':'eu-west-1','from':'rootmon@example.com','to':['security@example.com']}"),
              Map.entry(
                  "chat",
                  "{'type':'slack','token':{'env':'SECRET'},'channel':'C0123456789','api':'ENDPOINT/slack/'}"),
              Map.entry("teams", "{'type':'teams','webhook':{'env':'ADDRESS'}}"),
              Map.entry(
                  "siem", "{'type':'webhook','address':{'env':'ADDRESS'},'key':{'env':'SECRET'}}"),
              Map.entry("ocsf", "{'type':'webhook','address':{'env':'ADDRESS'},'format':'ocsf'}"),
              Map.entry("splunk", template("splunk-hec", "Splunk")),
              Map.entry("servicenow", template("servicenow", "Basic")),
              Map.entry("google-chat", template("google-chat", "Bearer")),
              Map.entry("mattermost", template("mattermost", "Bearer")),
              Map.entry("oncall", "{'type':'jsm','key':{'env':'SECRET'},'api':'ENDPOINT/jsm/'}"),
              Map.entry(
                  "bus",
                  "{'type':'eventbridge','bus':'arn:aws:events:eu-west-1:111122223333:event-bus/security'}"),
              Map.entry(
                  "hub", "{'type':'securityhub','account':'999988887777','region':'eu-west-1'}")));

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  private static String template(String name, String prefix) {
    return ("{'type':'webhook','address':{'env':'ADDRESS'},'template':'%s',"
            + "'headers':{'Authorization':{'env':'SECRET','prefix':'%s'}}}")
        .formatted(name, prefix);
  }

  @TestFactory
  List<DynamicTest> eachChannelSendsTheReviewedRequest() {
    return CHANNELS.entrySet().stream()
        .map(it -> DynamicTest.dynamicTest(it.getKey(), () -> check(it.getKey(), it.getValue())))
        .toList();
  }

  @Test
  void documentationShowsTheRequestOfEachChannel() throws IOException {
    String documentation = Files.readString(DOCUMENTATION);

    assertThat(List.of("teams", "amazon-q", "oncall", "bus", "hub"))
        .allSatisfy(
            it ->
                assertThat(documentation)
                    .contains("--channel " + it)
                    .contains("golden/send-test/" + it + ".txt"));
  }

  private void check(String name, String settings) throws IOException {
    try (FakeHttpServer server = FakeHttpServer.answering(SendTestRequestsTest::answer)) {
      String endpoint = server.address().toString();
      String document =
          "{\"channels\":{\"%s\":%s}}"
              .formatted(name, settings.replace('\'', '"').replace("ENDPOINT", endpoint));
      Path config = Files.writeString(folder.resolve(name + ".json"), document);
      CommandResult ran =
          withEndpoint(
              endpoint,
              () ->
                  CommandResult.within(
                      Map.of("SECRET", SECRET, "ADDRESS", endpoint + "/hook"),
                      "send-test",
                      "--config",
                      config.toString(),
                      "--channel",
                      name));

      assertThat(ran.out()).contains("DELIVERED");
      assertThat(ran.code()).isZero();
      assertThat(ran.out() + ran.err()).doesNotContain(SECRET);
      String requests =
          server.requests().stream().map(RequestText::of).collect(Collectors.joining("\n"));
      assertThat(requests).doesNotContain(SECRET);
      GoldenFile.check("send-test/" + name + ".txt", masked(requests));
    }
  }

  private interface Run {
    CommandResult run();
  }

  private static CommandResult withEndpoint(String endpoint, Run run) {
    Map<String, String> aws =
        Map.of(
            "aws.endpointUrl", endpoint,
            "aws.accessKeyId", "AKIAIOSFODNN7EXAMPLE",
            "aws.secretAccessKey", "not-a-secret-access-key");
    aws.forEach(System::setProperty);
    try {
      return run.run();
    } finally {
      aws.keySet().forEach(System::clearProperty);
    }
  }

  /** The id of a test alert is new each time. */
  private static String masked(String requests) {
    return DIGEST
        .matcher(ID.matcher(requests).replaceAll("11111111-2222-4333-8444-555555555555"))
        .replaceAll("0123456789abcdef0123456789abcdef");
  }

  private static Answer answer(Request request) {
    String path = request.target().getPath();
    if (path.startsWith("/slack/")) {
      return new Answer(200, "{\"ok\":true,\"ts\":\"1710382.0001\",\"channel\":\"C0123456789\"}");
    } else if (path.equals("/findings/import")) {
      return new Answer(200, "{\"FailedCount\":0,\"SuccessCount\":1}");
    } else if (request.headers().containsKey("X-Amz-Target")) {
      String entries =
          ENTRY
              .matcher(request.body())
              .results()
              .map(it -> "{\"EventId\":\"1\"}")
              .collect(Collectors.joining(","));
      return new Answer(200, "{\"FailedEntryCount\":0,\"Entries\":[" + entries + "]}");
    } else if (path.equals("/")) {
      return new Answer(
          200,
          "<Response><PublishResult><MessageId>1</MessageId></PublishResult>"
              + "<SendRawEmailResult><MessageId>1</MessageId></SendRawEmailResult></Response>");
    }
    return new Answer(202, "{}");
  }
}
