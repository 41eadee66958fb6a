package io.rootmon.cli.report;

import io.rootmon.alert.Alert;
import io.rootmon.cli.AsciiJson;
import io.rootmon.cli.TerminalText;
import io.rootmon.internal.channel.OcsfJson;
import io.rootmon.internal.channel.ses.SesMessage;
import io.rootmon.internal.message.MessageJson;
import io.rootmon.render.Templates;
import java.util.Locale;

/** The format of a report. */
enum ReportFormat {
  /** The plain text of the email. */
  TEXT("txt") {
    @Override
    String of(Alert report, Templates templates) {
      return TerminalText.lines(mail(report, templates).text());
    }
  },
  /** The HTML of the email, a page without external resources. */
  HTML("html") {
    @Override
    String of(Alert report, Templates templates) {
      return mail(report, templates).html();
    }
  },
  /** JSON for programs. */
  JSON("json") {
    @Override
    String of(Alert report, Templates templates) {
      return AsciiJson.indented(json -> MessageJson.write(report, json)) + "\n";
    }
  },
  /** A closed OCSF Detection Finding. */
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

  /** Returns the file name extension. */
  String extension() {
    return extension;
  }

  abstract String of(Alert report, Templates templates);

  private static SesMessage mail(Alert report, Templates templates) {
    return SesMessage.of(report, templates);
  }
}
