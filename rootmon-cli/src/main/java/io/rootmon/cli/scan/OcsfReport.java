package io.rootmon.cli.scan;

import io.rootmon.account.AccountDirectory;
import io.rootmon.cli.AsciiJson;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.channel.OcsfJson;
import java.io.PrintStream;

/**
 * Writes OCSF Detection Findings as JSON Lines: the findings of the incidents, from the report's
 * minimum severity.
 */
record OcsfReport(AccountDirectory accounts) implements ScanReportFormat {
  @Override
  public void print(ScanReport report, PrintStream out) {
    AlertFactory alerts = new AlertFactory(accounts);
    for (ScannedIncident incident : report.incidents()) {
      for (GroupedFinding grouped : incident.acts()) {
        if (grouped.finding().severity().compareTo(report.minimum()) >= 0) {
          out.println(
              AsciiJson.line(json -> OcsfJson.write(alerts.about(grouped.finding()), json)));
        }
      }
    }
  }
}
