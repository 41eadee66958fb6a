package io.rootmon.cli;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.ReadResult;
import io.rootmon.cloudtrail.ReadResultIterator;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The files and the standard input that a command was given, read one after the other. */
public final class InputReader {
  static final String STANDARD_INPUT = "-";

  private final CloudTrailReader reader = new CloudTrailReader();
  private final Terminal terminal;
  private boolean complete = true;
  private long malformed;

  public InputReader(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * What is done with an input's pieces.
   *
   * @param mostMalformed of each input, how many are taken and named; the rest are counted
   */
  public record InputHandlers(
      Consumer<CloudTrailEvent> events,
      Consumer<MalformedEventException> malformed,
      int mostMalformed) {}

  /** The file or folder of that name; empty, and said, where there is none. */
  public static Optional<Path> existing(String name, Terminal terminal) {
    Optional<Path> path = find(name);
    if (path.isEmpty()) {
      terminal.say(name + ": expected a file or folder but there is none");
    }
    return path;
  }

  /** The same, without a word. */
  static Optional<Path> find(String name) {
    try {
      return Optional.of(Path.of(name)).filter(Files::exists);
    } catch (InvalidPathException e) {
      return Optional.empty(); // A name that cannot be a file's is the name of no file.
    }
  }

  /**
   * Refuses what an unset variable leaves.
   *
   * @throws UsageException for a blank name, which would be the current folder's
   */
  public static void requireNames(List<String> names) {
    if (names.stream().anyMatch(String::isBlank)) {
      throw new UsageException("expected the name of a file or folder but was blank");
    }
  }

  /** Whether all of it could be processed. */
  public boolean read(List<String> names, InputHandlers takers) {
    for (String name : names) {
      if (name.equals(STANDARD_INPUT)) {
        readAll(reader.read(terminal.in(), "standard input"), "standard input", takers);
      } else {
        Optional<Path> path = existing(name, terminal);
        complete &= path.isPresent();
        path.ifPresent(it -> readAll(reader.read(it), name, takers));
      }
    }
    return complete;
  }

  private void readAll(ReadResultIterator readings, String name, InputHandlers takers) {
    malformed = 0;
    readPieces(readings, takers);
    long more = malformed - takers.mostMalformed();
    if (more > 0) {
      String pieces = Plural.number(more) + " more " + (more == 1 ? "piece" : "pieces");
      terminal.say("and " + pieces + " of " + name + " could not be read");
    }
  }

  private void readPieces(ReadResultIterator readings, InputHandlers takers) {
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

  private void take(ReadResult reading, InputHandlers takers) {
    if (reading instanceof ReadResult.EventRead read) {
      takers.events().accept(read.event());
    } else if (reading instanceof ReadResult.Skipped skipped) {
      terminal.say(skipped.where() + ": skipped, " + skipped.reason().phrase());
    } else if (reading instanceof ReadResult.ControlRecord signalled) {
      terminal.say(signalled.where() + ": skipped, " + ReadResult.ControlRecord.LABEL);
    } else if (reading instanceof ReadResult.Malformed piece) {
      complete = false;
      malformed++;
      if (malformed <= takers.mostMalformed()) {
        terminal.say(String.valueOf(piece.problem().getMessage()));
        takers.malformed().accept(piece.problem());
      }
    }
  }
}
