package io.rootmon.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Describes why a file cannot be used, with its path as the user typed it. */
public final class FileErrors {
  private FileErrors() {}

  /** Returns the sentence for a file or folder that does not exist. */
  public static String missing(String name) {
    return "No such file or folder: " + name;
  }

  /** Returns the sentence for a file that cannot be read or written. */
  public static String describe(String name, IOException problem) {
    if (problem instanceof NoSuchFileException) {
      return missing(name);
    } else if (problem instanceof AccessDeniedException) {
      return "Permission denied: " + name;
    } else if (problem instanceof NotDirectoryException) {
      return "Not a folder: " + name;
    } else if (isFolder(name)) {
      return name + " is a folder. Name a file.";
    }
    String reason = problem.getMessage();
    return "Cannot use "
        + name
        + ": "
        + (reason == null ? problem.getClass().getSimpleName() : reason);
  }

  private static boolean isFolder(String name) {
    try {
      return Files.isDirectory(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
