package io.rootmon.cloudtrail;

import io.rootmon.text.SafeText;

/**
 * Input that cannot be understood: its message names the place, what was expected and what was
 * there.
 */
public final class MalformedEventException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int MAX_QUOTE_LENGTH = 120;

  private final String where;
  private final String problem;
  private final String raw;

  public MalformedEventException(String where, String problem, String raw) {
    super(where.isEmpty() ? problem : where + ": " + problem);
    this.where = where;
    this.problem = problem;
    this.raw = raw;
  }

  /** The place: the source, the record in it, the field in that. */
  public String location() {
    return where;
  }

  /** What was expected and what was there. */
  public String problem() {
    return problem;
  }

  /** The text that was not understood, whole unless it was larger than a record may be. */
  public String raw() {
    return raw;
  }

  MalformedEventException in(String place) {
    return new MalformedEventException(
        where.isEmpty() ? place : place + ": " + where, problem, raw);
  }

  public static String quote(String text) {
    String line = text.strip().replaceAll("\\p{Cntrl}+", " ");
    return "'" + SafeText.cut(line, MAX_QUOTE_LENGTH + 1) + "'";
  }
}
