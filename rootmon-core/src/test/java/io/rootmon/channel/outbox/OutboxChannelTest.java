package io.rootmon.channel.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.alert.Link;
import io.rootmon.cases.GoldenFile;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.outbox.OutboxChannel.WrittenAlert;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.detect.Detector;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.message.MessageJson;
import io.rootmon.internal.message.MessageSchema;
import io.rootmon.judge.Severity;
import io.rootmon.judge.rules.StandardRules;
import io.rootmon.render.Templates;
import io.rootmon.time.Deadline;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxChannelTest {
  private static final String ID = "0b8d7f4e-5a26-4c93-8e1f-92d4a6b3c571";

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void writesEveryMessageOfAnAlert() throws Exception {
    List<WrittenAlert> written = new ArrayList<>();

    new OutboxChannel(folder, Templates.builtIn(), written::add)
        .send(alert(ID, "ConsoleLogin"), Deadline.in(TIMEOUT));

    Path own = folder.resolve("2026-03-14T021745Z_CRITICAL_ConsoleLogin_111122223333_" + ID);
    assertThat(names(own))
        .containsExactly(
            "alert.json",
            "chat.json",
            "event.json",
            "jsm.json",
            "message.eml",
            "message.html",
            "message.txt",
            "pagerduty.json",
            "slack.json",
            "teams.json");
    assertThat(written).extracting(WrittenAlert::folder).containsExactly(own);
    assertThat(own.resolve("message.txt")).content().endsWith("\n\n" + written.get(0).text());
  }

  @Test
  void writesARepeatedAlertToItsFolder() throws Exception {
    OutboxChannel outbox = new OutboxChannel(folder, Templates.builtIn());

    outbox.send(alert(ID, "ConsoleLogin"), Deadline.in(TIMEOUT));
    outbox.send(alert(ID, "ConsoleLogin"), Deadline.in(TIMEOUT));
    outbox.send(alert("another", "ConsoleLogin"), Deadline.in(TIMEOUT));

    assertThat(names(folder)).hasSize(2);
  }

  /** An alert's own id is cleaned: of ids that differ in control characters only, it is one. */
  @Test
  void distinguishesIds() throws Exception {
    List<WrittenAlert> written = new ArrayList<>();
    OutboxChannel outbox = new OutboxChannel(folder, Templates.builtIn(), written::add);

    outbox.send(alert("an id", "ConsoleLogin"), Deadline.in(TIMEOUT));
    outbox.send(alert("an\u0007 id", "ConsoleLogin"), Deadline.in(TIMEOUT));

    assertThat(alert("an\u0007 id", "ConsoleLogin").id()).isEqualTo("an id");
    assertThat(names(folder)).hasSize(2);
    List<String> mailIds = new ArrayList<>();
    for (WrittenAlert one : written) {
      Files.readAllLines(one.folder().resolve("message.eml")).stream()
          .filter(it -> it.startsWith("Message-ID: "))
          .forEach(mailIds::add);
    }
    assertThat(mailIds).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void wrapsALongSubject() throws Exception {
    OutboxChannel outbox = new OutboxChannel(folder, Templates.builtIn());

    outbox.send(
        alert(ID, "A".repeat(30) + " " + "B".repeat(30) + " " + "C".repeat(30)),
        Deadline.in(TIMEOUT));

    Path message = folder.resolve(names(folder).get(0)).resolve("message.txt");
    List<String> subject =
        Files.readAllLines(message).stream().takeWhile(it -> !it.isEmpty()).toList();
    assertThat(subject).hasSizeGreaterThan(1).allMatch(it -> it.length() <= 78 && !it.isBlank());
  }

  @Test
  void letsNoNameOrIdLeaveTheOutboxOrGrowLong() throws Exception {
    OutboxChannel outbox = new OutboxChannel(folder, Templates.builtIn());

    outbox.send(
        alert("../../" + "x".repeat(5_000), "../..\\..//\u0000" + "é".repeat(5_000)),
        Deadline.in(TIMEOUT));
    outbox.send(alert("..", ".."), Deadline.in(TIMEOUT));
    outbox.send(alert("", "A".repeat(500)), Deadline.in(TIMEOUT));

    assertThat(names(folder))
        .hasSize(3)
        .allMatch(it -> it.matches("[0-9TZ-]{18}_[A-Z]+_[A-Za-z0-9-]{1,40}_[0-9]{12}_[0-9a-f]{16}"))
        .allMatch(it -> it.length() <= 120);
    try (Stream<Path> outside = Files.list(folder.getParent())) {
      assertThat(outside.filter(it -> it.getFileName().toString().contains("CRITICAL"))).isEmpty();
    }
  }

  @Test
  void failsTransientlyWhenTheFolderCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    OutboxChannel outbox = new OutboxChannel(file, Templates.builtIn());

    assertThatThrownBy(() -> outbox.send(alert(ID, "ConsoleLogin"), Deadline.in(TIMEOUT)))
        .isInstanceOfSatisfying(
            DeliveryException.class, it -> assertThat(it.isRetryable()).isTrue())
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining("the alert's files could not be written:");
  }

  @Test
  void writesTheAlertForPrograms() throws Exception {
    Alert real = alert(ID, "ConsoleLogin");
    Alert alert =
        new Alert(
            real.id(),
            real.time(),
            real.severity(),
            "Root \"signed in\"",
            real.account(),
            real.finding(),
            List.of(new Fact("Who", "root")),
            List.of("a reason"),
            List.of("an advice"),
            List.of(new Link("AWS", URI.create("https://aws.amazon.com/"))),
            List.of(new Fact("eventName", "ConsoleLogin")),
            List.of("a note"));

    GoldenFile.check("documents/alert.json", MessageJson.of(alert));
    MessageSchema.assertValid(alert);
  }

  @Test
  void writesAnAlertWithoutFindingToo() {
    Alert alert =
        new Alert(
            "unreadable",
            Instant.EPOCH,
            Severity.HIGH,
            "not read",
            Account.UNKNOWN,
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());

    assertThat(AlertFolderName.name(alert)).startsWith("1970-01-01T000000Z_HIGH_unreadable_");
    assertThat(MessageJson.of(alert))
        .contains("\"finding\" : null", "\"incident\" : null", "\"facts\" : [ ]");
    MessageSchema.assertValid(alert);
  }

  private static Alert alert(String id, String eventName) throws Exception {
    String record =
        """
        {"eventTime":"2026-03-14T02:17:45Z","eventSource":"signin.amazonaws.com",
         "eventName":"%s","eventID":"%s","eventType":"AwsConsoleSignIn",
         "userIdentity":{"type":"Root","accountId":"111122223333"},
         "responseElements":{"ConsoleLogin":"Success"},"additionalEventData":{"MFAUsed":"No"}}
        """
            .formatted(quoted(eventName), quoted(id));
    var event = new CloudTrailReader().events(record).get(0);
    var finding = StandardRules.policy().judge(new Detector().detect(event).orElseThrow());
    return new AlertFactory(AccountDirectory.of(Map.of())).about(finding);
  }

  private static String quoted(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }

  private static List<String> names(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(it -> it.getFileName().toString()).sorted().toList();
    }
  }
}
