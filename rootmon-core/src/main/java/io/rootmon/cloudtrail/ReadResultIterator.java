package io.rootmon.cloudtrail;

import io.rootmon.cloudtrail.ObjectReader.S3Object;
import io.rootmon.cloudtrail.ReadResult.SkipReason;
import io.rootmon.cloudtrail.internal.BodyDecoder;
import io.rootmon.cloudtrail.internal.CsvInput;
import io.rootmon.cloudtrail.internal.JsonObject;
import io.rootmon.cloudtrail.internal.JsonSlices;
import io.rootmon.cloudtrail.internal.MultiMemberGzipInputStream;
import io.rootmon.cloudtrail.internal.ReadBufferPool;
import io.rootmon.cloudtrail.internal.ReadBufferPool.ReadBuffers;
import io.rootmon.cloudtrail.internal.RecordClassifier;
import io.rootmon.cloudtrail.internal.RecordSplitter;
import io.rootmon.cloudtrail.internal.RecordSplitter.RecordBytes;
import io.rootmon.cloudtrail.internal.RowForms;
import io.rootmon.cloudtrail.internal.prefilter.RecordPrefilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Returns the results of a {@link CloudTrailReader} one record at a time, and reads on demand. Not
 * safe for use by multiple threads.
 */
public final class ReadResultIterator implements Iterator<ReadResult>, AutoCloseable {
  /** Opens a file. */
  @FunctionalInterface
  interface Opener {
    InputStream open(Path path) throws IOException;
  }

  /**
   * A stream that is split into records, or a list of objects in S3 to open. A queue message within
   * a source is a source of its own.
   *
   * @param isObject whether it is an object in S3
   * @param release returns the resources of the source
   */
  private record Source(
      String name,
      InputStream stream,
      Optional<RecordSplitter> splitter,
      Iterator<S3Object> objects,
      boolean isObject,
      Runnable release) {
    static Source of(String name, InputStream stream, RecordSplitter splitter) {
      return new Source(
          name, stream, Optional.of(splitter), Collections.emptyIterator(), false, () -> {});
    }

    static Source ofText(String name, Optional<RecordSplitter> splitter) {
      return new Source(
          name,
          InputStream.nullInputStream(),
          splitter,
          Collections.emptyIterator(),
          false,
          () -> {});
    }
  }

  private final Iterator<Path> files;
  private final Opener opener;
  private final ReadLimits limits;
  private final RecordClassifier forms;
  private final ReadBufferPool pool;
  private final Objects objects;
  private final Deque<Source> sources = new ArrayDeque<>();
  private Optional<String> name = Optional.empty();
  private Predicate<Path> otherServices = path -> false;
  private @Nullable ReadBuffers acquired;
  private @Nullable ReadResult next;

  /**
   * The objects in S3 to which messages refer.
   *
   * @param reader reads an object; empty if objects are not read
   * @param pool buffers for the objects, which are large and mostly not about root
   */
  record Objects(Optional<ObjectReader> reader, ReadBufferPool pool) {}

  ReadResultIterator(
      Iterator<Path> files,
      Opener opener,
      ReadLimits limits,
      RecordClassifier forms,
      ReadBufferPool pool,
      Objects objects) {
    this.files = files;
    this.opener = opener;
    this.limits = limits;
    this.forms = forms;
    this.pool = pool;
    this.objects = objects;
  }

  /** Creates an iterator for a string that is not compressed. */
  ReadResultIterator(
      String text,
      String name,
      ReadLimits limits,
      RecordClassifier forms,
      ReadBufferPool pool,
      Objects objects) {
    this(
        Collections.emptyIterator(),
        path -> InputStream.nullInputStream(),
        limits,
        forms,
        pool,
        objects);
    next = push(name, text);
  }

  /** Skips the files that the predicate accepts. */
  ReadResultIterator skipping(Predicate<Path> files) {
    otherServices = files;
    return this;
  }

  ReadResultIterator named(String newName) {
    name = Optional.of(newName);
    return this;
  }

  @Override
  public boolean hasNext() {
    while (next == null) {
      Source source = sources.peek();
      if (source == null) {
        if (!files.hasNext()) {
          return false;
        }
        next = open(files.next());
      } else {
        next = advance(source);
      }
    }
    return true;
  }

