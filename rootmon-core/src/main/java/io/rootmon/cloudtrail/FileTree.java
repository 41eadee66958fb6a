package io.rootmon.cloudtrail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder and the folders in it, in the order of their names; it holds one folder's
 * names a level. Hidden files, links, pipes and devices within the folder are left out.
 */
final class FileTree implements Iterator<Path> {
  private final Deque<Iterator<Path>> levels = new ArrayDeque<>();
  private @Nullable Path next;

  FileTree(Path fileOrFolder) {
    levels.push(List.of(fileOrFolder).iterator());
  }

  @Override
  public boolean hasNext() {
    while (next == null && !levels.isEmpty()) {
      Iterator<Path> level = levels.element();
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

  private void enter(Path path) {
    if (!Files.isDirectory(path)) {
      next = path;
      return;
    }
    try {
      levels.push(list(path).iterator());
    } catch (IOException | UncheckedIOException e) {
      // Reading it as a file fails in the same way, and is reported with its name.
      next = path;
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(it -> !String.valueOf(it.getFileName()).startsWith("."))
          .filter(FileTree::isFileOrFolder)
          .sorted()
          .toList();
    }
  }

  /** Asks once: in an archive of small files each question counts. */
  private static boolean isFileOrFolder(Path path) {
    try {
      BasicFileAttributes it =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return it.isRegularFile() || it.isDirectory();
    } catch (NoSuchFileException e) {
      return false; // it has just gone
    } catch (IOException e) {
      return true; // reading it fails in the same way, and is reported with its name
    }
  }
}
