package io.rootmon.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.aws.FakeAwsServer;
import io.rootmon.channel.Channel;
import io.rootmon.channel.ChannelContext;
import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.channel.FakeHttpServer.Request;
import io.rootmon.render.ExampleAlerts;
import io.rootmon.render.Templates;
import io.rootmon.secret.Secrets;
import io.rootmon.time.Deadline;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelsTest {
  private static final URI NOWHERE = URI.create("https://aws.example.com");
  private static final Path EXAMPLE = Path.of("../examples/rootmon-channels.json");

  /** What may be absent where nothing needs it. */
  private static final String OPTIONAL = ".*(awssdk|slack|okhttp|gson|angus|jakarta).*";

  @Test
  void delivers(@TempDir Path folder) throws Exception {
    try (FakeHttpServer farEnd = FakeHttpServer.answering(ChannelsTest::answer)) {
      String document =
          """
          {"channels": {
            "topic": {"type": "sns", "topic": "arn:aws:sns:eu-west-1:111122223333:root-alerts"},
            "mail": {"type": "ses", "from": "rootmon@example.com", "to": ["a@example.com"],
                     "configurationSet": "alerts"},
            "chat": {"type": "slack", "webhook": {"env": "CHAT"}},
            "bot": {"type": "slack", "token": {"env": "SIEM_KEY"}, "channel": "C0123456789",
                    "api": "%s/bot/"},
            "siem": {"type": "webhook", "address": {"env": "SIEM"}, "key": {"env": "SIEM_KEY"}},
            "files": {"type": "outbox", "folder": "%s"}
          }}
          """
              .formatted(farEnd.address(), folder);
      Map<String, String> environment =
          Map.of(
              "CHAT", farEnd.address() + "/services/chat",
              "SIEM", farEnd.address() + "/siem",
              "SIEM_KEY", "not-a-secret");
      ChannelContext around =
          new ChannelContext(
              Templates.builtIn(),
              () -> FakeAwsServer.at(farEnd.address()),
              Optional.of("eu-central-1"),
              new Secrets(environment::get, SdkFreeChannel.ABSENT, InstantSource.system()),
              InstantSource.system());

      List<Channel> channels =
          ConfigurationDocument.parse("rootmon.json", document).requireChannels().channels(around);
      List<String> receipts = new ArrayList<>();
      for (Channel channel : channels) {
        String reference =
            channel.send(ExampleAlerts.signIn(), Deadline.in(Duration.ofSeconds(20))).reference();
        receipts.add(channel.name() + ": " + reference.replaceFirst("folder .*", "folder"));
      }

      assertThat(receipts)
          .containsExactly(
              "topic: message sns-1",
              "mail: message ses-1",
              "chat: ok",
              "bot: message 1.2 in C0123456789",
              "siem: HTTP 202",
              "files: folder");
      assertThat(farEnd.requests().get(1).headers().getFirst("Authorization"))
          .contains("/eu-central-1/ses/");
      assertThat(farEnd.requests().get(1).form()).containsEntry("ConfigurationSetName", "alerts");
      assertThat(folder).isDirectoryContaining(Files::isDirectory);
    }
  }

  private static Answer answer(Request request) {
    if (request.target().getPath().equals("/siem")) {
      return new Answer(202, "");
    } else if (request.target().getPath().equals("/services/chat")) {
      return new Answer(200, "ok");
    } else if (request.target().getPath().equals("/bot/chat.postMessage")) {
      return new Answer(200, "{\"ok\":true,\"ts\":\"1.2\",\"channel\":\"C0123456789\"}");
    } else if (request.body().contains("Action=Publish")) {
      return new Answer(
          200,
          "<PublishResponse><PublishResult><MessageId>sns-1</MessageId></PublishResult>"
              + "</PublishResponse>");
    }
    return new Answer(
        200,
        "<SendRawEmailResponse><SendRawEmailResult><MessageId>ses-1</MessageId>"
            + "</SendRawEmailResult></SendRawEmailResponse>");
  }

  @Test
  void theExampleShowsEveryType() throws Exception {
    ConfigurationDocument example = ConfigurationDocument.read(EXAMPLE);
    ChannelContext around = SdkFreeChannel.context(() -> FakeAwsServer.at(NOWHERE));

    assertThat(example.channels(around).stream().map(Channel::name))
        .containsExactlyElementsOf(example.channels().keySet());
    assertThat(example.channels().values().stream().map(ConfiguredChannel::type))
        .containsAll(ChannelTypes.names());
  }

  @Test
  void everyTypeHasATemplateFolderAndASchemaEntry() {
    Object types = PublishedSchema.at("/$defs/channel/properties/type/enum");

    assertThat(new HashSet<>((List<?>) types)).isEqualTo(ChannelTypes.names());
    for (String type : ChannelTypes.names()) {
      assertThat(Path.of("src/main/java/io/rootmon/channel", type)).isDirectory();
    }
  }

  @Test
  void reportsAMissingRegion() {
    ConfigurationDocument configuration =
        ConfigurationDocument.parse(
            "rootmon.json",
            """
            {"channels": {"mail": {"type": "ses", "from": "a@example.com", "to": ["b@example.com"]}}}
            """);

    assertThatThrownBy(
            () -> configuration.channels(SdkFreeChannel.context(() -> FakeAwsServer.at(NOWHERE))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "rootmon.json: channels.mail.region: is missing, and AWS_REGION is not set. Set it to"
                + " an AWS region");
  }

  @Test
  void reportsErrorsThatTheChannelFinds() {
    ConfigurationDocument configuration =
        ConfigurationDocument.parse(
            "rootmon.json",
            """
            {"channels": {"mail": {"type": "ses", "region": "eu-west-1", "from": "a b@example.com",
                                   "to": ["b@example.com"]}}}
            """);

    assertThatThrownBy(
            () -> configuration.channels(SdkFreeChannel.context(() -> FakeAwsServer.at(NOWHERE))))
        .hasMessage(
            "rootmon.json: channels.mail.from: must be an email address but is 'a b@example.com'");
  }

  /** A webhook does not need the SDKs of AWS and Slack. */
  @Test
  void needsNoSdkThatNoChannelUses() throws Exception {
    List<URL> libraries = new ArrayList<>();
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!path.matches(OPTIONAL)) {
        libraries.add(Path.of(path).toUri().toURL());
      }
    }
    try (URLClassLoader few =
        new URLClassLoader(libraries.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      Callable<?> made =
          (Callable<?>)
              few.loadClass(SdkFreeChannel.class.getName()).getDeclaredConstructor().newInstance();

      assertThat(made.call()).isEqualTo(List.of("siem"));
    }
  }
}
