package io.rootmon.alert;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A command that people copy from an alert. No channel wraps, shortens or reformats its lines.
 *
 * @param label the purpose of the command, such as "Block root in this account"
 * @param lines the command as it is pasted into a shell, in printable ASCII characters
 */
public record Command(String label, List<String> lines) {
  private static final Pattern PRINTABLE = Pattern.compile("[ -~]+");

  public Command {
    lines = List.copyOf(lines);
    for (String line : lines) {
      if (!PRINTABLE.matcher(line).matches()) {
        throw new IllegalArgumentException("lines: must be printable ASCII but is '" + line + "'");
      }
    }
  }

  /** Creates a command from one line, with a line continuation before each option. */
  public static Command of(String label, String command) {
    return new Command(label, List.of(command.replace(" --", " \\\n  --").split("\n", -1)));
  }

  /** Returns the lines as one string. */
  public String text() {
    return String.join("\n", lines);
  }
}
