package io.rootmon.cli.report;

import io.rootmon.alert.Alert;
import io.rootmon.alert.ReportContent;
import io.rootmon.cli.CommandException;
import io.rootmon.cli.ExitCode;
import io.rootmon.cli.FileErrors;
import io.rootmon.cli.Terminal;
import io.rootmon.cli.UsageException;
import io.rootmon.incident.Incident;
import io.rootmon.internal.text.CountText;
import io.rootmon.render.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where reports go: the standard output, a file, or a folder with a file each.
 *
 * @param out empty for the standard output
 * @param templates of the email, which the text and the page are made of
 */
record ReportWriter(
    Terminal terminal, ReportFormat format, Optional<Path> out, Templates templates) {
  /**
   * Writes the reports.
   *
   * @throws UsageException if the destination does not exist or cannot contain several reports
   */
  void print(List<Alert> reports) {
    if (reports.isEmpty()) {
      return;
    }
    boolean separate = format == ReportFormat.HTML && reports.size() > 1;
    if (out.filter(Files::isDirectory).isPresent()) {
      reports.forEach(it -> write(out.get().resolve(name(it)), format.of(it, templates)));
    } else if (separate) {
      throw new UsageException(
          "There are "
              + CountText.of(reports.size(), "incident")
              + ", and each has its own page. Use --out DIR with an existing folder.");
    } else if (out.isPresent()) {
      write(out.get(), all(reports));
    } else {
      terminal.out().print(all(reports));
    }
  }

  private String all(List<Alert> reports) {
    String between = format == ReportFormat.TEXT ? "\n" + "-".repeat(72) + "\n\n" : "";
    return reports.stream()
        .map(it -> format.of(it, templates))
        .collect(Collectors.joining(between));
  }

  private String name(Alert report) {
    // The id contains an account, a date and digits, and no text of an event.
    return report.report().flatMap(ReportContent::incident).map(Incident::id).orElse(report.id())
        + "."
        + format.extension();
  }

  private void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CommandException(ExitCode.FAILURE, FileErrors.describe(file.toString(), e));
    }
    terminal.note("Written to " + file);
  }
}
