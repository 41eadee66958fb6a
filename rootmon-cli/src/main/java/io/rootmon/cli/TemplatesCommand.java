package io.rootmon.cli;

import io.rootmon.alert.Alert;
import io.rootmon.internal.channel.ses.SesMessage;
import io.rootmon.internal.channel.slack.SlackMessage;
import io.rootmon.internal.channel.sns.ChatMessage;
import io.rootmon.internal.channel.sns.SnsMessage;
import io.rootmon.internal.channel.teams.TeamsMessage;
import io.rootmon.render.RenderedParts;
import io.rootmon.render.Templates;
import io.rootmon.render.Templates.RenderedTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Renders every kind of message with the user's templates, for each channel and format. */
@Command(
    name = "templates",
    mixinStandardHelpOptions = true,
    description = "Renders every kind of message with your templates.",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nArguments:%n",
    footer = {
      "",
      "Exit codes:",
      "  0  done",
      "  2  invalid options or arguments",
      "  3  a template fails or is not used",
      "  4  a file could not be written",
      "",
      "Examples:",
      "  rootmon templates preview my-templates",
      "  rootmon templates preview --out /tmp/preview my-templates"
    })
final class TemplatesCommand implements Callable<Integer> {
  private static final String PREVIEW = "preview";
  private static final List<String> PAGERDUTY =
      List.of("pagerduty/summary.txt.ftl", "pagerduty/details.txt.ftl");

  private final Terminal terminal;
  private final Set<String> problems = new LinkedHashSet<>();
  private int files;

  @Parameters(
      index = "0",
      paramLabel = PREVIEW,
      description = "The action. preview writes one file for each message and format.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String action;

  @Parameters(
      index = "1",
      paramLabel = "FOLDER",
      description = "Your templates. The built-in ones are used for those that it lacks.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path folder;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where the files are written (default: ${DEFAULT-VALUE}).",
      defaultValue = "rootmon-preview")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path out;

  TemplatesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (!action.equals(PREVIEW)) {
      throw new UsageException("'" + action + "' is not valid for ACTION. Use preview.");
    } else if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new UsageException("--out " + out + " is a file. Give a folder.");
    }
    Templates templates = TemplateOption.folder("FOLDER", folder);
    problems.addAll(templates.check(List.of()));
    try {
      for (Map.Entry<String, Alert> alert : PreviewAlerts.all().entrySet()) {
        preview(out.resolve(alert.getKey()), alert.getValue(), templates);
      }
    } catch (IOException e) {
      throw new CommandException(ExitCode.FAILURE, FileErrors.describe(out.toString(), e));
    }
    problems.forEach(terminal::print);
    terminal.note("Wrote " + files + " files to " + out + ".");
    return (problems.isEmpty() ? ExitCode.DONE : ExitCode.CONFIGURATION).value();
  }

  private void preview(Path place, Alert alert, Templates templates) throws IOException {
    Files.createDirectories(place);
    SnsMessage sns = SnsMessage.of(alert, templates);
    problems.addAll(sns.problems());
    write(place, "sns.txt", sns.subject() + "\n\n" + sns.body());
    ChatMessage chat = ChatMessage.of(alert, templates);
    problems.addAll(chat.problems());
    write(place, "sns-chat.json", chat.json());
    SesMessage mail = SesMessage.of(alert, templates);
    problems.addAll(mail.problems());
    write(place, "ses.txt", mail.subject() + "\n\n" + mail.text());
    write(place, "ses.html", mail.html());
    SlackMessage slack = SlackMessage.of(alert, templates);
    problems.addAll(slack.problems());
    write(place, "slack.json", slack.json());
    TeamsMessage teams = TeamsMessage.of(alert, templates, List.of());
    problems.addAll(teams.problems());
    write(place, "teams.json", teams.json());
    RenderedParts pager = templates.render(PAGERDUTY, alert, it -> true);
    problems.addAll(pager.problems());
    write(
        place,
        "pagerduty.txt",
        pager.text(PAGERDUTY.get(0)) + "\n\n" + pager.text(PAGERDUTY.get(1)));
    for (String name : templates.webhooks()) {
      RenderedTemplate webhook = templates.render(templates.webhook(name), alert);
      webhook.problem().ifPresent(problems::add);
      write(place, "webhook-" + name + ".json", webhook.text());
    }
  }

  private void write(Path place, String name, String text) throws IOException {
    Files.writeString(place.resolve(name), text.strip() + "\n");
    files++;
  }
}
