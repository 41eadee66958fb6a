package io.rootmon.cli.s3;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rootmon.cli.UsageException;
import io.rootmon.cli.s3.S3Archive.ListedObject;
import io.rootmon.cli.scan.ScanCounts;
import io.rootmon.cli.scan.ScanSink;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.ReadResultIterator;
import io.rootmon.internal.json.JsonBody;
import io.rootmon.internal.json.JsonStreams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Stores the progress of a scan in a file, so that a later run continues it without reading an
 * object twice.
 *
 * <p>The file is a log of gzip frames, each preceded by its length. A frame contains the counts and
 * the events of the objects that were finished since the last frame, and for each folder the key up
 * to which all objects are finished. A replay judges those events again, so that the result is that
 * of a single run. An incomplete last frame, which results from a crash, is removed. Memory does
 * not depend on the number of objects: of a folder's objects only those after the first unfinished
 * one are stored. Safe for use by multiple threads.
 */
final class Checkpoint implements AutoCloseable {
  private static final byte[] MAGIC = "rootmon checkpoint 1\n".getBytes(StandardCharsets.UTF_8);

  /** The number of objects after which a frame is written. */
  private static final int MAX_OBJECTS_IN_A_FRAME = 100;

  private static final int MAX_CHARACTERS_IN_A_FRAME = 4_000_000;
  private static final int MAX_FRAME_BYTES = 256 * 1024 * 1024;

  /**
   * The number of open objects of a folder at which its listing pauses. Objects finished out of
   * order count as open.
   */
  private static final int MAX_OPEN_OBJECTS = 10_000;

  /**
   * The maximum number of objects for the next run to retry. Beyond it, progress is no longer
   * saved.
   */
  private static final int MAX_UNREADABLE = 10_000;

  private final Path file;
  private final FileChannel channel;
  private final Map<String, Folder> folders = new HashMap<>();
  private final Set<String> unreadable = new LinkedHashSet<>();
  private final long replayedBytes;
  private Totals totals = new Totals();
  private boolean hasNewUnreadable;
  private boolean isFrozen;
  private Optional<String> problem = Optional.empty();
  private boolean isClosed;

  /** The unfinished objects of a folder, in the order of the listing. */
  private static final class Folder {
    final Deque<String> open = new ArrayDeque<>();
    final Set<String> finished = new HashSet<>();
    String through = "";
    boolean isChanged;

    void finish(String key) {
      finished.add(key);
      while (!open.isEmpty() && finished.contains(open.element())) {
        through = open.remove();
        finished.remove(through);
      }
      isChanged = true;
    }
  }

  /** The content of the next frame. */
  private static final class Totals {
    final List<String> events = new ArrayList<>();
    final Map<String, Long> skipped = new TreeMap<>();
    final TreeSet<String> problems = new TreeSet<>();
    long characters;
    long problemCount;
    long files;
    long prefiltered;
    long outside;
    Optional<Instant> first = Optional.empty();
    Optional<Instant> last = Optional.empty();

    void add(ObjectRecord object) {
      ScanCounts counts = object.counts();
      files += counts.files();
      prefiltered += counts.prefiltered();
      outside += counts.outside();
      problemCount += counts.problemCount();
      counts.skipped().forEach((name, count) -> skipped.merge(name, count, Long::sum));
      problems.addAll(counts.problems());
      while (problems.size() > ObjectRecord.MAX_PROBLEMS) {
        problems.pollLast();
      }
      counts.first().ifPresent(it -> first = first.filter(it::isAfter).or(() -> Optional.of(it)));
      counts.last().ifPresent(it -> last = last.filter(it::isBefore).or(() -> Optional.of(it)));
      events.addAll(object.events());
      characters += object.characters();
    }
  }

  private Checkpoint(Path file, FileChannel channel, String scan) throws IOException {
    this.file = file;
    this.channel = channel;
    if (channel.size() == 0) {
      write(ByteBuffer.wrap(MAGIC));
      writeFrame(json -> json.writeStringField("scan", scan));
    }
    this.replayedBytes = load(scan);
    channel.truncate(replayedBytes);
    channel.position(replayedBytes);
  }

