package io.rootmon.cli;

import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.internal.text.CountText;
import io.rootmon.judge.MaintenanceWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Describes the settings of a configuration that belong to the organization. */
record OwnSettingsText(Terminal terminal, ConfigurationDocument configuration) {
  String text() {
    return organization() + incidents() + links() + expected();
  }

  private String organization() {
    return configuration
        .organization()
        .map(
            it -> "names and units from AWS Organizations, the owner from the tag " + it.ownerTag())
        .map(it -> section("Organization", List.of(it)))
        .orElse("");
  }

  private String incidents() {
    long minutes = configuration.incident().inactivity().toMinutes();
    List<String> lines = new ArrayList<>();
    lines.add(
        "close after "
            + CountText.of(minutes, "minute")
            + " without a finding, and no later than "
            + CountText.of(configuration.incident().maximumAge().toHours(), "hour")
            + " after they open");
    if (!configuration.routes().everything().isEmpty()) {
      lines.add(
          "channels that receive every finding: "
              + configuration.routes().everything().stream()
                  .sorted()
                  .collect(Collectors.joining(", ")));
    }
    return section("Incidents", lines);
  }

  private String links() {
    List<String> lines = new ArrayList<>();
    configuration.links().accessPortal().ifPresent(it -> lines.add("access portal: " + it));
    configuration.links().roleName().ifPresent(it -> lines.add("role: " + it));
    configuration.links().runbook().ifPresent(it -> lines.add("runbook: " + it));
    return section("Links", lines);
  }

  private String expected() {
    return section(
        "Maintenance windows",
        configuration.maintenanceWindows().windows().stream().map(this::window).toList());
  }

  private String window(MaintenanceWindow window) {
    String what =
        window.kinds().stream().sorted().map(Enum::name).collect(Collectors.joining(", "));
    String calls = String.join(", ", window.events());
    return window.label()
        + " in "
        + configuration.accountDirectory().find(window.account()).brief()
        + " "
        + window.span()
        + (what.isEmpty() ? "" : ", of kind " + what)
        + (calls.isEmpty() ? "" : ", " + calls);
  }

  /** Returns a section, or nothing without lines. */
  private String section(String heading, List<String> lines) {
    return lines.isEmpty()
        ? ""
        : lines.stream()
            .map(it -> TextWrap.indented(TerminalText.line(it), 2, terminal.columns()))
            .collect(Collectors.joining("", "\n" + terminal.heading(heading) + "\n", ""));
  }
}
