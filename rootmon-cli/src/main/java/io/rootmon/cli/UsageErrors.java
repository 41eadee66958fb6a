package io.rootmon.cli;

import io.rootmon.internal.text.Suggestion;
import io.rootmon.judge.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Describes an invalid command line: the error and its fix. */
final class UsageErrors {
  private UsageErrors() {}

  /** Returns the lines to print. */
  static List<String> of(ParameterException problem) {
    CommandSpec command = problem.getCommandLine().getCommandSpec();
    List<String> lines = new ArrayList<>();
    lines.add(sentence(problem, command));
    lines.add("Run '" + command.qualifiedName() + " --help' for usage and examples.");
    return lines;
  }

  private static String sentence(ParameterException problem, CommandSpec command) {
    if (problem instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched.getUnmatched().get(0), command);
    } else if (problem instanceof MissingParameterException missing) {
      return missing(missing, command);
    } else if (problem instanceof OverwrittenOptionException twice) {
      return "Option " + name(twice.getOverwritten()) + " is given more than once.";
    }
    ArgSpec argument = problem.getArgSpec();
    String value = problem.getValue();
    if (argument == null && value != null && !command.subcommands().isEmpty()) {
      return unknownCommand(value, command); // the argument of "rootmon help"
    }
    if (argument == null || value == null) {
      return String.valueOf(problem.getMessage());
    }
    return invalid(argument, value, problem);
  }

  private static String unmatched(String typed, CommandSpec command) {
    if (typed.startsWith("-") && typed.length() > 1) {
      String option = typed.replaceFirst("=.*", "");
      List<String> known =
          command.options().stream().flatMap(it -> Arrays.stream(it.names())).toList();
      return "Unknown option '"
          + option
          + "' of '"
          + command.qualifiedName()
          + "'."
          + Suggestion.sentence(option, known);
    }
    if (!command.subcommands().isEmpty()) {
      return unknownCommand(typed, command);
    }
    return "Unexpected argument '" + typed + "' of '" + command.qualifiedName() + "'.";
  }

  private static String unknownCommand(String typed, CommandSpec command) {
    List<String> known =
        command.subcommands().entrySet().stream()
            .filter(it -> !it.getValue().getCommandSpec().usageMessage().hidden())
            .map(it -> it.getKey())
            .toList();
    return "Unknown command '"
        + typed
        + "'."
        + Suggestion.of(typed, known)
            .map(it -> " Did you mean '" + it + "'?")
            .orElse(" The commands are: " + String.join(", ", known) + ".");
  }

  private static String missing(MissingParameterException problem, CommandSpec command) {
    List<ArgSpec> missing = problem.getMissing();
    if (missing.size() == 1
        && missing.get(0) instanceof OptionSpec option
        && isWithoutValue(problem)) {
      return "Option " + option.longestName() + " needs a value: " + usage(option) + ".";
    }
    return missing.isEmpty()
        ? String.valueOf(problem.getMessage())
        : "'"
            + command.qualifiedName()
            + "' needs "
            + missing.stream().map(UsageErrors::usage).collect(Collectors.joining(" and "))
            + ".";
  }

  /**
   * Returns whether the value is missing. picocli distinguishes it from a missing option in the
   * message only.
   */
  private static boolean isWithoutValue(MissingParameterException problem) {
    return String.valueOf(problem.getMessage()).contains(" for option ");
  }

  private static String invalid(ArgSpec argument, String value, ParameterException problem) {
    Class<?> type = argument.isMultiValue() ? argument.auxiliaryTypes()[0] : argument.type();
    String text = "'" + value + "' is not valid for " + name(argument) + ". ";
    if (type.isEnum()) {
      List<String> known = values(type);
      return text + "Use " + choice(known) + "." + Suggestion.sentence(value, known);
    } else if (type == Integer.class
        || type == int.class
        || type == Long.class
        || type == long.class) {
      return text + "Use a whole number.";
    } else if (problem.getCause() instanceof TypeConversionException cause) {
      return name(argument) + ": " + cause.getMessage();
    }
    return text + "Use " + argument.paramLabel() + ".";
  }

  /** Returns the names of an enum as help texts show them. */
  static List<String> values(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(it -> label((Enum<?>) it)).toList();
  }

  private static String label(Enum<?> value) {
    String name = value.name();
    return value instanceof Severity ? name : name.toLowerCase(Locale.ROOT);
  }

  private static String choice(List<String> values) {
    return values.size() == 1
        ? values.get(0)
        : values.stream().limit(values.size() - 1L).collect(Collectors.joining(", "))
            + " or "
            + values.get(values.size() - 1);
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String usage(ArgSpec argument) {
    return argument instanceof OptionSpec option && option.arity().max() > 0
        ? option.longestName() + " " + option.paramLabel()
        : name(argument);
  }
}
