package io.rootmon.cloudtrail.internal;

import java.util.BitSet;

/**
 * Follows the brackets and texts of JSON byte by byte, just closely enough to know where an object
 * ends, and where it cannot go on: where a record was cut off and the next one begins.
 */
final class JsonStructureTracker {
  /** What a byte did. */
  enum Transition {
    /** The object goes on behind the byte. */
    OPEN,
    /** The byte ended the object. */
    CLOSED,
    /** The byte cannot belong to the object. */
    BROKEN
  }

  private final int limit;
  private final BitSet objects = new BitSet();
  private int depth;
  private boolean inText;
  private boolean escaped;
  private byte before = ':';
  private String problem = "";

  JsonStructureTracker(int limit) {
    this.limit = limit;
  }

  boolean inText() {
    return inText;
  }

  /** Whether the next byte may be any of a text's that means nothing beyond itself. */
  boolean inPlainText() {
    return inText && !escaped;
  }

  int depth() {
    return depth;
  }

  /** What is wrong with the object, or empty. */
  String problem() {
    return problem;
  }

  Transition accept(byte next) {
    if (inText) {
      return acceptInText(next);
    }
    switch (next) {
      case ' ', '\t', '\r', '\n' -> {
        return Transition.OPEN;
      }
      case '"' -> inText = true;
      case '{', '[' -> {
        if (!valueMayStand()) {
          return broken("expected the end of the object but another one begins");
        }
        open(next == '{');
      }
      case '}', ']' -> {
        if (depth <= limit && inObject() != (next == '}')) {
          return broken(
              "expected '" + (inObject() ? '}' : ']') + "' but was '" + (char) next + "'");
        }
        depth--;
        if (depth == 0) {
          return Transition.CLOSED;
        }
      }
      default -> {
        // Names, numbers and literals are the parser's business.
      }
    }
    before = next;
    return Transition.OPEN;
  }

  private Transition acceptInText(byte next) {
    if (next == '\n') {
      return broken("expected the end of a text but was a line break");
    }
    if (escaped) {
      escaped = false;
    } else if (next == '\\') {
      escaped = true;
    } else if (next == '"') {
      inText = false;
      before = '"';
    }
    return Transition.OPEN;
  }

  private boolean valueMayStand() {
    return before == ':' || before == '[' || (before == ',' && (depth > limit || !inObject()));
  }

  /** Beyond the limit only the depth is followed, to find the object's end without remembering. */
  private void open(boolean object) {
    if (depth < limit) {
      objects.set(depth, object);
    } else {
      problem = "expected at most " + limit + " nested objects and lists but there were more";
    }
    depth++;
  }

  private boolean inObject() {
    return objects.get(depth - 1);
  }

  private Transition broken(String what) {
    problem = what;
    return Transition.BROKEN;
  }
}
