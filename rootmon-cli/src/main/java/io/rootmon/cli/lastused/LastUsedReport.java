package io.rootmon.cli.lastused;

import com.fasterxml.jackson.core.JsonGenerator;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.rootmon.account.Account;
import io.rootmon.cli.AsciiJson;
import io.rootmon.cli.Terminal;
import io.rootmon.cli.TerminalText;
import io.rootmon.cli.TextTable;
import io.rootmon.cli.TextTable.Field;
import io.rootmon.cli.aws.AccountSessions.Target;
import io.rootmon.cli.lastused.CisControl.Status;
import io.rootmon.cli.lastused.RootCredentials.AccessKey;
import io.rootmon.cli.lastused.RootCredentials.LastUse;
import io.rootmon.cli.lastused.RootCredentials.Mfa;
import io.rootmon.internal.message.MessageJson;
import io.rootmon.internal.text.CountText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The accounts' root credentials as a table, JSON or CSV. */
record LastUsedReport(Instant time, List<AccountResult> accounts) {
  private static final String UNKNOWN = "unknown";

  /** The first characters that make a spreadsheet treat a cell as a formula. */
  private static final String FORMULA_SIGNS = "=+-@";

  LastUsedReport {
    accounts = List.copyOf(accounts);
  }

  long failures() {
    return accounts.stream().mapToLong(it -> it.failed().size()).sum();
  }

  String table(Terminal terminal) {
    StringBuilder text = new StringBuilder();
    text.append(
        new TextTable(terminal)
            .of(
                accounts,
                List.of(
                    Field.text("account", it -> it.account().id().value()),
                    Field.text("name", it -> it.account().name()),
                    Field.text("last used", it -> day(it, RootCredentials::lastUsed)),
                    Field.text("password", it -> cell(it, LastUsedReport::password)),
                    Field.text("keys", it -> cell(it, LastUsedReport::keys)),
                    Field.text("MFA", it -> cell(it, root -> mfa(root.mfa()))),
                    Field.text("CIS failed", LastUsedReport::failed))));
    for (CisControl control : CisControl.values()) {
      List<AccountResult> failed =
          accounts.stream().filter(it -> it.failed().contains(control)).toList();
      if (!failed.isEmpty()) {
        text.append('\n');
        text.append(
            terminal.heading(
                "CIS "
                    + control.number()
                    + " failed in "
                    + CountText.of(failed.size(), "account")
                    + ": "
                    + control.title()));
        text.append('\n');
        for (AccountResult account : failed) {
          text.append("  ").append(TerminalText.line(account.account().label())).append('\n');
        }
        text.append("  ").append(control.advice()).append('\n');
      }
    }
    return text.toString();
  }

  String json() {
    return AsciiJson.indented(this::write) + "\n";
  }

