package io.rootmon.render;

import freemarker.cache.ConditionalTemplateConfigurationFactory;
import freemarker.cache.FileExtensionMatcher;
import freemarker.cache.FirstMatchTemplateConfigurationFactory;
import freemarker.cache.TemplateConfigurationFactory;
import freemarker.cache.TemplateLoader;
import freemarker.cache.TemplateNameFormat;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.OutputFormat;
import freemarker.core.PlainTextOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.core.TemplateConfiguration;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.Version;
import io.rootmon.internal.render.SlackOutputFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/** FreeMarker set up so that a template can print, and nothing else. */
final class TemplateSandbox {
  private static final Version VERSION = Configuration.VERSION_2_3_34;

  /** How the names of templates that print JSON end. */
  static final String JSON = ".json.ftl";

  private final Configuration configuration;

  /** For rootmon's own templates, which are known to end. */
  TemplateSandbox(TemplateLoader loader) {
    this(loader, new Configuration(VERSION));
  }

  private TemplateSandbox(TemplateLoader loader, Configuration empty) {
    configuration = empty;
    configuration.setTemplateLoader(loader);
    configuration.setTemplateNameFormat(TemplateNameFormat.DEFAULT_2_4_0);
    configuration.setLocalizedLookup(false);
    configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setLocale(Locale.ROOT);
    configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setAPIBuiltinEnabled(false);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setAttemptExceptionReporter((e, environment) -> {});
    configuration.setLogTemplateExceptions(false);
    configuration.setWrapUncheckedExceptions(true);
    configuration.setFallbackOnNullLoopVariable(false);
    configuration.setRegisteredCustomOutputFormats(
        List.of(SlackOutputFormat.INSTANCE, JsonOutputFormat.INSTANCE));
    // An included file without a known format is escaped.
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setTemplateConfigurations(formatsByName());
  }

  /** For templates of others: an interrupted thread stops printing them. */
  static TemplateSandbox interruptible(TemplateLoader loader) {
    return new TemplateSandbox(loader, new InterruptibleConfiguration(VERSION));
  }

  /** The template, which keeps the escaping that its name asks for. */
  Template template(String name) throws IOException {
    Template template = configuration.getTemplate(name);
    OutputFormat expected = formatOf(name);
    boolean escapes = template.getAutoEscaping() || expected == PlainTextOutputFormat.INSTANCE;
    if (!template.getOutputFormat().equals(expected) || !escapes) {
      throw new IOException(
          "must have the output format "
              + expected.getName()
              + " with escaping but has "
              + template.getOutputFormat().getName()
              + (escapes ? "" : " without"));
    }
    return template;
  }

  private static OutputFormat formatOf(String name) {
    if (name.endsWith(".txt.ftl")) {
      return PlainTextOutputFormat.INSTANCE;
    } else if (name.endsWith(JSON)) {
      return JsonOutputFormat.INSTANCE;
    }
    return name.endsWith(".slack.ftl") ? SlackOutputFormat.INSTANCE : HTMLOutputFormat.INSTANCE;
  }

  private static TemplateConfigurationFactory formatsByName() {
    return new FirstMatchTemplateConfigurationFactory(
            named("html.ftl", HTMLOutputFormat.INSTANCE),
            named("txt.ftl", PlainTextOutputFormat.INSTANCE),
            named("json.ftl", JsonOutputFormat.INSTANCE),
            named("slack.ftl", SlackOutputFormat.INSTANCE))
        .allowNoMatch(true);
  }

  private static TemplateConfigurationFactory named(String extension, OutputFormat format) {
    TemplateConfiguration configuration = new TemplateConfiguration();
    configuration.setOutputFormat(format);
    return new ConditionalTemplateConfigurationFactory(
        new FileExtensionMatcher(extension), configuration);
  }
}
