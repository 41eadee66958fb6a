package io.rootmon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Commands that call remote services, with a configuration. */
abstract class ConfiguredCommand {
  protected static final String CHAT =
      "\"chat\": {\"type\": \"slack\", \"token\": {\"env\": \"TOKEN\"}, \"channel\":"
          + " \"C0123456789\", \"api\": \"FAR/slack/\"}";
  protected static final String CLOSED =
      CHAT.replace("chat", "closed").replace("/slack/", "/refusing/");
  protected static final String SIEM =
      "\"siem\": {\"type\": \"webhook\", \"address\": {\"env\": \"ADDRESS\"}, \"key\": {\"env\":"
          + " \"KEY\"}}";
  protected static final String TOPIC =
      "\"topic\": {\"type\": \"sns\", \"topic\": \"arn:aws:sns:eu-west-1:111122223333:alerts\"}";

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  protected Path folder;

  @SuppressWarnings("NullAway.Init") // before each
  protected FakeEndpoints farEnd;

  @SuppressWarnings("NullAway.Init") // before each
  protected Map<String, String> environment;

  @BeforeEach
  final void start() throws IOException {
    farEnd = new FakeEndpoints();
    environment =
        Map.of(
            "TOKEN", "xoxb-hidden-1",
            "ADDRESS", farEnd.address() + "/webhook?key=hidden-2",
            "KEY", "hidden-3");
  }

  @AfterEach
  final void stop() {
    farEnd.close();
  }

  /** Every run: no secret may be in what it prints. */
  protected final CommandResult run(String... arguments) {
    CommandResult ran = CommandResult.within(environment, arguments);
    assertThat(ran.out() + ran.err()).doesNotContain("hidden");
    return ran;
  }

  protected final String config(String channels, String... routes) throws IOException {
    String list = routes.length == 0 ? "" : ", \"routes\": [" + String.join(",", routes) + "]";
    String document =
        "{\"channels\": {" + channels.replace("FAR", farEnd.address()) + "}" + list + "}";
    return Files.writeString(folder.resolve("rootmon.json"), document).toString();
  }
}