  private void write(JsonGenerator json) throws IOException {
    MessageJson.start("last-used", json);
    json.writeStringField("time", time.toString());
    json.writeNumberField("failed", failures());
    json.writeArrayFieldStart("accounts");
    for (AccountResult account : accounts) {
      write(account, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(AccountResult account, JsonGenerator json) throws IOException {
    json.writeStartObject();
    MessageJson.account(
        new Account(
            Optional.of(account.account().id()),
            Optional.of(account.account().name()).filter(it -> !it.isEmpty()),
            Optional.empty()),
        json);
    AsciiJson.text(json, "problem", account.problem());
    if (account.root().isPresent()) {
      RootCredentials root = account.root().get();
      AsciiJson.text(json, "lastUsed", root.lastUsed().map(Instant::toString));
      json.writeBooleanField("lastUsedKnown", root.isLastUseKnown());
      json.writeFieldName("password");
      json.writeStartObject();
      flag(json, "exists", root.password());
      lastUse(json, root.passwordLastUse());
      json.writeEndObject();
      json.writeArrayFieldStart("accessKeys");
      for (AccessKey key : root.keys()) {
        json.writeStartObject();
        AsciiJson.text(json, "id", key.id());
        json.writeBooleanField("active", key.isActive());
        AsciiJson.text(json, "created", key.created().map(Instant::toString));
        lastUse(json, key.lastUse());
        AsciiJson.text(json, "service", Optional.of(key.service()).filter(it -> !it.isEmpty()));
        AsciiJson.text(json, "region", Optional.of(key.region()).filter(it -> !it.isEmpty()));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeStringField("mfa", root.mfa().name());
      flag(json, "signingCertificates", root.certificates());
      AsciiJson.text(json, "reportTime", root.reportTime().map(Instant::toString));
      json.writeArrayFieldStart("controls");
      for (CisControl control : CisControl.values()) {
        Status status = account.controls().getOrDefault(control, Status.UNKNOWN);
        json.writeStartObject();
        json.writeStringField("benchmark", "CIS AWS Foundations " + control.number());
        json.writeStringField("title", control.title());
        json.writeStringField("status", status.name());
        AsciiJson.text(
            json,
            "advice",
            status == Status.FAIL ? Optional.of(control.advice()) : Optional.empty());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void flag(JsonGenerator json, String name, Optional<Boolean> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeBooleanField(name, value.get());
    } else {
      json.writeNullField(name);
    }
  }

  private static void lastUse(JsonGenerator json, LastUse use) throws IOException {
    AsciiJson.text(json, "lastUsed", use.time().map(Instant::toString));
    json.writeBooleanField("lastUsedKnown", use.isKnown());
  }

  String csv() {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      List<String> header =
          new ArrayList<>(
              List.of(
                  "accountId",
                  "accountName",
                  "lastUsed",
                  "password",
                  "passwordLastUsed",
                  "activeKeys",
                  "inactiveKeys",
                  "keysLastUsed",
                  "mfa"));
      for (CisControl control : CisControl.values()) {
        header.add("cis" + control.number());
      }
      header.add("problem");
      csv.writeRecord(header);
      for (AccountResult account : accounts) {
        csv.writeRecord(row(account));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static List<String> row(AccountResult account) {
    List<String> row = new ArrayList<>();
    row.add(account.account().id().value());
    row.add(safe(account.account().name()));
    row.add(value(account, root -> lastUsed(root)));
    row.add(value(account, root -> root.password().map(it -> it ? "yes" : "no").orElse(UNKNOWN)));
    row.add(value(account, root -> root.passwordLastUse().text()));
    row.add(value(account, root -> count(root, true)));
    row.add(value(account, root -> count(root, false)));
    row.add(value(account, LastUsedReport::keysLastUsed));
    row.add(value(account, root -> mfa(root.mfa())));
    for (CisControl control : CisControl.values()) {
      row.add(
          value(account, root -> account.controls().getOrDefault(control, Status.UNKNOWN).name()));
    }
    row.add(safe(account.problem().orElse("")));
    return row;
  }

  private static String lastUsed(RootCredentials root) {
    return root.lastUsed().map(Instant::toString).orElse(root.isLastUseKnown() ? "never" : UNKNOWN);
  }

  private static String keysLastUsed(RootCredentials root) {
    return root.keys().stream().map(it -> it.lastUse().text()).collect(Collectors.joining("; "));
  }

  private static String count(RootCredentials root, boolean isActive) {
    return String.valueOf(root.keys().stream().filter(it -> it.isActive() == isActive).count());
  }

  private static String value(AccountResult account, Function<RootCredentials, String> value) {
    return account.root().map(value).orElse("");
  }

  private static String cell(AccountResult account, Function<RootCredentials, String> value) {
    return account.root().map(value).orElse(UNKNOWN);
  }

  private static String day(
      AccountResult account, Function<RootCredentials, Optional<Instant>> time) {
    return cell(
        account,
        root ->
            time.apply(root)
                .map(it -> it.toString().substring(0, 10))
                .orElse(root.isLastUseKnown() ? "never" : UNKNOWN));
  }

  private static String password(RootCredentials root) {
    return root.password().map(it -> it ? "yes" : "none").orElse(UNKNOWN);
  }

  private static String keys(RootCredentials root) {
    return root.keys().isEmpty()
        ? "none"
        : root.keys().stream()
            .map(it -> it.isActive() ? "active" : "inactive")
            .collect(Collectors.joining(", "));
  }

  private static String mfa(Mfa mfa) {
    return mfa.name().toLowerCase(Locale.ROOT);
  }

  private static String failed(AccountResult account) {
    if (account.root().isEmpty()) {
      return UNKNOWN;
    }
    return account.controls().entrySet().stream()
        .filter(it -> it.getValue() != Status.PASS)
        .map(it -> it.getKey().number() + (it.getValue() == Status.UNKNOWN ? " (unknown)" : ""))
        .collect(Collectors.joining(", "));
  }

  private static String safe(String cell) {
    String line = TerminalText.line(cell);
    boolean isFormula = !line.isBlank() && FORMULA_SIGNS.indexOf(line.strip().charAt(0)) >= 0;
    return isFormula ? "'" + line : line;
  }

  /**
   * The result for an account.
   *
   * @param root empty if it could not be read
   * @param controls the status of each control; empty if it could not be read
   * @param problem the reason why it could not be read
   */
  record AccountResult(
      Target account,
      Optional<RootCredentials> root,
      Map<CisControl, Status> controls,
      Optional<String> problem) {
    AccountResult {
      controls = controls.isEmpty() ? Map.of() : new EnumMap<>(controls);
    }

    List<CisControl> failed() {
      return controls.entrySet().stream()
          .filter(it -> it.getValue() == Status.FAIL)
          .map(Map.Entry::getKey)
          .toList();
    }
  }
}
