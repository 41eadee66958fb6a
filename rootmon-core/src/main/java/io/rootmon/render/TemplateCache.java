package io.rootmon.render;

import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.StringTemplateLoader;
import freemarker.cache.TemplateLoader;
import io.rootmon.internal.DaemonThreads;
import io.rootmon.internal.TaskException;
import io.rootmon.internal.text.SafeText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The user's templates, read when a message first needs them. If they cannot be read, the messages
 * use the previous ones, else the built-in ones, and a later message tries again. Safe for use by
 * many threads.
 */
final class TemplateCache {
  /** After this time, the next message reads the templates again. */
  private static final Duration MAX_AGE = Duration.ofMinutes(5);

  /** After a failure. Until then no message waits for the templates. */
  private static final Duration RETRY_PAUSE = Duration.ofMinutes(1);

  private static final int MAX_PROBLEM_LENGTH = 240;
  private static final int MAX_LOCATION_LENGTH = 100;
  private static final String FALLBACK = "; the built-in ones are used";

  /**
   * How long a message waits.
   *
   * @param reading for the files
   * @param rendering for all of the user's templates together
   */
  record Limits(Duration reading, Duration rendering) {
    static final Limits STANDARD = new Limits(Duration.ofSeconds(3), UserTemplates.TIME_LIMIT);
  }

  /**
   * The templates for a message.
   *
   * @param templates null for the built-in ones
   * @param problem why there are none although the configuration names some
   */
  record Loaded(@Nullable UserTemplates templates, Optional<String> problem) {
    static final Loaded NONE = new Loaded(null, Optional.empty());
  }

  private final String location;
  private final TemplateFiles.Source source;
  private final TemplateLoader builtIn;
  private final Limits limits;
  private final InstantSource clock;
  private Instant next = Instant.MIN;
  private Loaded loaded = Loaded.NONE;
  private @Nullable String unreported;

  /**
   * @param location what messages call the source
   */
  TemplateCache(
      String location,
      TemplateFiles.Source source,
      TemplateLoader builtIn,
      Limits limits,
      InstantSource clock) {
    this.location = location;
    this.source = source;
    this.builtIn = builtIn;
    this.limits = limits;
    this.clock = clock;
  }

  synchronized Loaded get() {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return loaded;
    }
    try {
      TemplateFiles files =
          DaemonThreads.await(
              DaemonThreads.start("rootmon-template-files", source::read),
              limits.reading().toNanos());
      UserTemplates current = loaded.templates();
      // Unchanged files stay parsed, and a template that never ends stays switched off.
      if (current == null || !current.files().equals(files)) {
        current = new UserTemplates(files, sandbox(files), limits.rendering());
      }
      loaded = new Loaded(current, Optional.empty());
      next = now.plus(MAX_AGE);
    } catch (TaskException e) {
      failed(reason(e), now);
    }
    return loaded;
  }

  /** The next message reads the templates again. */
  synchronized void expire() {
    next = Instant.MIN;
  }

  /** Returns why the templates could not be read, once for each failure. */
  synchronized Optional<String> takeProblem() {
    Optional<String> problem = Optional.ofNullable(unreported);
    unreported = null;
    return problem;
  }

  private void failed(String reason, Instant now) {
    // The location is the operator's. The reason may quote AWS.
    String start = "templates " + SafeText.cut(location, MAX_LOCATION_LENGTH) + ": ";
    String line =
        start + SafeText.line(reason, MAX_PROBLEM_LENGTH - start.length() - FALLBACK.length());
    boolean hasPrevious = loaded.templates() != null;
    unreported = line + (hasPrevious ? "; the previous ones are used" : FALLBACK);
    loaded = hasPrevious ? loaded : new Loaded(null, Optional.of(line + FALLBACK));
    next = now.plus(RETRY_PAUSE);
  }

  private static String reason(TaskException e) {
    return e.failure() instanceof IOException failure
        ? String.valueOf(failure.getMessage())
        : e.describe();
  }

  private TemplateSandbox sandbox(TemplateFiles files) {
    StringTemplateLoader own = new StringTemplateLoader();
    files.texts().forEach(own::putTemplate);
    return TemplateSandbox.interruptible(
        new MultiTemplateLoader(new TemplateLoader[] {own, builtIn}));
  }
}
