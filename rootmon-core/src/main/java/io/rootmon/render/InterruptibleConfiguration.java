package io.rootmon.render;

import freemarker.core.ArithmeticEngine;
import freemarker.core._CoreAPI;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.Version;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * FreeMarker's settings, under which an interrupted thread stops: each turn of a loop, each
 * calculation and each comparison of a template checks whether its thread is interrupted. A
 * template that is made while another runs is refused, because it would have no such checks.
 */
final class InterruptibleConfiguration extends Configuration {
  private final Set<Template> checked = Collections.newSetFromMap(new WeakHashMap<>());

  InterruptibleConfiguration(Version version) {
    super(version);
    setArithmeticEngine(new InterruptibleArithmetic());
  }

  @Override
  public @Nullable Template getTemplate(
      String name,
      @Nullable Locale locale,
      @Nullable Object condition,
      @Nullable String encoding,
      boolean parse,
      boolean ignoresMissing)
      throws IOException {
    Template template = super.getTemplate(name, locale, condition, encoding, parse, ignoresMissing);
    if (template != null) {
      check(name, template);
    }
    return template;
  }

  private void check(String name, Template template) throws IOException {
    synchronized (checked) {
      if (checked.contains(template)) {
        return;
      }
      if (template.toString().contains("?interpret")) {
        throw new IOException(name + " uses ?interpret, which is not allowed");
      }
      _CoreAPI.addThreadInterruptedChecks(template);
      checked.add(template);
    }
  }

  /** Loops within an expression have no other place to look. */
  private static final class InterruptibleArithmetic extends ArithmeticEngine {
    private static void check() {
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("the time limit of this text was exceeded");
      }
    }

    @Override
    public int compareNumbers(Number first, Number second) throws TemplateException {
      check();
      return BIGDECIMAL_ENGINE.compareNumbers(first, second);
    }

    @Override
    public Number add(Number first, Number second) throws TemplateException {
      check();
      return BIGDECIMAL_ENGINE.add(first, second);
    }

    @Override
    public Number subtract(Number first, Number second) throws TemplateException {
      check();
      return BIGDECIMAL_ENGINE.subtract(first, second);
    }

    @Override
    public Number multiply(Number first, Number second) throws TemplateException {
      check();
      return BIGDECIMAL_ENGINE.multiply(first, second);
    }

    @Override
    public Number divide(Number first, Number second) throws TemplateException {
      check();
      return BIGDECIMAL_ENGINE.divide(first, second);
    }

    @Override
    public Number modulus(Number first, Number second) throws TemplateException {
      check();
      return BIGDECIMAL_ENGINE.modulus(first, second);
    }

    @Override
    public Number toNumber(String text) {
      return BIGDECIMAL_ENGINE.toNumber(text);
    }
  }
}