  /**
   * Opens a checkpoint, or creates it.
   *
   * @param scan a string of all options that decide which records are read
   * @throws UsageException if the file belongs to another scan, or cannot be used
   */
  static Checkpoint open(Path file, String scan) {
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UsageException(
          "The checkpoint "
              + file
              + " cannot be opened: "
              + e
              + ". Use --checkpoint with a file that can be written.");
    }
    try {
      if (channel.tryLock() == null) {
        throw new UsageException("--checkpoint: " + file + ": another run uses this file");
      }
      return new Checkpoint(file, channel, scan);
    } catch (OverlappingFileLockException e) {
      throw closing(channel, "--checkpoint: " + file + ": another run uses this file");
    } catch (IOException e) {
      throw closing(channel, "--checkpoint: " + file + ": " + e.getMessage());
    } catch (UsageException e) {
      throw closing(channel, String.valueOf(e.getMessage()));
    }
  }

  private static UsageException closing(FileChannel channel, String message) {
    try {
      channel.close();
    } catch (IOException e) {
      return new UsageException(message + " (" + e.getMessage() + ")");
    }
    return new UsageException(message);
  }

  /** Returns whether an earlier run finished objects of this scan. */
  synchronized boolean isResumed() {
    return !folders.isEmpty();
  }

  /** Returns the key up to which an earlier run read a folder. */
  synchronized Optional<String> through(String folder) {
    return Optional.ofNullable(folders.get(folder))
        .map(it -> it.through)
        .filter(it -> !it.isEmpty());
  }

  /** Returns the objects that an earlier run could not read, or could not save. */
  synchronized List<String> unreadable() {
    return List.copyOf(unreadable);
  }

  /**
   * Registers an object in the order of its listing. Waits while too many objects of its folder are
   * open.
   *
   * @return whether to read the object; false if an earlier run finished it
   */
  synchronized boolean start(ListedObject object) throws InterruptedException {
    Folder folder = folders.computeIfAbsent(object.folder(), unused -> new Folder());
    if (object.key().compareTo(folder.through) <= 0) {
      return false;
    }
    while (folder.open.size() >= MAX_OPEN_OBJECTS) {
      wait();
    }
    folder.open.add(object.key());
    if (folder.finished.contains(object.key())) {
      folder.finish(object.key());
      return false;
    }
    return true;
  }

  /** Saves the records of an object. */
  synchronized void finish(ListedObject object, ObjectRecord result) {
    if (result.isComplete()) {
      totals.add(result);
      hasNewUnreadable |= unreadable.remove(object.key());
    } else {
      hasNewUnreadable |= unreadable.add(object.key());
      if (unreadable.size() > MAX_UNREADABLE) {
        isFrozen = true;
        problem =
            Optional.of(
                file
                    + ": progress is no longer saved, because more than 10,000 objects could not be"
                    + " read");
      }
    }
    Optional.ofNullable(folders.get(object.folder())).ifPresent(it -> it.finish(object.key()));
    notifyAll();
    if (totals.files >= MAX_OBJECTS_IN_A_FRAME || totals.characters >= MAX_CHARACTERS_IN_A_FRAME) {
      flush();
    }
  }

  private void flush() {
    if (isFrozen || isClosed) {
      return;
    }
    try {
      writeFrame(this::write);
    } catch (IOException e) {
      isFrozen = true;
      problem = Optional.of(file + ": the checkpoint cannot be written: " + e.getMessage());
      return;
    }
    totals = new Totals();
    hasNewUnreadable = false;
    folders.values().forEach(it -> it.isChanged = false);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("folders");
    for (Map.Entry<String, Folder> entry : folders.entrySet()) {
      Folder folder = entry.getValue();
      if (folder.isChanged) {
        json.writeArrayFieldStart(entry.getKey());
        json.writeString(folder.through);
        for (String key : folder.finished) {
          json.writeString(key);
        }
        json.writeEndArray();
      }
    }
    json.writeEndObject();
    if (hasNewUnreadable) {
      JsonStreams.writeTexts(json, "unreadable", unreadable);
    }
    json.writeNumberField("files", totals.files);
    json.writeNumberField("prefiltered", totals.prefiltered);
    json.writeNumberField("outside", totals.outside);
    json.writeNumberField("problemCount", totals.problemCount);
    if (totals.first.isPresent() && totals.last.isPresent()) {
      json.writeStringField("first", totals.first.get().toString());
      json.writeStringField("last", totals.last.get().toString());
    }
    json.writeObjectFieldStart("skipped");
    for (Map.Entry<String, Long> entry : totals.skipped.entrySet()) {
      json.writeNumberField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
    JsonStreams.writeTexts(json, "problems", totals.problems);
    JsonStreams.writeTexts(json, "events", totals.events);
  }

  private void writeFrame(JsonBody content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
      packed.write(JsonStreams.bytes(content));
    }
    ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + bytes.size());
    write(frame.putInt(bytes.size()).put(bytes.toByteArray()).flip());
    channel.force(false);
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Reads the frames from the first to the last complete one. */
  private interface FrameReader {
    void read(JsonParser json) throws IOException;
  }

  private long frames(long end, FrameReader reader) throws IOException {
    ByteBuffer magic = ByteBuffer.allocate(MAGIC.length);
    readFully(magic, 0);
    if (!magic.equals(ByteBuffer.wrap(MAGIC))) {
      throw new IOException("the file is no checkpoint of rootmon; use another file");
    }
    long position = MAGIC.length;
    while (position + Integer.BYTES <= end) {
      ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
      readFully(length, position);
      int size = length.getInt(0);
      if (size <= 0 || size > MAX_FRAME_BYTES || position + Integer.BYTES + size > end) {
        break;
      }
      ByteBuffer frame = ByteBuffer.allocate(size);
      readFully(frame, position + Integer.BYTES);
      try (JsonParser json =
          JsonStreams.parser(
              new GZIPInputStream(new ByteArrayInputStream(frame.array())).readAllBytes())) {
        reader.read(json);
      }
      position += Integer.BYTES + size;
    }
    return position;
  }

  private void readFully(ByteBuffer bytes, long from) throws IOException {
    long at = from;
    while (bytes.hasRemaining()) {
      int read = channel.read(bytes, at);
      if (read < 0) {
        break;
      }
      at += read;
    }
    bytes.flip();
  }

  /** Reads the folders' state, without the events. */
  private long load(String scan) throws IOException {
    return frames(
        channel.size(),
        json -> {
          json.nextToken();
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
              case "scan" -> requireSame(json.getText(), scan);
              case "folders" -> loadFolders(json);
              case "unreadable" -> {
                unreadable.clear();
                unreadable.addAll(strings(json));
              }
              default -> json.skipChildren();
            }
          }
        });
  }

  private static void requireSame(String found, String scan) throws IOException {
    if (!found.equals(scan)) {
      throw new IOException(
          "the file is the checkpoint of another scan ("
              + found
              + "), not of this one ("
              + scan
              + "); use the same options, or another file");
    }
  }

  private void loadFolders(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      List<String> keys = strings(json);
      Folder folder = new Folder();
      folder.through = keys.get(0);
      folder.finished.addAll(keys.subList(1, keys.size()));
      folders.put(name, folder);
    }
  }

  private static List<String> strings(JsonParser json) throws IOException {
    List<String> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(json.getText());
    }
    return values;
  }

  /** Judges the events of the earlier runs again, and adds their counts. */
  void replay(CloudTrailReader reader, ScanSink sink) {
    try {
      frames(replayedBytes, json -> replay(json, reader, sink));
    } catch (IOException e) {
      throw new UncheckedIOException("--checkpoint: " + file + ": " + e.getMessage(), e);
    }
  }

  private static void replay(JsonParser json, CloudTrailReader reader, ScanSink sink)
      throws IOException {
    Map<String, Long> numbers = new HashMap<>();
    Map<String, Long> skipped = new LinkedHashMap<>();
    Map<String, String> times = new HashMap<>();
    List<String> problems = List.of();
    json.nextToken();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken token = json.nextToken();
      if (token == JsonToken.VALUE_NUMBER_INT) {
        numbers.put(field, json.getLongValue());
      } else if (field.equals("first") || field.equals("last")) {
        times.put(field, json.getText());
      } else if (field.equals("problems")) {
        problems = strings(json);
      } else if (field.equals("skipped")) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String label = json.currentName();
          json.nextToken();
          skipped.put(label, json.getLongValue());
        }
      } else if (field.equals("events")) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          replay(json.getText(), reader, sink);
        }
      } else {
        json.skipChildren();
      }
    }
    sink.add(
        new ScanCounts(
            numbers.getOrDefault("files", 0L),
            numbers.getOrDefault("prefiltered", 0L),
            Optional.ofNullable(times.get("first")).map(Instant::parse),
            Optional.ofNullable(times.get("last")).map(Instant::parse),
            numbers.getOrDefault("outside", 0L),
            skipped,
            problems,
            numbers.getOrDefault("problemCount", 0L)));
  }

  private static void replay(String event, CloudTrailReader reader, ScanSink sink) {
    try (ReadResultIterator results = reader.read(event)) {
      results.forEachRemaining(sink::add);
    }
  }

  /** Returns the reason why progress is no longer saved. */
  synchronized Optional<String> problem() {
    return problem;
  }

  /** Saves the finished objects, and releases the file. */
  @Override
  public synchronized void close() {
    if (isClosed) {
      return;
    }
    try (channel) {
      flush();
      isClosed = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
