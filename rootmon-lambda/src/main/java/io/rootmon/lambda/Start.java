package io.rootmon.lambda;

import io.rootmon.RootMonitor;
import io.rootmon.channel.Dispatcher;
import io.rootmon.config.Configuration;
import io.rootmon.render.Templates;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * Wires the line from the configuration document: {@code ROOTMON_CONFIG} holds it, or {@code
 * ROOTMON_CONFIG_PARAMETER} names the SSM parameter that does.
 */
final class Start implements Wiring {
  static final String DOCUMENT = "ROOTMON_CONFIG";
  static final String PARAMETER = "ROOTMON_CONFIG_PARAMETER";

  private final BinaryOperator<String> parameters;

  /** With the way from a parameter's name and region to its value. */
  Start(BinaryOperator<String> parameters) {
    this.parameters = parameters;
  }

  @Override
  public Wired wire(Map<String, String> environment) {
    Configuration configuration = configuration(environment);
    // The document's channels are not read yet: until then nobody is told, and nothing is done.
    RootMonitor monitor =
        RootMonitor.standard(configuration.accountDirectory(), new Dispatcher(List.of()));
    return new Wired(monitor, Templates.builtIn(), Set.of(), () -> {});
  }

  private Configuration configuration(Map<String, String> environment) {
    String document = environment.getOrDefault(DOCUMENT, "");
    String parameter = environment.getOrDefault(PARAMETER, "");
    if (document.isBlank() == parameter.isBlank()) {
      throw new IllegalArgumentException(
          "environment: expected one of "
              + DOCUMENT
              + " and "
              + PARAMETER
              + " but was "
              + (document.isBlank() ? "neither" : "both"));
    }
    return document.isBlank()
        ? Configuration.parse(
            parameter, parameters.apply(parameter, environment.getOrDefault("AWS_REGION", "")))
        : Configuration.parse(DOCUMENT, document);
  }
}
