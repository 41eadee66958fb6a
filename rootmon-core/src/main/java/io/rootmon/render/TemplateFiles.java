package io.rootmon.render;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A user's template files by name, such as {@code ses/body.html.ftl}. There are at most {@value
 * #MAX_FILES} files of {@value #MAX_FILE_BYTES} bytes each.
 *
 * @param texts the templates by name
 */
public record TemplateFiles(Map<String, String> texts) {
  static final int MAX_FILES = 100;
  static final int MAX_FILE_BYTES = 131_072;

  private static final String PART = "[A-Za-z0-9_-][A-Za-z0-9._-]*";
  private static final String NAME = "(?:" + PART + "/)*" + PART + "\\.ftl";
  private static final int MAX_DEPTH = 8;

  /** Reads the files from their location. */
  @FunctionalInterface
  public interface Source {
    /**
     * Reads the files.
     *
     * @throws IOException if the files cannot be read; the message contains the cause and the
     *     remedy
     * @throws InterruptedException if the message no longer waits for the files
     */
    TemplateFiles read() throws IOException, InterruptedException;
  }

  /** Collects files and checks them against the limits. */
  public static final class Builder {
    private final Map<String, String> texts = new TreeMap<>();

    /**
     * Adds a file.
     *
     * @throws IOException if the file exceeds a limit; the message names the template and the limit
     */
    public Builder add(String name, byte[] content) throws IOException {
      requireSize(name, content.length);
      if (texts.size() == MAX_FILES) {
        throw new IOException("there are more than " + MAX_FILES + " templates");
      }
      try {
        texts.put(
            name, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
      } catch (CharacterCodingException e) {
        throw new IOException("template " + name + ": must be UTF-8 text", e);
      }
      return this;
    }

    /**
     * Checks a size before the file is read.
     *
     * @throws IOException if the file is too large; the message names the template and the limit
     */
    public static void requireSize(String name, long bytes) throws IOException {
      if (bytes > MAX_FILE_BYTES) {
        throw new IOException(
            "template "
                + name
                + ": must have at most "
                + MAX_FILE_BYTES
                + " bytes but has "
                + bytes);
      }
    }

    /** Builds the files. */
    public TemplateFiles build() {
      return new TemplateFiles(texts);
    }
  }

  public TemplateFiles {
    texts = Map.copyOf(texts);
  }

  /**
   * Returns whether a file with this name is read as a template. Valid names contain letters,
   * digits and {@code . _ - /}.
   */
  public static boolean isTemplate(String name) {
    return name.matches(NAME);
  }

  /**
   * Reads the templates below a folder. Other files are ignored.
   *
   * @throws IOException if there is no such folder, a file cannot be read, or a limit is exceeded
   */
  public static TemplateFiles read(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no such folder");
    }
    Path root = folder.toRealPath();
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder, MAX_DEPTH)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    Builder builder = new Builder();
    for (Path file : files) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      if (!isTemplate(name)) {
        continue;
      } else if (!file.toRealPath().startsWith(root)) {
        throw new IOException("template " + name + ": is a link out of the folder. Copy the file");
      }
      Builder.requireSize(name, Files.size(file));
      builder.add(name, Files.readAllBytes(file));
    }
    return builder.build();
  }
}
