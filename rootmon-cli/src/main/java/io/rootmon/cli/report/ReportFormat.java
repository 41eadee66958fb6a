package io.rootmon.cli.report;

import io.rootmon.alert.Alert;
import io.rootmon.channel.OcsfJson;
import io.rootmon.channel.ses.SesMessage;
import io.rootmon.cli.AsciiJson;
import io.rootmon.cli.TerminalText;
import io.rootmon.message.MessageJson;
import io.rootmon.render.Templates;
import java.util.Locale;

/** How a report is written. */
enum ReportFormat {
  /** As the mail's plain text. */
  TEXT("txt") {
    @Override
    String of(Alert report, Templates templates) {
      return TerminalText.lines(mail(report, templates).text());
    }
  },
  /** As the mail: a page that needs nothing else. */
  HTML("html") {
    @Override
    String of(Alert report, Templates templates) {
      return mail(report, templates).html();
    }
  },
  /** For programs. */
  JSON("json") {
    @Override
    String of(Alert report, Templates templates) {
      return AsciiJson.indented(json -> MessageJson.write(report, json)) + "\n";
    }
  },
  /** A closed Detection Finding of OCSF. */
  OCSF("ocsf.json") {
    @Override
    String of(Alert report, Templates templates) {
      return AsciiJson.line(json -> OcsfJson.write(report, json)) + "\n";
    }
  };

  private final String extension;

  ReportFormat(String extension) {
    this.extension = extension;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Of a file's name. */
  String extension() {
    return extension;
  }

  abstract String of(Alert report, Templates templates);

  private static SesMessage mail(Alert report, Templates templates) {
    return SesMessage.of(report, templates);
  }
}
