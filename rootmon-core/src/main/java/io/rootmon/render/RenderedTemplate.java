package io.rootmon.render;

import java.util.Optional;

/**
 * The output of a template.
 *
 * @param problem the problem of the user's own template, if the built-in template replaced it
 */
public record RenderedTemplate(String text, Optional<String> problem) {}