  @Override
  public ReadResult next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    ReadResult result = next;
    next = null;
    return result;
  }

  @Override
  public void close() {
    while (!sources.isEmpty()) {
      closeTop();
    }
    if (acquired != null) {
      pool.release(acquired);
      acquired = null;
    }
  }

  private ReadBuffers buffers() {
    ReadBuffers own = acquired == null ? pool.acquire() : acquired;
    acquired = own;
    return own;
  }

  private @Nullable ReadResult open(Path path) {
    String place = name.orElseGet(path::toString);
    if (otherServices.test(path)) {
      return new ReadResult.Skipped(SkipReason.OTHER_SERVICE, place);
    }
    InputStream stream = InputStream.nullInputStream();
    try {
      stream = opener.open(path);
      stream = new CsvInput(MultiMemberGzipInputStream.open(stream, buffers(), limits), limits);
      sources.push(Source.of(place, stream, new RecordSplitter(stream, buffers(), limits)));
      return null;
    } catch (IOException e) {
      closeQuietly(stream);
      return unreadable(place, e);
    }
  }

  private @Nullable ReadResult advance(Source source) {
    if (source.objects().hasNext()) {
      return open(source.objects().next(), source.name());
    }
    Optional<RecordSplitter> splitter = source.splitter();
    Optional<RecordBytes> piece = Optional.empty();
    try {
      if (splitter.isPresent()) {
        piece = splitter.get().next();
      }
    } catch (IOException e) {
      closeTop();
      return unreadable(source.name(), e);
    }
    if (piece.isEmpty() || splitter.isEmpty()) {
      closeTop();
      return null;
    }
    RecordBytes found = piece.get();
    if (found.isPassed()) {
      return new ReadResult.Prefiltered(splitter.get().timePassed());
    }
    Optional<CsvInput.Row> row =
        source.stream() instanceof CsvInput csv ? csv.row(found.index()) : Optional.empty();
    String place =
        row.map(it -> source.name() + ": line " + it.line())
            .orElseGet(() -> location(source.name(), found.index()));
    Optional<String> problem = row.flatMap(CsvInput.Row::problem);
    if (problem.isPresent()) {
      return new ReadResult.Malformed(
          new MalformedEventException(place, problem.get(), found.text()));
    }
    return read(found, place, splitter.get());
  }

  private static String location(String source, int index) {
    return source + ": record " + (index + 1);
  }

  private @Nullable ReadResult read(RecordBytes piece, String place, RecordSplitter splitter) {
    try {
      Optional<RecordClassifier.Form> body = body(piece);
      if (body.isEmpty() && piece.problem().isPresent()) {
        throw new MalformedEventException("", piece.problem().get(), piece.text());
      }
      RecordClassifier.Form form = body.isPresent() ? body.get() : forms.read(piece.text());
      if (body.isEmpty()) {
        splitter.recovered();
      }
      return reading(form, place, piece.text());
    } catch (MalformedEventException e) {
      if (RecordSplitter.holdsRecords(piece.text()) && sources.size() <= limits.wrappings()) {
        // A broken record must not cost the others of its list: the splitter separates them.
        sources.push(Source.ofText(place, Optional.of(splitter(piece.text()))));
        return null;
      }
      if (piece.isFragment() && !RecordSplitter.isMarked(piece.text())) {
        // The broken record was already reported.
        return null;
      }
      if (piece.isFragment() && piece.problem().isEmpty()) {
        splitter.recovered();
      }
      return new ReadResult.Malformed(e.in(place));
    }
  }

  /** Returns the content of a record that is not a JSON object. */
  private static Optional<RecordClassifier.Form> body(RecordBytes piece) {
    String text = BodyDecoder.strip(piece.text());
    if (text.startsWith("{")) {
      return Optional.empty();
    } else if (text.startsWith("[")) {
      return RowForms.form(text);
    } else if (piece.problem().isPresent()) {
      if (BodyDecoder.isSetUpText(text)) {
        return Optional.of(new RecordClassifier.IgnoredRecord(SkipReason.TRAIL_TEST));
      }
      return BodyDecoder.base64(text).map(it -> new RecordClassifier.WrappedMessage("", text));
    }
    return JsonSlices.text(text)
        .filter(it -> !it.isBlank())
        .map(it -> new RecordClassifier.WrappedMessage("", it));
  }

  /** Returns the result for a record, or null if the record contains others, which follow. */
  private @Nullable ReadResult reading(RecordClassifier.Form form, String place, String raw)
      throws MalformedEventException {
    if (form instanceof RecordClassifier.Event event) {
      return new ReadResult.EventRead(event.event());
    }
    if (form instanceof RecordClassifier.WrappedMessage wrapped) {
      return unwrapped(wrapped, place, raw);
    } else if (form instanceof RecordClassifier.IgnoredRecord other) {
      return new ReadResult.Skipped(other.reason(), place);
    } else if (form instanceof RecordClassifier.Pointed pointed) {
      return pointed(pointed, place, raw);
    }
    var control = (RecordClassifier.ControlRecord) form;
    return new ReadResult.ControlRecord(
        control.fields(), control.detail(), control.envelope(), raw, place);
  }

  private @Nullable ReadResult unwrapped(
      RecordClassifier.WrappedMessage wrapped, String place, String raw)
      throws MalformedEventException {
    if (sources.size() > limits.wrappings()) {
      throw new MalformedEventException(
          wrapped.path(),
          "the record has more than " + limits.wrappings() + " nested messages",
          raw);
    }
    return push(wrapped.path().isEmpty() ? place : place + ": " + wrapped.path(), wrapped.text());
  }

  private @Nullable ReadResult pointed(RecordClassifier.Pointed pointed, String place, String raw)
      throws MalformedEventException {
    List<S3Object> logs =
        pointed.objects().stream().filter(it -> it.skipReason().isEmpty()).toList();
    if (logs.isEmpty()) {
      return new ReadResult.Skipped(
          pointed.objects().get(0).skipReason().orElseThrow(),
          place + ": " + pointed.objects().get(0).address());
    }
    if (objects.reader().isEmpty() || sources.stream().anyMatch(Source::isObject)) {
      String addresses =
          logs.stream().limit(3).map(S3Object::address).collect(Collectors.joining(", "));
      boolean isNested = objects.reader().isPresent();
      throw new MalformedEventException(
          "",
          "the message is not an event: it refers to an object in S3: "
              + addresses
              + (isNested
                  ? ". The message is part of an object in S3, so the reader does not open the object"
                  : ". On the command line, download the object and pass its file. The function"
                      + " reads it if the configuration names the bucket in sources.s3"),
          raw);
    }
    sources.push(
        new Source(
            place,
            InputStream.nullInputStream(),
            Optional.empty(),
            pointed.objects().iterator(),
            false,
            () -> {}));
    return null;
  }

  private @Nullable ReadResult open(S3Object object, String source) {
    String place = source + ": " + object.address();
    Optional<SkipReason> reason = object.skipReason();
    if (reason.isPresent()) {
      return new ReadResult.Skipped(reason.get(), place);
    }
    try {
      InputStream stream = objects.reader().orElseThrow().open(object);
      return push(place, stream, objects.pool(), true);
    } catch (IOException e) {
      return new ReadResult.Malformed(
          new MalformedEventException(place, "cannot read the object: " + e.getMessage(), ""));
    }
  }

  /** Adds a stream within another source. */
  private @Nullable ReadResult push(
      String place, InputStream stream, ReadBufferPool from, boolean isObject) {
    ReadBuffers own = from.acquire();
    try {
      InputStream unpacked = MultiMemberGzipInputStream.open(stream, own, limits);
      if (isObject) {
        unpacked = new CsvInput(unpacked, limits);
      }
      sources.push(
          new Source(
              place,
              unpacked,
              Optional.of(new RecordSplitter(unpacked, own, limits)),
              Collections.emptyIterator(),
              isObject,
              () -> from.release(own)));
      return null;
    } catch (IOException e) {
      closeQuietly(stream);
      from.release(own);
      return unreadable(place, e);
    }
  }

  /** Adds a string. Most strings contain one object, which is read immediately. */
  private @Nullable ReadResult push(String place, String text) {
    String stripped = BodyDecoder.strip(text);
    boolean isOneLine = stripped.indexOf('\n') < 0 && stripped.indexOf('{') < 0;
    if (isOneLine && BodyDecoder.isSetUpText(stripped)) {
      sources.push(Source.ofText(place, Optional.empty()));
      return new ReadResult.Skipped(SkipReason.TRAIL_TEST, place);
    }
    Optional<byte[]> packed = BodyDecoder.base64(stripped);
    if (packed.isPresent()) {
      return push(place, new ByteArrayInputStream(packed.get()), pool, false);
    }
    Optional<JsonObject> only = forms.only(stripped);
    Optional<RecordSplitter> splitter =
        only.isPresent() ? Optional.empty() : Optional.of(splitter(text));
    sources.push(Source.ofText(place, splitter));
    if (only.isEmpty()) {
      return null;
    }
    try {
      return reading(forms.form(only.get(), stripped), location(place, 0), stripped);
    } catch (MalformedEventException e) {
      return new ReadResult.Malformed(e.in(location(place, 0)));
    }
  }

  private RecordSplitter splitter(String text) {
    Optional<RecordPrefilter> skimmer = pool.prefilter() ? buffers().skimmer : Optional.empty();
    return new RecordSplitter(text, limits, skimmer);
  }

  private static ReadResult unreadable(String place, IOException problem) {
    String what =
        problem instanceof NoSuchFileException
            ? "no such file or folder"
            : problem instanceof AccessDeniedException
                ? "permission denied"
                : "cannot be read to its end: "
                    + Optional.ofNullable(problem.getMessage())
                        .orElse(problem.getClass().getSimpleName());
    return new ReadResult.Malformed(new MalformedEventException(place, what, ""));
  }

  private void closeTop() {
    Source source = sources.pop();
    closeQuietly(source.stream());
    source.release().run();
  }

  private static void closeQuietly(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // The stream's records were already read.
    }
  }
}
