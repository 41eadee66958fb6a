package io.rootmon.render;

import java.util.Optional;

/**
 * A template's output.
 *
 * @param problem what was wrong with the user's own template, if the built-in one took its place
 */
public record RenderedTemplate(String text, Optional<String> problem) {}
