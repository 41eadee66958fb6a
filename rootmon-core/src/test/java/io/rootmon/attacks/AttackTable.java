package io.rootmon.attacks;

/** Prints the outcome of an attack that was rebuilt as a test, next to what it did before. */
public final class AttackTable {
  private AttackTable() {}

  /** Prints one line of the table. */
  public static void row(String finding, String attack, String before, String now) {
    System.out.println("attack table: " + finding + " | " + attack + " | " + before + " | " + now);
  }
}
