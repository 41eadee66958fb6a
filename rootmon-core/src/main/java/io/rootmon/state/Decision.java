package io.rootmon.state;

/**
 * What is done about an event, taken once and repeated to whoever asks again.
 *
 * @param eventId of the event that is told: this one, or the one that this is a copy of
 */
public record Decision(Verdict verdict, String eventId) {
  /** Whether people are told. */
  public enum Verdict {
    TELL,
    /** A copy of an act that was told as at least as alarming. */
    DUPLICATE
  }

  public static Decision tell(String eventId) {
    return new Decision(Verdict.TELL, eventId);
  }

  public static Decision duplicateOf(String eventId) {
    return new Decision(Verdict.DUPLICATE, eventId);
  }

  public boolean isTold() {
    return verdict == Verdict.TELL;
  }
}
