package io.rootmon.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The problems of one configuration document. */
public final class Problems {
  private final String document;
  private final List<String> all = new ArrayList<>();
  private int meaning;

  /** Creates an empty list of problems. */
  public Problems(String document) {
    this.document = document;
  }

  /** Adds a problem that the published schema reports too. */
  void add(String path, String problem) {
    all.add(path.isEmpty() ? problem : path + ": " + problem);
  }

  /**
   * Adds a problem that a schema cannot express, such as a date that does not exist.
   *
   * @param path the path of the object whose key the message names
   */
  void addMeaning(String path, String problem) {
    meaning++;
    all.add(path.isEmpty() ? problem : path + "." + problem);
  }

  /** Adds problems across several values of the document, each with its path. */
  public void addAll(List<String> problems) {
    meaning += problems.size();
    all.addAll(problems);
  }

  /** Returns the number of problems. */
  public int count() {
    return all.size();
  }

  /** Returns whether every problem is one that a schema cannot express. */
  public boolean fitsSchema() {
    return meaning == all.size();
  }

  String document() {
    return document;
  }

  /**
   * Ends the reading if there is a problem.
   *
   * @throws IllegalArgumentException with a line for every problem
   */
  public void throwIfAny() {
    if (!all.isEmpty()) {
      throw new IllegalArgumentException(toString());
    }
  }

  @Override
  public String toString() {
    return all.stream().map(it -> document + ": " + it).collect(Collectors.joining("\n"));
  }
}
