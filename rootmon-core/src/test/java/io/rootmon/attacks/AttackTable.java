package io.rootmon.attacks;

/**
 * Prints one row for each attack that a test rebuilds: what happened before and what happens now.
 */
public final class AttackTable {
  private AttackTable() {}

  public static void row(String finding, String attack, String before, String now) {
    System.out.println("attack table: " + finding + " | " + attack + " | " + before + " | " + now);
  }
}
