package io.rootmon.cli;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.cloudtrail.ReadResultIterator;
import io.rootmon.internal.text.CountText;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the events of the files, folders and standard input that a command received. It prints an
 * error for each input that is missing, broken or without events.
 */
public final class InputReader {
  /** The argument that means standard input. */
  public static final String STANDARD_INPUT = "-";

  /** The name of standard input in messages. */
  public static final String STANDARD_INPUT_NAME = "standard input";

  private final CloudTrailReader reader = new CloudTrailReader();
  private final Terminal terminal;
  private boolean complete = true;
  private long events;
  private long malformed;
  private long skipped;

  public InputReader(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Receives the records of an input.
   *
   * @param mostMalformed the number of malformed records of each input that are reported one by
   *     one; the rest are counted
   */
  public record InputHandlers(
      Consumer<CloudTrailEvent> events,
      Consumer<MalformedEventException> malformed,
      int mostMalformed) {

    /** Returns handlers for events only. */
    public static InputHandlers of(Consumer<CloudTrailEvent> events) {
      return new InputHandlers(events, unused -> {}, MAX_MALFORMED);
    }

    /**
     * The maximum number of reported records, so that a broken archive does not fill the screen.
     */
    private static final int MAX_MALFORMED = 20;
  }

  /** Returns the name of a path in messages. */
  static String label(Path path) {
    return path.toString().equals(STANDARD_INPUT) ? STANDARD_INPUT_NAME : path.toString();
  }

  /** Returns the file or folder with this name. If there is none, prints an error. */
  public static Optional<Path> existing(String name, Terminal terminal) {
    Optional<Path> path = find(name);
    if (path.isEmpty()) {
      terminal.print(FileErrors.missing(name));
    }
    return path;
  }

  /** Returns the file or folder with this name. */
  static Optional<Path> find(String name) {
    try {
      return Optional.of(Path.of(name)).filter(Files::exists);
    } catch (InvalidPathException e) {
      return Optional.empty(); // An invalid name is treated as a file that does not exist.
    }
  }

  /**
   * Checks the names of inputs.
   *
   * @throws UsageException for a blank name, which results from an unset shell variable, and for
   *     standard input that is named twice
   */
  public static void requireNames(List<String> names) {
    if (names.stream().anyMatch(String::isBlank)) {
      throw new UsageException(
          "A FILE argument is empty. Check that the shell variable in it is set.");
    }
    if (names.stream().filter(STANDARD_INPUT::equals).count() > 1) {
      throw new UsageException("Standard input (-) is named more than once.");
    }
  }

  /** Reads the inputs. Returns whether all of each was read, and each has events. */
  public boolean read(List<String> names, InputHandlers handlers) {
    for (String name : names) {
      if (name.equals(STANDARD_INPUT)) {
        readAll(reader.read(terminal.in(), STANDARD_INPUT_NAME), STANDARD_INPUT_NAME, handlers);
      } else {
        Optional<Path> path = existing(name, terminal);
        complete &= path.isPresent();
        path.ifPresent(it -> readAll(reader.read(it), name, handlers));
      }
    }
    return complete;
  }

  /** Returns the number of events that were read. Zero allows no conclusion. */
  public long events() {
    return events;
  }

  /** Returns the sentence for an input that has no event. */
  public static String nothingIn(String name, long skipped) {
    return "Nothing read: no CloudTrail events in "
        + name
        + (skipped == 0 ? "" : " (" + CountText.of(skipped, "other record") + " skipped)");
  }

  private void readAll(ReadResultIterator readings, String name, InputHandlers handlers) {
    long before = events;
    malformed = 0;
    skipped = 0;
    readRecords(readings, handlers);
    long more = malformed - handlers.mostMalformed();
    if (more > 0) {
      terminal.print(CountText.of(more, "more record") + " of " + name + " could not be read");
    }
    if (events == before && malformed == 0) {
      complete = false;
      terminal.print(nothingIn(name, skipped));
    }
  }

  private void readRecords(ReadResultIterator readings, InputHandlers handlers) {
    try (readings) {
      // A closed pipe, as head leaves it, ends the work. The check also flushes.
      for (int count = 1; readings.hasNext(); count++) {
        handle(readings.next(), handlers);
        if (count % 64 == 0 && terminal.out().checkError()) {
          return;
        }
      }
    }
  }

  private void handle(ReadResult reading, InputHandlers handlers) {
    if (reading instanceof ReadResult.EventRead read) {
      events++;
      handlers.events().accept(read.event());
    } else if (reading instanceof ReadResult.Skipped skippedRecord) {
      skipped++;
      terminal.note(skippedRecord.where() + ": skipped, " + skippedRecord.reason().phrase());
    } else if (reading instanceof ReadResult.ControlRecord control) {
      skipped++;
      terminal.note(control.where() + ": skipped, " + ReadResult.ControlRecord.LABEL);
    } else if (reading instanceof ReadResult.Malformed piece) {
      complete = false;
      malformed++;
      if (malformed <= handlers.mostMalformed()) {
        terminal.print(String.valueOf(piece.problem().getMessage()));
        handlers.malformed().accept(piece.problem());
      }
    }
  }
}
