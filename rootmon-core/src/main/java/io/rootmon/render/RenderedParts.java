package io.rootmon.render;

import java.util.List;
import java.util.Map;

/**
 * The output of several templates for one alert, by the templates' names.
 *
 * @param problems the problems of the user's own templates
 */
public record RenderedParts(Map<String, String> texts, List<String> problems) {
  public RenderedParts {
    texts = Map.copyOf(texts);
    problems = List.copyOf(problems);
  }

  /** Returns the text that a template rendered. */
  public String text(String template) {
    String text = texts.get(template);
    if (text == null) {
      throw new IllegalArgumentException(
          "template: expected one of " + texts.keySet() + " but was " + template);
    }
    return text;
  }
}
