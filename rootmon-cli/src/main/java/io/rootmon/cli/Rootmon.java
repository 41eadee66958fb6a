package io.rootmon.cli;

/** The program. */
public final class Rootmon {
  private Rootmon() {}

  public static void main(String[] arguments) {
    System.out.println("rootmon");
  }
}
