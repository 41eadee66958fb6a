package io.rootmon.render;

/** A user's template printed nothing that could be used. */
final class UserTemplateException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String problem;

  UserTemplateException(String problem) {
    super(problem, null, false, false);
    this.problem = problem;
  }

  /** One line: the template's name, the line, and the cause. */
  String problem() {
    return problem;
  }
}
