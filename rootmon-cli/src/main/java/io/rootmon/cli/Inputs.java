package io.rootmon.cli;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.Reading;
import io.rootmon.cloudtrail.Readings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The files and the standard input that a command was given, read one after the other. */
final class Inputs {
  static final String STANDARD_INPUT = "-";

  private final CloudTrailReader reader = new CloudTrailReader();
  private final Terminal terminal;
  private boolean complete = true;

  Inputs(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What is done with an input's pieces. */
  record Takers(Consumer<CloudTrailEvent> events, Consumer<MalformedEventException> malformed) {}

  /** Whether all of it could be processed. */
  boolean read(List<String> names, Takers takers) {
    for (String name : names) {
      if (name.equals(STANDARD_INPUT)) {
        readAll(reader.read(terminal.in(), "standard input"), takers);
      } else {
        readFile(name, takers);
      }
    }
    return complete;
  }

  private void readFile(String name, Takers takers) {
    try {
      Path path = Path.of(name);
      if (Files.exists(path)) {
        readAll(reader.read(path), takers);
        return;
      }
    } catch (InvalidPathException e) {
      // A name that cannot be a file's is the name of no file.
    }
    problem(name + ": expected a file or folder but there is none");
  }

  private void readAll(Readings readings, Takers takers) {
    try (readings) {
      // A reader who has left, as head does, wants no more: the check also flushes.
      for (int count = 1; readings.hasNext(); count++) {
        take(readings.next(), takers);
        if (count % 64 == 0 && terminal.out().checkError()) {
          return;
        }
      }
    }
  }

  private void take(Reading reading, Takers takers) {
    if (reading instanceof Reading.Read read) {
      takers.events().accept(read.event());
    } else if (reading instanceof Reading.Skipped skipped) {
      terminal.say(skipped.where() + ": skipped, a " + skipped.reason().label());
    } else if (reading instanceof Reading.Malformed malformed) {
      problem(String.valueOf(malformed.problem().getMessage()));
      takers.malformed().accept(malformed.problem());
    }
  }

  private void problem(String message) {
    complete = false;
    terminal.say(message);
  }
}
