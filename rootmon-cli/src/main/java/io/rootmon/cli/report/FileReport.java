package io.rootmon.cli.report;

import io.rootmon.RootMonitor;
import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alert;
import io.rootmon.alert.OrganizationLinks;
import io.rootmon.alert.ReportSource;
import io.rootmon.cli.ExitCode;
import io.rootmon.cli.InputReader;
import io.rootmon.cli.LocalMonitor;
import io.rootmon.cli.Terminal;
import io.rootmon.cli.scan.IncidentScan;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.text.CountText;
import io.rootmon.judge.Finding;
import io.rootmon.judge.rules.StandardRules;
import io.rootmon.state.StateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reports the incidents in files. */
record FileReport(Terminal terminal, List<String> files) {
  int print(ReportWriter writer) throws StateException {
    InputReader.requireNames(files);
    RootMonitor monitor = LocalMonitor.judging(files);
    List<Finding> findings = new ArrayList<>();
    InputReader reader = new InputReader(terminal);
    boolean isComplete =
        reader.read(
            files, InputReader.InputHandlers.of(it -> monitor.judge(it).ifPresent(findings::add)));
    List<Alert> reports =
        IncidentScan.reports(
            findings,
            StandardRules.policy(),
            new AlertFactory(
                AccountDirectory.of(Map.of()), OrganizationLinks.NONE, ReportSource.FILES));
    if (reports.isEmpty() && reader.events() > 0) {
      terminal.note(
          "No incident: "
              + CountText.of(reader.events(), "event")
              + " read, no finding of MEDIUM or higher.");
    }
    writer.print(reports);
    return ExitCode.completed(isComplete).value();
  }
}
