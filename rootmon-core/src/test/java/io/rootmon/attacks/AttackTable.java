package io.rootmon.attacks;

/** Prints the table of attacks: what an attack did before, and what it does now. */
public final class AttackTable {
  private AttackTable() {}

  public static void row(String finding, String attack, String before, String now) {
    System.out.println("attack table: " + finding + " | " + attack + " | " + before + " | " + now);
  }
}
