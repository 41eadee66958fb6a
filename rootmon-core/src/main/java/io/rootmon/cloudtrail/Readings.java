package io.rootmon.cloudtrail;

import io.rootmon.cloudtrail.JsonSplitter.Piece;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was read, piece by piece, as it is asked for. Not safe for use by two threads at once. */
public final class Readings implements Iterator<Reading>, AutoCloseable {
  /** How a file is opened. */
  @FunctionalInterface
  interface Opener {
    InputStream open(Path path) throws IOException;
  }

  /** A stream being cut into records; a queue message within one is a stream of its own. */
  private record Source(String name, InputStream stream, Optional<JsonSplitter> splitter) {}

  private final Iterator<Path> files;
  private final Opener opener;
  private final ReadLimits limits;
  private final RecordForms forms;
  private final Desks desks;
  private final Deque<Source> sources = new ArrayDeque<>();
  private Optional<String> name = Optional.empty();
  private @Nullable Desk desk;
  private @Nullable Reading next;

  Readings(Iterator<Path> files, Opener opener, ReadLimits limits, RecordForms forms, Desks desks) {
    this.files = files;
    this.opener = opener;
    this.limits = limits;
    this.forms = forms;
    this.desks = desks;
  }

  /** Of a text, which is no gzip. */
  Readings(String text, String name, ReadLimits limits, RecordForms forms, Desks desks) {
    this(Collections.emptyIterator(), path -> InputStream.nullInputStream(), limits, forms, desks);
    next = push(name, text);
  }

  Readings named(String newName) {
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
  public Reading next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Reading result = next;
    next = null;
    return result;
  }

  @Override
  public void close() {
    while (!sources.isEmpty()) {
      closeTop();
    }
    if (desk != null) {
      desks.giveBack(desk);
      desk = null;
    }
  }

  private Desk desk() {
    Desk own = desk == null ? desks.take() : desk;
    desk = own;
    return own;
  }

  private @Nullable Reading open(Path path) {
    String place = name.orElseGet(path::toString);
    InputStream stream = InputStream.nullInputStream();
    try {
      stream = opener.open(path);
      stream = GzipAware.open(stream, desk(), limits);
      sources.push(
          new Source(place, stream, Optional.of(new JsonSplitter(stream, desk(), limits))));
      return null;
    } catch (IOException e) {
      closeQuietly(stream);
      return unreadable(place, e);
    }
  }

  private @Nullable Reading advance(Source source) {
    Optional<JsonSplitter> splitter = source.splitter();
    Optional<Piece> piece = Optional.empty();
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
    if (piece.get().isPassed()) {
      return new Reading.Passed(splitter.get().timePassed());
    }
    return read(piece.get(), source.name(), splitter.get());
  }

  private static String place(String source, int index) {
    return source + ": record " + (index + 1);
  }

  private @Nullable Reading read(Piece piece, String source, JsonSplitter splitter) {
    try {
      if (piece.problem().isPresent()) {
        throw new MalformedEventException("", piece.problem().get(), piece.text());
      }
      RecordForms.Form form = forms.read(piece.text());
      splitter.recovered();
      return reading(form, source, piece.index(), piece.text());
    } catch (MalformedEventException e) {
      if (piece.isFragment() && !JsonSplitter.isMarked(piece.text())) {
        // The broken record was reported when it was met.
        return null;
      }
      if (piece.isFragment() && piece.problem().isEmpty()) {
        splitter.recovered();
      }
      return new Reading.Malformed(e.in(place(source, piece.index())));
    }
  }

  /** Null where what it is about is still to come. */
  private @Nullable Reading reading(RecordForms.Form form, String source, int index, String raw)
      throws MalformedEventException {
    if (form instanceof RecordForms.Event event) {
      return new Reading.Read(event.event());
    }
    String place = place(source, index);
    if (form instanceof RecordForms.Wrapped wrapped) {
      return unwrapped(wrapped, place, raw);
    } else if (form instanceof RecordForms.Other other) {
      return new Reading.Skipped(other.reason(), place);
    }
    return new Reading.Signalled(((RecordForms.Own) form).signal(), place);
  }

  private @Nullable Reading unwrapped(RecordForms.Wrapped wrapped, String place, String raw)
      throws MalformedEventException {
    if (sources.size() > limits.wrappings()) {
      throw new MalformedEventException(
          wrapped.path(),
          "expected at most " + limits.wrappings() + " messages in each other but there were more",
          raw);
    }
    return push(place + ": " + wrapped.path(), wrapped.text());
  }

  /** Begins with a text; most are one object, which is read at once, where it stands. */
  private @Nullable Reading push(String place, String text) {
    String stripped = text.strip();
    Optional<JsonObject> only = forms.only(stripped);
    Optional<JsonSplitter> splitter =
        only.isPresent() ? Optional.empty() : Optional.of(splitter(text));
    sources.push(new Source(place, InputStream.nullInputStream(), splitter));
    if (only.isEmpty()) {
      return null;
    }
    try {
      return reading(forms.form(only.get(), stripped), place, 0, stripped);
    } catch (MalformedEventException e) {
      return new Reading.Malformed(e.in(place(place, 0)));
    }
  }

  private JsonSplitter splitter(String text) {
    Optional<Skimmer> skimmer = desks.skim() ? desk().skimmer : Optional.empty();
    return new JsonSplitter(text, limits, skimmer);
  }

  private static Reading unreadable(String place, IOException problem) {
    String what =
        problem instanceof NoSuchFileException
            ? "expected a file or folder but there is none"
            : problem instanceof AccessDeniedException
                ? "expected a file that may be read but access is denied"
                : "expected to read it to its end but "
                    + Optional.ofNullable(problem.getMessage())
                        .orElse(problem.getClass().getSimpleName());
    return new Reading.Malformed(new MalformedEventException(place, what, ""));
  }

  private void closeTop() {
    closeQuietly(sources.pop().stream());
  }

  private static void closeQuietly(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // All that was wanted of it has been read.
    }
  }
}
