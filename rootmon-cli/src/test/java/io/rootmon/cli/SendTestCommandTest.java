package io.rootmon.cli;

import static io.rootmon.cli.CommandResult.example;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SendTestCommandTest extends ConfiguredCommand {
  @Test
  void sendTestMarksTheAlertAndReportsEachChannel() throws IOException {
    String config = config(CHAT + "," + CLOSED + "," + SIEM + "," + TOPIC);

    CommandResult ran = withAws(() -> run("send-test", "--config", config));

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.err())
        .isEqualTo(
            "rootmon: Sending a test alert to chat, closed, siem, topic of " + config + ".\n");
    assertThat(ran.out().replaceAll(" +\\d+\\.\\d s", " T s").lines())
        .containsExactly(
            "chat    slack      DELIVERED T s  message 1710382.0001 in C0123456789",
            "closed  slack      REJECTED T s  Slack: not_in_channel; invite the bot to the channel",
            "siem    webhook    DELIVERED T s  HTTP 200",
            "topic   sns        DELIVERED T s  message 567910cd");
    assertThat(farEnd.replies()).singleElement().asString().contains("thread_ts=1710382.0001");
    assertThat(farEnd.messages())
        .hasSize(4)
        .allSatisfy(
            it ->
                assertThat(URLDecoder.decode(it, StandardCharsets.UTF_8))
                    .contains(
                        "Test alert from rootmon: no action is required",
                        "CRITICAL",
                        "never happened"));
  }

  @Test
  void eachTestIsANewAlertToTheNamedChannels() throws IOException {
    String config = config(CHAT + "," + SIEM);

    CommandResult first = run("send-test", "--config", config, "--channel", "siem");
    CommandResult second = run("send-test", "--config", config, "--channel", "siem");

    assertThat(List.of(first.code(), second.code())).containsExactly(0, 0);
    assertThat(first.out()).hasLineCount(1).startsWith("siem  webhook");
    Pattern id = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");
    assertThat(
            farEnd.bodies().stream()
                .map(it -> id.matcher(it).results().findFirst().map(r -> r.group())))
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allMatch(it -> it.isPresent());
  }

  @Test
  void sendTestRejectsInvalidOptions() throws IOException {
    String config = config(CHAT + "," + SIEM);

    assertThat(run("send-test", "--config", config, "--channel", "chat", "--channel", "pager"))
        .isEqualTo(
            new CommandResult(
                2,
                "",
                "rootmon: 'pager' is not a channel of "
                    + config
                    + ". The channels are: chat, siem.\n"));
    assertThat(run("send-test", "--config", config, "--timeout", "0"))
        .isEqualTo(
            new CommandResult(
                2, "", "rootmon: --timeout 0 is out of range. Use 1 to 300 seconds.\n"));
    assertThat(run("send-test", "--config", example("rootmon.json")).err())
        .isEqualTo(
            "rootmon: "
                + example("rootmon.json")
                + ": channels is missing. Add at least one channel.\n");
    assertThat(farEnd.bodies()).isEmpty();
  }

  private CommandResult withAws(Supplier<CommandResult> run) {
    Map<String, String> aws =
        Map.of(
            "aws.endpointUrl", farEnd.address(),
            "aws.accessKeyId", "AKIAIOSFODNN7EXAMPLE",
            "aws.secretAccessKey", "not-a-secret-access-key");
    aws.forEach(System::setProperty);
    try {
      return run.get();
    } finally {
      aws.keySet().forEach(System::clearProperty);
    }
  }
}
