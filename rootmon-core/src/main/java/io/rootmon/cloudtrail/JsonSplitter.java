package io.rootmon.cloudtrail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts a stream into its records without reading what is in them: the elements of a top-level list,
 * of a list named {@code Records}, {@code Events}, {@code events} or {@code logEvents} in a
 * top-level object, and every other top-level object.
 *
 * <p>It holds one record in memory, whatever the length of the stream. It exists beside the JSON
 * parser because a parser stops at the first broken byte: the splitter finds where the next record
 * begins, so that one bad record does not cost its neighbours.
 */
final class JsonSplitter {
  private static final int WINDOW = 64 * 1024;
  private static final Set<String> LISTS = Set.of("Records", "Events", "events", "logEvents");
  private static final int LONGEST_LIST_NAME = 10;
  private static final int KEPT_OF_OVERSIZED = 4_096;

  /** One record's text, or why it could not be cut out. */
  record Piece(int index, String text, Optional<String> problem) {}

  private final InputStream in;
  private final ReadLimits limits;
  private byte[] window = new byte[WINDOW];
  private int start;
  private int at;
  private int end;
  private long dropped;
  private boolean inList;
  private boolean listInObject;
  private boolean sawJson;
  private boolean wasBroken;
  private boolean recovering;
  private boolean finished;
  private int count;

  JsonSplitter(InputStream in, ReadLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  /** The next piece, or empty at the end of the stream. */
  Optional<Piece> next() throws IOException {
    while (!finished) {
      int first = skipSeparators();
      Optional<Piece> piece = Optional.empty();
      if (first < 0) {
        finished = true;
        if (inList) {
          return Optional.of(broken("expected the end of the list but the input ended"));
        }
      } else if (first == ']' && inList) {
        at++;
        inList = false;
        if (listInObject) {
          skipRestOfObject();
        }
      } else if (first == '{' || (first == '[' && inList)) {
        sawJson = true;
        piece = container();
      } else if (first == '[') {
        sawJson = true;
        at++;
        inList = true;
        listInObject = false;
      } else {
        piece = stray();
      }
      if (piece.isPresent()) {
        return piece;
      }
    }
    return Optional.empty();
  }

  /** The first byte that does not just separate records; -1 at the end. */
  private int skipSeparators() throws IOException {
    while (true) {
      mark();
      if (at == end && !fill()) {
        return -1;
      }
      byte next = window[at];
      boolean separates =
          switch (next) {
            case ' ', '\n', '\r', '\t' -> true;
            case ',' -> inList || wasBroken;
            // What is left of a list or an object whose end could not be told.
            case ']', '}' -> wasBroken;
            // The byte order mark that some editors put first.
            case (byte) 0xEF, (byte) 0xBB, (byte) 0xBF -> !sawJson;
            default -> false;
          };
      if (!separates) {
        return next & 0xff;
      }
      at++;
    }
  }

  /** Reads an object or list; empty if it proves to hold a list of records, which is entered. */
  private Optional<Piece> container() throws IOException {
    JsonNesting nesting = new JsonNesting(limits.depth());
    boolean mayHoldRecords = !inList && !wasBroken;
    int nameStart = 0;
    int nameEnd = 0;
    while (true) {
      if (at == end && !fill()) {
        finished = true;
        return Optional.of(broken("expected the end of the object but the input ended"));
      }
      byte next = window[at];
      boolean wasInText = nesting.inText();
      switch (nesting.accept(next)) {
        case BROKEN -> {
          return Optional.of(broken(nesting.problem()));
        }
        case CLOSED -> {
          at++;
          return Optional.of(closed(nesting.problem()));
        }
        case OPEN -> at++;
      }
      if (mayHoldRecords && nesting.depth() <= 2) {
        if (next == '"' && !wasInText) {
          nameStart = at - start;
        } else if (next == '"' && !nesting.inText()) {
          nameEnd = at - 1 - start;
        } else if (next == '[' && !wasInText && nesting.depth() == 2) {
          if (isListOfRecords(nameStart, nameEnd)) {
            inList = true;
            listInObject = true;
            return Optional.empty();
          }
        }
      }
    }
  }

  private boolean isListOfRecords(int nameStart, int nameEnd) {
    int length = nameEnd - nameStart;
    return dropped == 0
        && length > 0
        && length <= LONGEST_LIST_NAME
        && LISTS.contains(new String(window, start + nameStart, length, StandardCharsets.UTF_8));
  }

  /** After a list of records: the rest of the object around it says nothing about them. */
  private void skipRestOfObject() throws IOException {
    JsonNesting nesting = JsonNesting.behindListInObject(limits.depth());
    while (true) {
      mark();
      if (at == end && !fill()) {
        return;
      }
      switch (nesting.accept(window[at])) {
        case OPEN -> at++;
        case CLOSED -> {
          at++;
          return;
        }
        case BROKEN -> {
          wasBroken = true;
          return;
        }
      }
    }
  }

  /** Something that begins no object, up to where one may begin again. */
  private Optional<Piece> stray() throws IOException {
    while (at < end || fill()) {
      byte next = window[at];
      boolean listMayEnd = inList || wasBroken;
      if (next == '\n' || next == '{' || (listMayEnd && (next == ',' || next == ']'))) {
        break;
      }
      at++;
      if (at - start == KEPT_OF_OVERSIZED) {
        break;
      }
    }
    if (recovering) {
      return Optional.empty();
    }
    if (!sawJson) {
      finished = true;
    }
    String text = text();
    return Optional.of(
        new Piece(
            count++,
            text,
            Optional.of("expected a JSON object but was " + MalformedEventException.quote(text))));
  }

  private Piece closed(String problem) {
    recovering = false;
    if (dropped > 0) {
      return new Piece(
          count++,
          text(),
          Optional.of("expected at most " + limits.recordBytes() + " bytes but there were more"));
    }
    return new Piece(count++, text(), problem.isEmpty() ? Optional.empty() : Optional.of(problem));
  }

  private Piece broken(String problem) {
    wasBroken = true;
    recovering = true;
    inList = false;
    return new Piece(count++, text(), Optional.of(problem));
  }

  private String text() {
    return new String(window, start, at - start, StandardCharsets.UTF_8);
  }

  private void mark() {
    start = at;
    dropped = 0;
  }

  /** Reads on, keeping what lies between start and at; false at the end of the stream. */
  private boolean fill() throws IOException {
    if (at - start > limits.recordBytes()) {
      // Too large to be a record: keep how it began, and go on to its end.
      dropped += at - start - KEPT_OF_OVERSIZED;
      at = start + KEPT_OF_OVERSIZED;
      end = at;
    }
    if (start > 0) {
      System.arraycopy(window, start, window, 0, end - start);
      at -= start;
      end -= start;
      start = 0;
    }
    if (end == window.length) {
      window = Arrays.copyOf(window, window.length * 2);
    }
    int read = in.read(window, end, window.length - end);
    if (read <= 0) {
      return false;
    }
    end += read;
    return true;
  }
}
