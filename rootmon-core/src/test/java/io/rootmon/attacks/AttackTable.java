package io.rootmon.attacks;

/** Prints what an attack led to before and leads to now, a line an attack. */
public final class AttackTable {
  private AttackTable() {}

  /** One line to standard output, which starts with "attack table: ". */
  public static void row(String finding, String attack, String before, String now) {
    System.out.println(
        "attack table: " + String.join(" | ", finding, attack, before, now).replace('\n', ' '));
  }
}
