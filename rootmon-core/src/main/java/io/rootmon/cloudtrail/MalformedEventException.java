package io.rootmon.cloudtrail;

import io.rootmon.internal.text.SafeText;

/**
 * Reports input that cannot be parsed. The message names the location, the expected content and the
 * actual content.
 */
public final class MalformedEventException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int MAX_QUOTE_LENGTH = 120;

  private final String where;
  private final String problem;
  private final String raw;

  /** Creates an exception for a record. */
  public MalformedEventException(String where, String problem, String raw) {
    super(where.isEmpty() ? problem : where + ": " + problem);
    this.where = where;
    this.problem = problem;
    this.raw = raw;
  }

  /** Returns the location: the source, the record in the source, and the field in the record. */
  public String location() {
    return where;
  }

  /** Returns the expected and the actual content. */
  public String problem() {
    return problem;
  }

  /**
   * Returns the text that could not be parsed. It is truncated only if it exceeds the maximum size
   * of a record.
   */
  public String raw() {
    return raw;
  }

  MalformedEventException in(String place) {
    return new MalformedEventException(
        where.isEmpty() ? place : place + ": " + where, problem, raw);
  }

  /** Returns the text in quotes, truncated and without control characters. */
  public static String quote(String text) {
    String line = text.strip().replaceAll("\\p{Cntrl}+", " ");
    return "'" + SafeText.cut(line, MAX_QUOTE_LENGTH + 1) + "'";
  }
}
