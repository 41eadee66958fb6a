package io.rootmon.cloudtrail.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.ReadLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Converts CSV with a header, as Athena and CloudTrail Lake export results, to one JSON object per
 * row. Any other input passes unchanged: only the first byte of a JSON file is inspected.
 *
 * <p>The format is that of <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>, in UTF-8
 * or UTF-16. Semicolons and tabs may separate the values as well, and the line {@code sep=;} that
 * Excel writes may precede the header. A broken row ends at its first line break: the next line is
 * read as a row, so that a missing quote does not cost the rows below it. The header of another
 * file that was appended is no row.
 */
public final class CsvInput extends InputStream {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_HEADER_LENGTH = 1 << 16;
  private static final int MAX_QUOTED_LENGTH = 2_000;
  private static final int BUFFER = 1 << 16;
  private static final int END = -1;
  private static final int TOO_LONG = -2;
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final byte[] MARK_IN_UTF_8 = BYTE_ORDER_MARK.getBytes(StandardCharsets.UTF_8);
  private static final Pattern SEPARATOR_LINE = Pattern.compile("\uFEFF?\"?sep=[,;\t|]\"?\r?");

  /** A line with JSON or with many values is no title. */
  private static final Pattern TITLE = Pattern.compile("\\s*|#[^{]*|[^{\\[,;\t|]*\\s[^{\\[,;\t|]*");

  private static final int MAX_TITLE_LENGTH = 200;
  private static final int MAX_LINES_BEFORE_HEADER = 5;
  private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|");

  /** The columns in which tools write whole messages, without what separates words. */
  private static final Set<String> MESSAGES = Set.of("raw", "@raw", "message", "event", "log");

  /**
   * A row of the file.
   *
   * @param line the line of the file on which the row begins
   * @param problem why the row cannot be read
   */
  public record Row(int index, long line, Optional<String> problem) {}

  private InputStream in;
  private final int maxRowLength;
  private boolean isStarted;
  private boolean isPassing;

  /** The bytes between {@code at} and {@code end} were read from the input and are not used yet. */
  private byte[] buffer = new byte[0];

  private int at;
  private int end;

  /** The line of the file that begins at {@code at}. */
  private long line = 1;

  private byte delimiter = ',';
  private List<String> header = List.of();

  /** The columns of a record that the header names more than once. */
  private Set<String> repeated = Set.of();

  private byte[] row = new byte[0];
  private int rowAt;
  private int rowCount;

  /** The rows that the reader did not request yet: the few that its buffer contains. */
  private final Deque<Row> rows = new ArrayDeque<>();

  /** The row that was parsed last. */
  private final List<String> values = new ArrayList<>();

  private int length;
  private int lineBreaks;

  /**
   * @param in is closed with this
   */
  public CsvInput(InputStream in, ReadLimits limits) {
    this.in = in;
    this.maxRowLength = limits.recordBytes();
  }

