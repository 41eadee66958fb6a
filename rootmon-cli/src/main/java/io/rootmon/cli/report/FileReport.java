package io.rootmon.cli.report;

import io.rootmon.RootMonitor;
import io.rootmon.account.AccountDirectory;
import io.rootmon.alert.Alert;
import io.rootmon.cli.InputReader;
import io.rootmon.cli.LocalMonitor;
import io.rootmon.cli.Rootmon;
import io.rootmon.cli.Terminal;
import io.rootmon.judge.Finding;
import io.rootmon.state.StateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The reports on what root did in files. */
record FileReport(Terminal terminal, List<String> files) {
  int print(ReportWriter printing) throws StateException {
    InputReader.requireNames(files);
    RootMonitor monitor = LocalMonitor.judging(files);
    List<Finding> findings = new ArrayList<>();
    boolean complete =
        new InputReader(terminal)
            .read(
                files,
                new InputReader.InputHandlers(
                    it -> monitor.judge(it).ifPresent(findings::add), it -> {}, Integer.MAX_VALUE));
    List<Alert> reports = new IncidentReplay(AccountDirectory.of(Map.of())).of(findings);
    if (reports.isEmpty()) {
      terminal.say("no incident: root did nothing there that is worth a page");
    }
    printing.print(reports);
    return complete ? Rootmon.DONE : Rootmon.INCOMPLETE;
  }
}
