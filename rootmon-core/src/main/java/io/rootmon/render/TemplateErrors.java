package io.rootmon.render;

import freemarker.core.ParseException;
import freemarker.template.TemplateException;
import freemarker.template.TemplateNotFoundException;
import io.rootmon.internal.text.SafeText;

/** Why a user's template failed, in one short line. */
final class TemplateErrors {
  private static final int MAX_LENGTH = 240;

  /** Ends every problem. */
  static final String FALLBACK = "; the built-in one is used";

  private TemplateErrors() {}

  static String of(String name, Throwable thrown) {
    // FreeMarker remembers a parse error, and repeats it as the cause of another exception.
    Throwable failure = thrown.getCause() instanceof ParseException first ? first : thrown;
    String line = "template " + name + location(failure) + ": " + cause(failure);
    return SafeText.line(line, MAX_LENGTH - FALLBACK.length()) + FALLBACK;
  }

  private static String location(Throwable failure) {
    if (failure instanceof ParseException e) {
      return " line " + e.getLineNumber();
    }
    return failure instanceof TemplateException e && e.getLineNumber() != null
        ? " line " + e.getLineNumber()
        : "";
  }

  private static String cause(Throwable failure) {
    if (failure instanceof ParseException e) {
      return shortened(e.getEditorMessage());
    } else if (failure instanceof TemplateNotFoundException) {
      return "there is no such template";
    } else if (failure instanceof TemplateException e) {
      return shortened(e.getMessageWithoutStackTop());
    } else if (failure instanceof StackOverflowError) {
      return "it calls itself without end";
    } else if (failure instanceof OutOfMemoryError) {
      return "it needs more memory than there is";
    }
    return shortened(String.valueOf(failure.getMessage()));
  }

  /** FreeMarker adds hints for the author, below a line of dashes. */
  private static String shortened(String message) {
    return SafeText.line(message.split("----", 2)[0], MAX_LENGTH / 2).strip();
  }
}
