package io.rootmon.cli.scan;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.account.AccountId;
import io.rootmon.cli.TerminalText;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes a report's findings for a spreadsheet: one row each, the most severe first. */
record CsvReport(AccountDirectory accounts) implements ScanReportFormat {
  /**
   * The first characters that make a spreadsheet treat a cell as a formula. A formula can send the
   * content of other cells.
   */
  private static final String FORMULA_SIGNS = "=+-@";

  @Override
  public void print(ScanReport report, PrintStream out) {
    out.print(of(report));
  }

  private String of(ScanReport report) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      csv.writeRecord(
          "severity",
          "time",
          "kind",
          "outcome",
          "event",
          "accountId",
          "accountName",
          "actor",
          "sourceIp",
          "ruleId",
          "reasons",
          "eventId",
          "incidentId");
      for (FindingSummary line : report.worst()) {
        csv.writeRecord(cells(line).map(CsvReport::safe).toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private Stream<String> cells(FindingSummary line) {
    Optional<Account> account = line.account().map(accounts::find);
    return Stream.of(
        line.severity().name(),
        line.time().toString(),
        line.kind().name(),
        line.outcome().name(),
        line.event(),
        line.account().map(AccountId::value).orElse(""),
        account.flatMap(Account::name).orElse(""),
        line.actor(),
        line.address(),
        line.ruleId(),
        String.join("; ", line.reasons()),
        line.id(),
        line.incident().orElse(""));
  }

  private static String safe(String cell) {
    String line = TerminalText.line(cell);
    // Some spreadsheets ignore blanks before the sign.
    boolean isFormula = !line.isBlank() && FORMULA_SIGNS.indexOf(line.strip().charAt(0)) >= 0;
    return isFormula ? "'" + line : line;
  }
}
