package io.rootmon.cloudtrail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/**
 * The files of a folder and the folders in it, in the order of their names; it holds one folder's
 * names a level. Hidden files, and links within the folder, are left out.
 */
final class FileTree implements Iterator<Path> {
  private final Deque<Iterator<Path>> levels = new ArrayDeque<>();

  FileTree(Path fileOrFolder) {
    levels.push(List.of(fileOrFolder).iterator());
  }

  @Override
  public boolean hasNext() {
    while (!levels.isEmpty() && !levels.peek().hasNext()) {
      levels.pop();
    }
    return !levels.isEmpty();
  }

  /** The next file; a folder takes the place of its files only where it cannot be listed. */
  @Override
  public Path next() {
    while (hasNext()) {
      Path path = levels.element().next();
      if (Files.isDirectory(path)) {
        try {
          levels.push(list(path).iterator());
        } catch (IOException | UncheckedIOException e) {
          // Reading it fails in the same way, and is reported with its name.
          return path;
        }
      } else {
        return path;
      }
    }
    throw new NoSuchElementException();
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(it -> !it.getFileName().toString().startsWith("."))
          .filter(it -> !Files.isSymbolicLink(it))
          .sorted()
          .toList();
    }
  }
}
