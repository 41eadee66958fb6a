package io.rootmon.cloudtrail;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder and the folders in it, in the order of their names; it stores one folder's
 * names for each level. Hidden files, links, pipes, devices and the metadata of Athena's results
 * within the folder are left out.
 */
final class FileTree implements Iterator<Path> {
  /**
   * <a href="https://docs.aws.amazon.com/athena/latest/ug/querying-finding-output-files.html">A
   * binary file</a> beside each result.
   */
  private static final String METADATA = ".csv.metadata";

  private record Entry(Path path, boolean isFolder) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      return path.compareTo(other.path);
    }
  }

  private final Deque<Iterator<Entry>> levels = new ArrayDeque<>();
  private @Nullable Path next;

  FileTree(Path fileOrFolder) {
    levels.push(List.of(new Entry(fileOrFolder, Files.isDirectory(fileOrFolder))).iterator());
  }

  @Override
  public boolean hasNext() {
    while (next == null && !levels.isEmpty()) {
      Iterator<Entry> level = levels.element();
      if (level.hasNext()) {
        enter(level.next());
      } else {
        levels.pop();
      }
    }
    return next != null;
  }

  @Override
  public Path next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Path result = next;
    next = null;
    return result;
  }

  private void enter(Entry entry) {
    if (!entry.isFolder()) {
      next = entry.path();
      return;
    }
    try {
      levels.push(list(entry.path()).iterator());
    } catch (IOException | DirectoryIteratorException e) {
      // Reading it as a file fails in the same way, and is reported with its name.
      next = entry.path();
    }
  }

  private static List<Entry> list(Path folder) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path path : all) {
        String name = String.valueOf(path.getFileName());
        if (!name.startsWith(".") && !name.endsWith(METADATA)) {
          entry(path).ifPresent(entries::add);
        }
      }
    }
    Collections.sort(entries);
    return entries;
  }

  /** Asks once: in an archive of small files each question counts. */
  private static Optional<Entry> entry(Path path) {
    try {
      BasicFileAttributes it =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return it.isRegularFile() || it.isDirectory()
          ? Optional.of(new Entry(path, it.isDirectory()))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty(); // it has just gone
    } catch (IOException e) {
      return Optional.of(new Entry(path, false)); // reading it fails in the same way
    }
  }
}
