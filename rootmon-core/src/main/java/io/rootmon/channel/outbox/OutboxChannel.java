package io.rootmon.channel.outbox;

import io.rootmon.alert.Alert;
import io.rootmon.channel.Channel;
import io.rootmon.channel.ChannelFactory;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import io.rootmon.channel.internal.Mail;
import io.rootmon.channel.jsm.JsmChannel;
import io.rootmon.channel.pagerduty.PagerDutyChannel;
import io.rootmon.internal.channel.EventJson;
import io.rootmon.internal.channel.ses.SesMessage;
import io.rootmon.internal.channel.slack.SlackMessage;
import io.rootmon.internal.channel.sns.ChatMessage;
import io.rootmon.internal.channel.sns.SnsMessage;
import io.rootmon.internal.channel.teams.TeamsMessage;
import io.rootmon.internal.message.MessageJson;
import io.rootmon.render.Templates;
import io.rootmon.settings.Settings;
import io.rootmon.settings.ValueType;
import io.rootmon.time.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Writes what the other channels would send to a folder for each alert: {@code message.txt} (SNS),
 * {@code message.html} and {@code message.eml} (SES), {@code slack.json}, {@code teams.json},
 * {@code chat.json} (Amazon Q Developer), {@code pagerduty.json}, {@code jsm.json}, {@code
 * alert.json} (the document of webhooks and EventBridge) and {@code event.json}. An alert that is
 * sent again replaces its folder.
 */
public final class OutboxChannel implements Channel {
  // RFC 2606 reserves these names.
  private static final String FROM = "rootmon@example.com";
  private static final String TO = "security@example.com";

  private static final int COLUMNS = 78;
  private static final Pattern LINE_WORDS = Pattern.compile("(.{1," + COLUMNS + "})(?: +|$)");

  private final String name;
  private final Path outbox;
  private final Templates templates;
  private final Consumer<WrittenAlert> listener;
  // The content by the folder's name.
  private final Map<String, UUID> written = new ConcurrentHashMap<>();

  /**
   * The files of an alert.
   *
   * @param text the plain text message without its subject
   * @param problems the errors of the user's own templates
   */
  public record WrittenAlert(Path folder, String text, List<String> problems) {
    public WrittenAlert {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Creates the channel under the name {@code outbox}. The folder is created with the first alert.
   */
  public OutboxChannel(Path outbox, Templates templates) {
    this(outbox, templates, written -> {});
  }

  /** Creates a channel that calls the listener with every written alert. */
  public OutboxChannel(Path outbox, Templates templates, Consumer<WrittenAlert> listener) {
    this("outbox", outbox, templates, listener);
  }

  private OutboxChannel(
      String name, Path outbox, Templates templates, Consumer<WrittenAlert> listener) {
    this.name = name;
    this.outbox = outbox;
    this.templates = templates;
    this.listener = listener;
  }

  /** Reads the settings of a channel. */
  public static ChannelFactory read(String name, Settings settings) {
    settings.requireOnlyKeys("type", "notify", "folder");
    String folder = settings.required("folder", ValueType.text("a folder"));
    return context -> new OutboxChannel(name, Path.of(folder), context.templates(), written -> {});
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Receipt send(Alert alert, Deadline deadline) throws DeliveryException {
    SnsMessage sns = SnsMessage.of(alert, templates);
    SesMessage ses = SesMessage.of(alert, templates);
    SlackMessage slack = SlackMessage.of(alert, templates);
    TeamsMessage teams = TeamsMessage.of(alert, templates, List.of());
    ChatMessage chat = ChatMessage.of(alert, templates);
    String json = MessageJson.of(alert);
    Path folder = outbox.resolve(folderName(AlertFolderName.name(alert), json));
    String text = sns.body().strip() + "\n";
    Mail mail =
        new Mail(
            alert.eventKey(),
            alert.time(),
            FROM,
            List.of(TO),
            ses.subject(),
            ses.text(),
            ses.html(),
            EventJson.of(alert),
            alert.thread());
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("message.txt"),
          wrapped(sns.subject()) + "\n\n" + text,
          StandardCharsets.UTF_8);
      Files.writeString(folder.resolve("message.html"), ses.html(), StandardCharsets.UTF_8);
      Files.write(folder.resolve("message.eml"), mail.bytes());
      Files.writeString(folder.resolve("slack.json"), slack.json(), StandardCharsets.UTF_8);
      Files.writeString(folder.resolve("alert.json"), json, StandardCharsets.UTF_8);
      Files.writeString(folder.resolve("teams.json"), teams.json(), StandardCharsets.UTF_8);
      Files.writeString(folder.resolve("chat.json"), chat.json(), StandardCharsets.UTF_8);
      if (!alert.isReport()) {
        // A report closes what these services show, and has no text there.
        Files.writeString(
            folder.resolve("pagerduty.json"),
            PagerDutyChannel.preview(alert, templates),
            StandardCharsets.UTF_8);
        Files.writeString(
            folder.resolve("jsm.json"), JsmChannel.preview(alert), StandardCharsets.UTF_8);
      }
      Optional<String> event = EventJson.of(alert);
      if (event.isPresent()) {
        Files.writeString(folder.resolve(EventJson.FILE), event.get(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw DeliveryException.retryable(
          folder + ": the alert's files could not be written: " + reason(e), e);
    }
    Set<String> problems = new LinkedHashSet<>(sns.problems());
    problems.addAll(ses.problems());
    problems.addAll(slack.problems());
    problems.addAll(teams.problems());
    problems.addAll(chat.problems());
    listener.accept(new WrittenAlert(folder, text, List.copyOf(problems)));
    return new Receipt("folder " + folder);
  }

  /**
   * Returns a unique folder name for each alert of this channel, and the existing name for an alert
   * that is sent again.
   */
  private String folderName(String name, String json) {
    byte[] content = json.getBytes(StandardCharsets.UTF_8);
    for (int number = 1; ; number++) {
      String own = number == 1 ? name : name + "-" + number;
      UUID digest = UUID.nameUUIDFromBytes(content);
      if (digest.equals(written.computeIfAbsent(own, it -> digest))) {
        return own;
      }
    }
  }

  /** Wraps a line that is too long for a screen at whole words. */
  private static String wrapped(String subject) {
    return LINE_WORDS.matcher(subject).replaceAll("$1\n").stripTrailing();
  }

  /**
   * Returns the cause of a failure. The message of a file system exception is often only the path.
   */
  private static String reason(IOException problem) {
    String message = String.valueOf(problem.getMessage());
    if (problem instanceof FileAlreadyExistsException) {
      return message + " is a file and not a folder";
    } else if (problem instanceof AccessDeniedException) {
      return "no permission to write " + message;
    } else if (problem instanceof NoSuchFileException) {
      return "no such file or folder: " + message;
    }
    return message;
  }
}