  /**
   * The row at an index, or empty if the input is no CSV. The indexes of later calls must not be
   * lower.
   */
  public Optional<Row> row(int index) {
    while (!rows.isEmpty() && rows.element().index() < index) {
      rows.remove();
    }
    return Optional.ofNullable(rows.peek()).filter(it -> it.index() == index);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!isStarted) {
      int count = in.read(bytes, from, length);
      if (count <= 0) {
        return count;
      }
      isStarted = true;
      if (!mayBeginHeader(bytes[from])) {
        isPassing = true;
        return count;
      }
      begin(Arrays.copyOfRange(bytes, from, from + count));
    }
    if (!isPassing) {
      return readRow(bytes, from, length);
    }
    if (at < end) {
      int count = Math.min(length, end - at);
      System.arraycopy(buffer, at, bytes, from, count);
      at += count;
      return count;
    }
    return in.read(bytes, from, length);
  }

  /**
   * A letter, a digit, a quote, an underscore, an at sign, the comma behind an empty name, a line
   * break or a number sign before the header, or the first byte of a byte order mark or of a
   * character in UTF-16.
   */
  private static boolean mayBeginHeader(byte first) {
    return (first >= 'a' && first <= 'z')
        || (first >= 'A' && first <= 'Z')
        || (first >= '0' && first <= '9')
        || first == '"'
        || first == ','
        || first == '#'
        || first == '\n'
        || first == '\r'
        || first == '_'
        || first == '@'
        || first == (byte) 0xEF
        || first == (byte) 0xFE
        || first == (byte) 0xFF
        || first == 0;
  }

  /** Reads the first line, and decides by it. */
  private void begin(byte[] first) throws IOException {
    buffer = first;
    end = first.length;
    toUtf8();
    String text = firstLine(0);
    int skipped = 0;
    int lines = 0;
    while (lines < MAX_LINES_BEFORE_HEADER && mayPrecedeHeader(text) && !findHeader(text)) {
      // The line is counted in bytes, broken ones included.
      skipped += lineLength(skipped) + 1;
      lines++;
      text = firstLine(skipped);
    }
    isPassing =
        text.length() >= MAX_HEADER_LENGTH
            || !(findHeader(text) || findMessages(text, skipped + lineLength(skipped) + 1));
    if (isPassing) {
      return;
    }
    int start = at;
    at += skipped;
    // A quote within the mark and the first name's quote would hide it.
    skipByteOrderMark();
    if (parse().isPresent()) {
      at = start;
      isPassing = true;
      return;
    }
    line += lines;
    header = List.copyOf(values);
    repeated =
        header.stream()
            .filter(it -> header.indexOf(it) != header.lastIndexOf(it))
            .filter(it -> KeyVariants.OF_RECORD.isField(it) || RecordColumns.isName(it))
            .collect(Collectors.toUnmodifiableSet());
    take();
  }

  /** Decodes UTF-16. */
  private void toUtf8() throws IOException {
    byteAt(Utf16Input.SEEN - 1);
    byte[] seen = Arrays.copyOfRange(buffer, at, end);
    Optional<Charset> charset = Utf16Input.charset(seen, seen.length);
    if (charset.isPresent()) {
      in =
          new Utf16Input(
              new SequenceInputStream(new ByteArrayInputStream(seen), in), charset.get());
      buffer = new byte[0];
      at = 0;
      end = 0;
    }
  }

  /** Returns the line at a distance, or its beginning. */
  private String firstLine(int from) throws IOException {
    int length = lineLength(from);
    return new String(buffer, at + from, length, StandardCharsets.UTF_8);
  }

  private int lineLength(int from) throws IOException {
    int length = 0;
    int next = byteAt(from);
    while (next >= 0 && next != '\n' && length < MAX_HEADER_LENGTH) {
      length++;
      next = byteAt(from + length);
    }
    return length;
  }

  /** Whether the line may be a title, a comment, empty, or the line that Excel writes. */
  private static boolean mayPrecedeHeader(String text) {
    return SEPARATOR_LINE.matcher(text).matches()
        || (text.length() <= MAX_TITLE_LENGTH && TITLE.matcher(text).matches());
  }

  /** Recognizes columns with messages, such as Splunk's, by a first row that contains a record. */
  private boolean findMessages(String text, int firstRow) throws IOException {
    for (String candidate : DELIMITERS) {
      List<String> names = names(text, candidate);
      if (names.size() > 1
          && names.stream().anyMatch(MESSAGES::contains)
          && firstLine(firstRow).contains("eventName")) {
        delimiter = (byte) candidate.charAt(0);
        return true;
      }
    }
    return false;
  }

  private static List<String> names(String text, String separator) {
    return Arrays.stream(text.split(Pattern.quote(separator), -1))
        .map(it -> it.toLowerCase(Locale.ROOT).replaceAll("[\"_\\s\uFEFF]", ""))
        .toList();
  }

  private void skipByteOrderMark() throws IOException {
    for (int index = 0; index < MARK_IN_UTF_8.length; index++) {
      if (byteAt(index) != (MARK_IN_UTF_8[index] & 0xff)) {
        return;
      }
    }
    at += MARK_IN_UTF_8.length;
  }

  /** Recognizes the names of the columns, and sets the delimiter between them. */
  private boolean findHeader(String text) {
    for (String candidate : DELIMITERS) {
      List<String> names = names(text, candidate);
      boolean hasEvent = names.contains("eventname") && names.contains("eventtime");
      if ((names.size() > 1 && (hasEvent || names.contains("useridentity")))
          || names.stream().anyMatch(RecordColumns::isName)) {
        delimiter = (byte) candidate.charAt(0);
        return true;
      }
    }
    return false;
  }

  private int readRow(byte[] bytes, int from, int length) throws IOException {
    if (rowAt == row.length && !nextRow()) {
      return -1;
    }
    int count = Math.min(length, row.length - rowAt);
    System.arraycopy(row, rowAt, bytes, from, count);
    rowAt += count;
    return count;
  }

  private boolean nextRow() throws IOException {
    Optional<String> problem;
    do {
      for (int next = byteAt(0); next == '\n' || next == '\r'; next = byteAt(0)) {
        at++;
        line += next == '\n' ? 1 : 0;
      }
      skipByteOrderMark();
      if (byteAt(0) == END) {
        return false;
      }
      problem = parse();
    } while (problem.isEmpty() && skipsHeader());
    boolean isWhole = problem.isEmpty();
    if (isWhole) {
      problem = contradiction();
    }
    rows.add(new Row(rowCount, line, problem));
    rowCount++;
    if (isWhole) {
      row = json();
      take();
    } else {
      row = jsonOfLine();
    }
    rowAt = 0;
    return true;
  }

  /** Skips the row if it is the header of a file that was appended; returns whether it is. */
  private boolean skipsHeader() throws IOException {
    if (!values.equals(header)) {
      return false;
    }
    take();
    return true;
  }

  /** Parses the row that begins at {@code at}, and returns what is wrong with it. */
  private Optional<String> parse() throws IOException {
    values.clear();
    lineBreaks = 0;
    length = 0;
    while (true) {
      Optional<String> problem = byteAt(length) == '"' ? quotedValue() : plainValue();
      int next = byteAt(length);
      if (problem.isPresent()) {
        return problem;
      } else if (next == TOO_LONG) {
        return tooLong();
      } else if (next != delimiter) {
        break;
      }
      length++;
    }
    if (header.isEmpty()) {
      return Optional.empty();
    }
    boolean isMerged = lineBreaks > 0 && values.size() < header.size();
    return values.size() > header.size() || isMerged
        ? Optional.of(
            "expected "
                + header.size()
                + " values, as the header has names, but found "
                + values.size()
                + ". Put values with commas, quotes or line breaks in double quotes")
        : Optional.empty();
  }

  /** Two columns of the same name must not contain different values: one might be root's. */
  private Optional<String> contradiction() {
    if (repeated.isEmpty()) {
      return Optional.empty();
    }
    for (int index = 0; index < values.size(); index++) {
      int first = header.indexOf(header.get(index));
      String before = values.get(first);
      String value = values.get(index);
      boolean isSet = isValue(before) && isValue(value);
      if (isSet && repeated.contains(header.get(index)) && !before.equals(value)) {
        return Optional.of(
            "the header has the column "
                + MalformedEventException.quote(header.get(index))
                + " more than once, and the values of the row differ. Export each column once");
      }
    }
    return Optional.empty();
  }

  private static boolean isValue(String value) {
    return !value.isEmpty() && !NullWords.isNull(value);
  }

  private Optional<String> tooLong() {
    return Optional.of("the row has more than " + maxRowLength + " bytes");
  }

  private Optional<String> quotedValue() throws IOException {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    length++;
    while (true) {
      int next = byteAt(length);
      if (next == END) {
        return Optional.of("the closing quote of a value is missing");
      } else if (next == TOO_LONG) {
        return tooLong();
      } else if (next == '"' && byteAt(length + 1) != '"') {
        break;
      }
      length += next == '"' ? 2 : 1;
      lineBreaks += next == '\n' ? 1 : 0;
      value.write(next);
    }
    length++;
    skipCarriageReturn();
    int next = byteAt(length);
    if (next >= 0 && next != delimiter && next != '\n') {
      return Optional.of(
          "text follows the closing quote of a value. Write a" + " quote in a value as two quotes");
    }
    values.add(value.toString(StandardCharsets.UTF_8));
    return Optional.empty();
  }

  private Optional<String> plainValue() throws IOException {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    int next = byteAt(length);
    while (next >= 0 && next != delimiter && next != '\n') {
      value.write(next);
      length++;
      skipCarriageReturn();
      next = byteAt(length);
    }
    values.add(value.toString(StandardCharsets.UTF_8));
    return Optional.empty();
  }

  /** Skips the first byte of a line break of Windows. */
  private void skipCarriageReturn() throws IOException {
    if (byteAt(length) == '\r' && (byteAt(length + 1) == '\n' || byteAt(length + 1) == END)) {
      length++;
    }
  }

  /** Goes on behind the row that was parsed. */
  private void take() throws IOException {
    boolean endsLine = byteAt(length) == '\n';
    at += length + (endsLine ? 1 : 0);
    line += lineBreaks + (endsLine ? 1 : 0);
  }

  private byte[] json() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (int index = 0; index < values.size(); index++) {
        // A column without a name is an index.
        if (isValue(values.get(index)) && !header.get(index).isEmpty()) {
          json.writeStringField(header.get(index), values.get(index));
        }
      }
      json.writeEndObject();
    }
    text.write('\n');
    return text.toByteArray();
  }

  /** The beginning of a broken row, for the report, as JSON; goes on at the next line. */
  private byte[] jsonOfLine() throws IOException {
    ByteArrayOutputStream start = new ByteArrayOutputStream();
    for (int next = byteAt(0); next >= 0; next = byteAt(0)) {
      at++;
      if (next == '\n') {
        line++;
        break;
      } else if (start.size() < MAX_QUOTED_LENGTH) {
        start.write(next);
      }
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("row", start.toString(StandardCharsets.UTF_8));
      json.writeEndObject();
    }
    text.write('\n');
    return text.toByteArray();
  }

  /** The byte at a distance from {@code at}. */
  private int byteAt(int distance) throws IOException {
    if (distance > maxRowLength) {
      return TOO_LONG;
    }
    while (at + distance >= end) {
      if (at > 0 || end == buffer.length) {
        int room = Math.max(BUFFER, end == buffer.length && at == 0 ? 2 * end : buffer.length);
        byte[] larger = room == buffer.length ? buffer : new byte[room];
        System.arraycopy(buffer, at, larger, 0, end - at);
        buffer = larger;
        end -= at;
        at = 0;
      }
      int count = in.read(buffer, end, buffer.length - end);
      if (count < 0) {
        return END;
      }
      end += count;
    }
    return buffer[at + distance] & 0xFF;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
