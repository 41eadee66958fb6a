package io.rootmon.cloudtrail.internal;

import io.rootmon.cloudtrail.ReadLimits;
import io.rootmon.cloudtrail.internal.ReadBufferPool.ReadBuffers;
import io.rootmon.cloudtrail.internal.prefilter.RecordPrefilter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into its records without reading what is in them: the elements of a top-level list,
 * of a list named {@code Records}, {@code Events} or as another of {@link #LISTS} in a top-level
 * object, and every other top-level object. An element may also be a string of JSON.
 *
 * <p>It stores one record in memory, for a stream of any length. It exists beside the JSON parser
 * because a parser stops at the first broken byte: the splitter finds where the next record begins,
 * so that one bad record does not cost its neighbours.
 */
public final class RecordSplitter {
  private static final Set<String> LISTS =
      Set.of(
          "Records",
          "Events",
          "events",
          "logEvents",
          "Messages",
          "records",
          "Findings",
          "rows",
          "QueryResultRows",
          "results",
          "responses",
          "Entries");

  /** OpenSearch and Elasticsearch return a search as {@code {"hits":{"hits":[…]}}}. */
  private static final String HITS = "hits";

  private static final int MAX_LIST_NAME_LENGTH = 15;
  private static final int SHORTEST_REPORTED = 16;

  /** Fewer characters than any record has when it is compressed and encoded. */
  private static final int SHORTEST_ENCODED = 200;

  /**
   * One record's text, or why it could not be cut out.
   *
   * @param isFragment whether it may be a part of a broken record that was returned before
   */
  public record RecordBytes(int index, String text, Optional<String> problem, boolean isFragment) {
    RecordBytes(int index, String text, Optional<String> problem) {
      this(index, text, problem, false);
    }

    /** Whether the record was passed over. */
    public boolean isPassed() {
      return index < 0;
    }
  }

  private static final Optional<RecordBytes> PASSED =
      Optional.of(new RecordBytes(-1, "", Optional.empty()));

  private final InputBuffer window;
  private final ReadLimits limits;
  private final Optional<RecordPrefilter> skimmer;
  private boolean inList;

  /** The object whose list of records is being read. */
  private @Nullable JsonStructureTracker around;

  /** The marks of a record, which no part of one has. */
  private static final List<String> MARKS =
      List.of("\"eventName\"", "\"eventTime\"", "\"userIdentity\"", "\"detail-type\"");

  /**
   * The start of a line of <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/S3ExportTasksConsole.html">CloudWatch
   * Logs' exports to S3</a>, which have a time before each message, and of {@code aws logs tail},
   * which prints the name of the log stream as well.
   */
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:[\\d.:]+(?:Z|[+-]\\d\\d:?\\d\\d)?\\s");

  /** RFC 7464 puts it before each text of a sequence. */
  private static final byte RECORD_SEPARATOR = 0x1E;

  /** An element of a list that is whole, although it is no record. */
  private static final Pattern VALUE = Pattern.compile("[-+.0-9A-Za-z]{1,40}");

  /** The end of a quote or a call around JSON, such as in YAML or a script. */
  private static final Pattern PUNCTUATION = Pattern.compile("[\\p{Punct}]{1,8}");

  private boolean sawJson;
  private boolean beganWithText;
  private boolean inRows;
  private boolean wasBroken;
  private boolean recovering;
  private boolean wasRecovering;
  private boolean finished;
  private int count;

  public RecordSplitter(InputStream in, ReadBuffers desk, ReadLimits limits) {
    this(new InputBuffer(in, limits.recordBytes(), desk.unpacked), limits, desk.skimmer);
  }

  public RecordSplitter(String text, ReadLimits limits, Optional<RecordPrefilter> skimmer) {
    this(
        new InputBuffer(text.getBytes(StandardCharsets.UTF_8), limits.recordBytes()),
        limits,
        skimmer);
  }

  private RecordSplitter(InputBuffer window, ReadLimits limits, Optional<RecordPrefilter> skimmer) {
    this.window = window;
    this.limits = limits;
    this.skimmer = skimmer;
  }

  /** Returns whether a list of that name in a top-level object contains records. */
  static boolean isList(String name) {
    return LISTS.contains(name);
  }

  /** The time of the record that was passed over last. */
  public Instant timePassed() {
    return skimmer.map(RecordPrefilter::time).orElse(Instant.EPOCH);
  }

  /** Whether a string has a mark of a record. */
  public static boolean isMarked(String text) {
    return MARKS.stream().anyMatch(text::contains);
  }

  /** Whether an object, which may be broken, begins with a list of records. */
  public static boolean holdsRecords(String text) {
    if (!text.startsWith("{") || !isMarked(text)) {
      return false;
    }
    List<String> names = JsonSlices.names(text);
    return names.stream().anyMatch(RecordSplitter::isList)
        && names.stream().noneMatch(List.of("eventName", "userIdentity", "detail")::contains);
  }

  /** A piece proved to be a record: what follows is no part of a broken one. */
  public void recovered() {
    recovering = false;
  }

  /** The next piece, or empty at the end of the stream. */
  public Optional<RecordBytes> next() throws IOException {
    while (!finished) {
      int first = skipSeparators();
      Optional<RecordBytes> piece = Optional.empty();
      if (first < 0) {
        finished = true;
        if (inList) {
          return Optional.of(broken("the JSON ends inside a list"));
        }
      } else if (first == ']' && inList) {
        window.advance();
        inList = false;
        if (around != null) {
          piece = restOfObject(around);
        }
      } else if (first == '{' || (first == '[' && inList)) {
        sawJson = true;
        piece = container();
      } else if (first == '[') {
        window.advance();
        piece = beginList();
      } else if (first == '"') {
        piece = text();
      } else {
        piece = stray();
      }
      if (piece.isPresent()) {
        return piece;
      }
    }
    return Optional.empty();
  }

  /** Enters a list; what cannot be one, such as a link in Markdown, is a string. */
  private Optional<RecordBytes> beginList() throws IOException {
    boolean sawAny = sawJson;
    int first = skipSeparators();
    boolean mayBeValue = first < 0 || "{[]\"-0123456789tfn".indexOf(first) >= 0;
    if (!sawAny && !mayBeValue) {
      return stray();
    }
    sawJson = true;
    inList = true;
    around = null;
    return Optional.empty();
  }

  /** The first byte that does not just separate records; -1 at the end. */
  private int skipSeparators() throws IOException {
    while (true) {
      window.mark();
      if (!window.hasByte()) {
        return -1;
      }
      byte next = window.current();
      boolean separates =
          switch (next) {
            case ' ', '\n', '\r', '\t' -> true;
            case ',' -> inList || wasBroken;
            // The rest of a list or an object whose end is unknown.
            case ']' -> wasBroken && !inList;
            case '}' -> wasBroken;
            case RECORD_SEPARATOR -> true;
            // The byte order mark that some editors put first, and that files have which were
            // appended to others.
            case (byte) 0xEF, (byte) 0xBB, (byte) 0xBF -> true;
            default -> false;
          };
      if (!separates) {
        return next & 0xff;
      }
      window.advance();
    }
  }

  /** Reads an object or list; empty if it proves to hold a list of records, which is entered. */
  private Optional<RecordBytes> container() throws IOException {
    if (inList && skimmer.isPresent() && window.passes(skimmer.get())) {
      recovering = false;
      count++;
      return PASSED;
    }
    JsonStructureTracker nesting = new JsonStructureTracker(limits.depth());
    boolean mayHoldRecords = !inList;
    Name name = new Name();
    while (true) {
      if (!window.hasByte()) {
        finished = true;
        return reported(broken("the JSON ends inside an object"));
      }
      byte next = window.current();
      boolean wasInText = nesting.inText();
      switch (nesting.accept(next)) {
        case BROKEN -> {
          return reported(broken(nesting.problem()));
        }
        case CLOSED -> {
          window.advance();
          return Optional.of(closed(nesting.problem()));
        }
        case OPEN -> window.advance();
      }
      if (mayHoldRecords && name.precedesList(next, wasInText, nesting) && !beginsAsRecord()) {
        inList = true;
        around = nesting;
        return Optional.empty();
      }
      if (nesting.inPlainText()) {
        window.passText();
      }
    }
  }

  /** A record with a list of such a name is a record; usually only a name precedes the list. */
  private boolean beginsAsRecord() {
    String before = window.text();
    return before.contains("\"userIdentity\"")
        || before.contains("\"eventName\"")
        || before.contains("\"detail\"");
  }

  /** Goes on in the object around a list of records: it may contain another list. */
  private Optional<RecordBytes> restOfObject(JsonStructureTracker nesting) throws IOException {
    nesting.accept((byte) ']');
    Name name = new Name();
    while (true) {
      if (!nesting.inText()) {
        window.mark();
      }
      if (!window.hasByte()) {
        finished = true;
        return Optional.of(broken("the JSON ends inside an object"));
      }
      byte next = window.current();
      boolean wasInText = nesting.inText();
      switch (nesting.accept(next)) {
        case BROKEN -> {
          return Optional.of(broken(nesting.problem()));
        }
        case CLOSED -> {
          window.advance();
          return Optional.empty();
        }
        case OPEN -> window.advance();
      }
      if (name.precedesList(next, wasInText, nesting)) {
        inList = true;
        return Optional.empty();
      }
    }
  }

  /** The latest name in an object, to know a list of records by. */
  private final class Name {
    private int from;
    private String text = "";
    private boolean inHits;

    /** Whether the byte just read opened a list of records. */
    boolean precedesList(byte next, boolean wasInText, JsonStructureTracker nesting) {
      int depth = nesting.depth();
      if (depth > (inHits ? 3 : 2) || window.isOversized()) {
        return false;
      }
      if (next == '{' && !wasInText && depth == 2) {
        inHits = text.equals(HITS);
      }
      if (next == '"' && !wasInText) {
        from = window.length();
      } else if (next == '"' && !nesting.inText()) {
        int length = window.length() - 1 - from;
        boolean mayBeOne = depth == (inHits ? 2 : 1) && length <= MAX_LIST_NAME_LENGTH;
        text = mayBeOne ? window.text(from, length) : "";
      } else if (next == '}' && !wasInText && depth == 1) {
        inHits = false;
      }
      return next == '['
          && !wasInText
          && (inHits ? depth == 3 && text.equals(HITS) : depth == 2 && LISTS.contains(text));
    }
  }

  /** A string with JSON in it, quotes included; the rest of its line where it is no proper text. */
  private Optional<RecordBytes> text() throws IOException {
    boolean escaped = false;
    window.advance();
    while (window.hasByte() && window.current() != '\n' && !window.isOversized()) {
      byte next = window.current();
      window.advance();
      if (next == '"' && !escaped) {
        boolean endsHere = inList || !window.hasByte() || isLineEnd(window.current());
        if (!endsHere) {
          break;
        }
        sawJson = true;
        String text = window.text();
        if (recovering && !mayHoldRecord(text)) {
          // A name or a value of the broken record, which was reported when it was met.
          return Optional.empty();
        }
        // A name outside of an object: what follows is the rest of a record that ended too early.
        recovering = window.hasByte() && window.current() == ':';
        wasBroken |= recovering;
        return Optional.of(new RecordBytes(count++, text, Optional.empty()));
      }
      escaped = next == '\\' && !escaped;
    }
    return stray();
  }

  /** Whether a string in quotes begins as JSON, or is long enough to be a record in base64. */
  private static boolean mayHoldRecord(String quoted) {
    String text = quoted.substring(1).stripLeading();
    return text.startsWith("{") || text.startsWith("[") || text.length() > SHORTEST_ENCODED;
  }

  private static boolean isLineEnd(byte next) {
    return next == '\n' || next == '\r' || next == ' ' || next == '\t';
  }

  /** Something that begins no object, up to where one may begin again; of several, the first. */
  private Optional<RecordBytes> stray() throws IOException {
    while (window.hasByte()) {
      byte next = window.current();
      boolean listMayEnd = inList || wasBroken;
      if (next == '\n' || next == '{' || (listMayEnd && (next == ',' || next == ']'))) {
        break;
      }
      window.advance();
    }
    if (window.text().isBlank()) {
      // White space that JSON does not know, such as the form feed of a printer.
      return Optional.empty();
    }
    if (isMessage(window.text())) {
      // The reader accepts it: what follows on the next lines is read as well.
      sawJson = true;
      return Optional.of(
          new RecordBytes(
              count++, window.text(), Optional.of(OtherFormats.notAnObject(window.text()))));
    }
    if (recovering || isInRow()) {
      return Optional.empty();
    }
    String text = window.text();
    boolean isLogLine = TIME.matcher(text).lookingAt();
    boolean endsName = Character.isWhitespace(text.charAt(text.length() - 1));
    if (isLogLine && endsName && window.hasByte() && window.current() == '{') {
      sawJson = true;
      return Optional.empty();
    }
    if (beganWithText && PUNCTUATION.matcher(text.strip()).matches()) {
      // The text around the JSON was reported.
      recovering = true;
      return Optional.empty();
    }
    boolean isFirst = !sawJson && !isLogLine && !OtherFormats.isInvisible(text);
    boolean isPacked = isFirst && OtherFormats.packed(text).isPresent();
    String problem =
        !isPacked && (sawJson || objectFollows())
            ? OtherFormats.notAnObject(text)
            : OtherFormats.problem(text);
    if (isFirst && OtherFormats.isBinary(text)) {
      finished = true;
    } else if (isFirst || !VALUE.matcher(text.strip()).matches()) {
      // The rest of a record that ended too early, or that lost its beginning, may follow.
      recovering = true;
      wasBroken = true;
      beganWithText |= isFirst;
    }
    return Optional.of(new RecordBytes(count++, text, Optional.of(problem)));
  }

  /** Whether an object begins behind the text that was passed, or on the next line. */
  private boolean objectFollows() throws IOException {
    if (window.hasByte() && window.current() == '\n') {
      window.advance();
    }
    return window.hasByte() && window.current() == '{';
  }

  /** Whether a string without JSON is a message of AWS: an encoded one, or one at set-up. */
  private static boolean isMessage(String text) {
    String stripped = BodyDecoder.strip(text);
    return BodyDecoder.isSetUpText(stripped) || BodyDecoder.base64(stripped).isPresent();
  }

  /**
   * Whether what was passed is a column of {@code --output text}: tabs separate the columns, and
   * the event is one of them. A row without an event is not passed over.
   */
  private boolean isInRow() throws IOException {
    boolean eventFollows = window.hasByte() && window.current() == '{';
    String text = window.text();
    if (eventFollows && text.endsWith("\t") && (!sawJson || inRows)) {
      sawJson = true;
      inRows = true;
      return true;
    }
    return inRows && !text.startsWith("EVENTS\t");
  }

  /** Of a row of broken bits, such as "{{{{", the first reports all. */
  private Optional<RecordBytes> reported(RecordBytes piece) {
    boolean isBit = piece.text().length() <= SHORTEST_REPORTED || !isMarked(piece.text());
    return wasRecovering && isBit ? Optional.empty() : Optional.of(piece);
  }

  private RecordBytes closed(String problem) {
    if (window.isOversized()) {
      return new RecordBytes(
          count++,
          window.text(),
          Optional.of("the record has more than " + limits.recordBytes() + " bytes"));
    }
    return new RecordBytes(
        count++,
        window.text(),
        problem.isEmpty() ? Optional.empty() : Optional.of(problem),
        recovering);
  }

  private RecordBytes broken(String problem) {
    wasBroken = true;
    wasRecovering = recovering;
    recovering = true;
    inList = false;
    return new RecordBytes(count++, window.text(), Optional.of(problem));
  }

  /**
   * Follows the brackets and texts of JSON byte by byte, just closely enough to know where an
   * object ends, and where it cannot go on: where a record was cut off and the next one begins.
   */
  static final class JsonStructureTracker {
    /** The effect of a byte. */
    enum Transition {
      /** The object goes on behind the byte. */
      OPEN,
      /** The byte ended the object. */
      CLOSED,
      /** The byte cannot belong to the object. */
      BROKEN
    }

    private final int limit;
    private final BitSet objects = new BitSet();
    private int depth;
    private boolean inText;
    private boolean escaped;
    private byte before = ':';
    private String problem = "";

    JsonStructureTracker(int limit) {
      this.limit = limit;
    }

    boolean inText() {
      return inText;
    }

    /** Whether the next byte may be any of a string's that means nothing beyond itself. */
    boolean inPlainText() {
      return inText && !escaped;
    }

    int depth() {
      return depth;
    }

    /** The problem of the object; empty if there is none. */
    String problem() {
      return problem;
    }

    Transition accept(byte next) {
      if (inText) {
        return acceptInText(next);
      }
      switch (next) {
        case ' ', '\t', '\r', '\n' -> {
          return Transition.OPEN;
        }
        case '"' -> inText = true;
        case '{', '[' -> {
          if (!valueMayStand()) {
            return broken("another object begins inside an object");
          }
          open(next == '{');
        }
        case '}', ']' -> {
          if (depth <= limit && inObject() != (next == '}')) {
            return broken(
                "expected '" + (inObject() ? '}' : ']') + "' but was '" + (char) next + "'");
          }
          depth--;
          if (depth == 0) {
            return Transition.CLOSED;
          }
        }
        default -> {
          // Names, numbers and literals are the parser's business.
        }
      }
      before = next;
      return Transition.OPEN;
    }

    private Transition acceptInText(byte next) {
      if (next == '\n') {
        return broken("a string contains a line break");
      } else if (next == RECORD_SEPARATOR) {
        return broken("a string contains a record separator");
      }
      if (escaped) {
        escaped = false;
      } else if (next == '\\') {
        escaped = true;
      } else if (next == '"') {
        inText = false;
        before = '"';
      }
      return Transition.OPEN;
    }

    private boolean valueMayStand() {
      return before == ':' || before == '[' || (before == ',' && (depth > limit || !inObject()));
    }

    /**
     * Beyond the limit only the depth is followed, to find the object's end without remembering.
     */
    private void open(boolean object) {
      if (depth < limit) {
        objects.set(depth, object);
      } else {
        problem = "the record has more than " + limit + " nested objects and lists";
      }
      depth++;
    }

    private boolean inObject() {
      return objects.get(depth - 1);
    }

    private Transition broken(String what) {
      problem = what;
      return Transition.BROKEN;
    }
  }
}
