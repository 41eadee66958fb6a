package io.rootmon.render;

import io.rootmon.alert.Alert;
import java.nio.file.Path;

/** The messages' templates, by names such as {@code ses/body.html.ftl}. */
public final class Templates {
  private Templates() {}

  public static Templates builtIn() {
    return new Templates();
  }

  /** The user's templates in a folder first, the built-in ones for the rest. */
  public static Templates overriddenBy(Path folder) {
    return new Templates();
  }

  public Rendered render(String name, Alert alert) {
    return new Rendered(name + alert.headline(), java.util.Optional.empty());
  }
}
