package io.rootmon.judge;

/** Fills a rule's advice with the details of one event. */
final class Advice {
  private Advice() {}
}
