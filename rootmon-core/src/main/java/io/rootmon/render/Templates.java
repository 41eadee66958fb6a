package io.rootmon.render;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import io.rootmon.alert.Alert;
import io.rootmon.internal.render.BoundedWriter;
import io.rootmon.internal.text.TextLayout;
import io.rootmon.internal.text.Truncation;
import io.rootmon.render.UserTemplates.UserTemplateException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The templates of messages, by names such as {@code ses/body.html.ftl}. Each template is parsed
 * once. Safe for use by multiple threads.
 */
public final class Templates {
  /**
   * The attribute for templates whose recipient is a program, which receives unchanged texts:
   * {@code <#ftl output_format="JSON" attributes={"texts": "exact"}>}. Without the attribute,
   * Markdown characters in texts are replaced, because most services that receive JSON are chat
   * services.
   */
  private static final String TEXTS = "texts";

  private static final String EXACT = "exact";

  private static final String SHORTENED =
      "Shortened to fit: long texts end in “…”, and the longest lists lack their end.";

  /** The templates that messages consist of, including those in {@code shared}. */
  private static final List<String> NAMES =
      List.of(
          "pagerduty/details.txt.ftl",
          "pagerduty/summary.txt.ftl",
          "ses/body.html.ftl",
          "ses/body.txt.ftl",
          "ses/subject.txt.ftl",
          "slack/advice.slack.ftl",
          "slack/event.slack.ftl",
          "slack/facts.slack.ftl",
          "slack/footer.slack.ftl",
          "slack/header.slack.ftl",
          "slack/links.slack.ftl",
          "slack/notes.slack.ftl",
          "slack/reasons.slack.ftl",
          "slack/report.slack.ftl",
          "slack/state.slack.ftl",
          "slack/summary.slack.ftl",
          "slack/text.slack.ftl",
          "sns/body.txt.ftl",
          "sns/chat.json.ftl",
          "sns/subject.txt.ftl",
          "teams/card.json.ftl",
          "webhook/google-chat.json.ftl",
          "webhook/mattermost.json.ftl",
          "webhook/servicenow.json.ftl",
          "webhook/splunk-hec.json.ftl",
          "webhook/text.json.ftl");

  /**
   * The replacement for a user's own webhook template that failed and has no built-in counterpart.
   */
  private static final String WEBHOOK_FALLBACK = "webhook/text.json.ftl";

  private static final String WEBHOOKS = "webhook/";

  private static final TemplateCache.Loaded NONE = TemplateCache.Loaded.NONE;

  private static final Pattern INCLUDE = Pattern.compile("<#include \"/([^\"]+)\"");

  private final TemplateSandbox builtIn;
  private final @Nullable TemplateCache users;
  private final Optional<ZoneId> zone;

  private Templates(TemplateSandbox builtIn, @Nullable TemplateCache users, Optional<ZoneId> zone) {
    this.builtIn = builtIn;
    this.users = users;
    this.zone = zone;
  }

  /** Returns the templates that rootmon ships. */
  public static Templates builtIn() {
    return new Templates(new TemplateSandbox(builtInLoader()), null, Optional.empty());
  }

  /** Returns the same templates, which print each time in this time zone in addition to UTC. */
  public Templates withTimeZone(ZoneId other) {
    return new Templates(builtIn, users, Optional.of(other));
  }

  /**
   * Returns the name of the template for the body of a webhook.
   *
   * @param name the name of the service, such as {@code splunk-hec}
   * @throws IllegalArgumentException if neither a built-in template nor a user's template has this
   *     name
   */
  public String webhook(String name) {
    String template = WEBHOOKS + name + TemplateSandbox.JSON;
    TemplateCache.Loaded loaded = users == null || NAMES.contains(template) ? NONE : users.get();
    boolean isUsers = loaded.templates() != null && loaded.templates().has(template);
    // Without the user's templates the alert is posted with a built-in one, and a note.
    if (!NAMES.contains(template) && !isUsers && loaded.problem().isEmpty()) {
      throw new IllegalArgumentException(
          "template: must be one of "
              + String.join(", ", builtIn().webhooks())
              + ", or the name of a file "
              + WEBHOOKS
              + "NAME"
              + TemplateSandbox.JSON
              + " in your templates, but is '"
              + name
              + "'");
    }
    return template;
  }

  /**
   * Returns templates in which the user's templates in a folder replace built-in ones.
   *
   * @throws IllegalArgumentException if the folder does not exist
   */
  public static Templates overriddenBy(Path folder) {
    return overriddenBy(folder, UserTemplates.TIME_LIMIT);
  }

  /**
   * Returns templates in which the user's templates in a folder replace built-in ones, with another
   * time limit.
   *
   * @param limit the maximum time of all the user's templates for one alert
   */
  static Templates overriddenBy(Path folder, Duration limit) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("templates: must be a folder but is " + folder);
    }
    return builtIn()
        .with(
            new TemplateCache(
                folder.toString(),
                () -> TemplateFiles.read(folder),
                builtInLoader(),
                new TemplateCache.Limits(TemplateCache.Limits.STANDARD.reading(), limit),
                InstantSource.system()));
  }

  /**
   * Returns templates in which the user's templates replace these ones. The files are read when a
   * message first needs them, and again after five minutes. A problem with the files never prevents
   * an alert: the message is rendered with these templates and contains a note.
   *
   * @param location the name of the source in messages, such as {@code s3://bucket/prefix}
   */
  public Templates overriddenBy(String location, TemplateFiles.Source source, InstantSource clock) {
    return with(
        new TemplateCache(location, source, builtInLoader(), TemplateCache.Limits.STANDARD, clock));
  }

  private Templates with(TemplateCache own) {
    return new Templates(builtIn, own, zone);
  }

  /** Returns the names of the templates for webhooks: the built-in ones and the user's. */
  public List<String> webhooks() {
    Set<String> names = new TreeSet<>(NAMES);
    UserTemplates own = loaded().templates();
    if (own != null) {
      names.addAll(own.files().texts().keySet());
    }
    return names.stream()
        .filter(it -> it.startsWith(WEBHOOKS) && it.endsWith(TemplateSandbox.JSON))
        .map(it -> it.substring(WEBHOOKS.length(), it.length() - TemplateSandbox.JSON.length()))
        .toList();
  }

  /** Returns whether there are no user templates. */
  public boolean isBuiltIn() {
    return users == null;
  }

  /** Returns why the user's templates could not be read. Each failure is returned once. */
  public Optional<String> takeProblem() {
    return users == null ? Optional.empty() : users.takeProblem();
  }

  /**
   * Reads the user's templates now unless they are already loaded, so that a problem is found
   * early.
   */
  public void load() {
    var unused = loaded();
  }

  /** Makes the next message read the user's templates again. */
  public void expire() {
    if (users != null) {
      users.expire();
    }
  }

  private static TemplateLoader builtInLoader() {
    return new ClassTemplateLoader(Templates.class.getClassLoader(), "io/rootmon/templates");
  }

  /**
   * Renders every template once with each example.
   *
   * @return the problems: the template, the line and the cause
   */
  public List<String> check(List<Alert> examples) {
    Set<String> problems = new LinkedHashSet<>();
    for (String name : NAMES) {
      for (Alert example : examples) {
        printBuiltIn(name, example, RenderLimits.LARGEST, new BoundedWriter());
        render(name, example)
            .problem()
            .ifPresent(it -> problems.add(it.replace(TemplateErrors.FALLBACK, "")));
      }
    }
    TemplateCache.Loaded loaded = loaded();
    if (loaded.templates() != null) {
      problems.addAll(loaded.templates().unused(NAMES));
    }
    return List.copyOf(problems);
  }

  /**
   * Parses the built-in templates of a channel type, and the templates that they include, before
   * the first message.
   *
   * @param channelType the folder of the templates; if it does not exist, the call has no effect
   */
  public void prepare(String channelType) throws IOException {
    for (String name : NAMES) {
      // JSON is printed by Teams, and by other channels where their settings name a template.
      boolean isUsed = !name.endsWith(TemplateSandbox.JSON) || channelType.equals("teams");
      if (name.startsWith(channelType + "/") && isUsed) {
        Matcher include = INCLUDE.matcher(builtIn.template(name).toString());
        while (include.find()) {
          builtIn.template(include.group(1));
        }
      }
    }
  }

  /**
   * Renders a template. If the user's template fails, the built-in one is rendered, and the output
   * contains a note.
   */
  public RenderedTemplate render(String name, Alert alert) {
    return render(name, alert, RenderLimits.LARGEST, new BoundedWriter(), message());
  }

  /**
   * Renders several templates. If a user's template fails, the note covers all failures. The alert
   * is shortened step by step until the output fits or cannot be shortened further.
   */
  public RenderedParts render(List<String> names, Alert alert, Predicate<RenderedParts> fits) {
    RenderLimits extent = RenderLimits.LARGEST;
    Message message = message();
    RenderedParts parts = render(names, alert, extent, message);
    Alert notified = alert;
    for (String problem : parts.problems()) {
      notified = notified.withNote(problem);
    }
    if (!parts.problems().isEmpty()) {
      parts = render(names, notified, extent, message);
    }
    while (!fits.test(parts) && !extent.isSmallest()) {
      notified = extent.equals(RenderLimits.LARGEST) ? notified.withNote(SHORTENED) : notified;
      extent = extent.smaller();
      parts = render(names, notified, extent, message);
    }
    return parts;
  }

  /**
   * Renders a one-line text such as a subject, with the longest form of the headline that fits.
   *
   * @param text the output of the template with the longest form
   * @return the text; if no form fits, it is truncated after a clause or word
   */
  public String headline(String name, Alert alert, String text, int longest) {
    String line = TextLayout.line(text);
    for (String form : alert.headlines()) {
      if (line.length() <= longest) {
        return line;
      }
      line = TextLayout.line(render(name, alert.withHeadline(form)).text());
    }
    return Truncation.clause(line, longest);
  }

  /**
   * Renders a built-in template whose subject is not an alert, with the same rules.
   *
   * @param page the public record of rootmon that the template refers to as {@code page}
   */
  public static void print(String name, Record page, Writer out) throws IOException {
    // Browsers make no links of their own.
    RecordTemplateModel view = new RecordTemplateModel(RenderLimits.DOCUMENT, false);
    try {
      new TemplateSandbox(builtInLoader())
          .template(name)
          .createProcessingEnvironment(view.of("page", page), out, view)
          .process();
    } catch (TemplateException e) {
      throw new IllegalStateException("template " + name + ": a bug", e);
    }
  }

  private RenderedParts render(
      List<String> names, Alert alert, RenderLimits extent, Message message) {
    Map<String, String> texts = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    BoundedWriter out = new BoundedWriter();
    for (String name : names) {
      RenderedTemplate rendered = render(name, alert, extent, out, message);
      texts.put(name, rendered.text());
      rendered.problem().ifPresent(problems::add);
    }
    return new RenderedParts(texts, problems);
  }

  /** The user's templates for one message. They share a time limit. */
  private record Message(TemplateCache.Loaded loaded, TimeLimit limit) {}

  private Message message() {
    TemplateCache.Loaded loaded = loaded();
    UserTemplates own = loaded.templates();
    return new Message(loaded, own == null ? TimeLimit.NONE : own.timeLimit());
  }

  private TemplateCache.Loaded loaded() {
    return users == null ? NONE : users.get();
  }

  private RenderedTemplate render(
      String name, Alert alert, RenderLimits extent, BoundedWriter out, Message message) {
    Optional<String> problem = message.loaded().problem();
    UserTemplates own = message.loaded().templates();
    if (own != null) {
      try {
        String text = own.print(name, alert, extent, zone, message.limit());
        return new RenderedTemplate(text, Optional.empty());
      } catch (UserTemplateException e) {
        // No failure of a user's template may cost the alert.
        problem = Optional.of(e.problem());
      }
    }
    Alert noted = problem.map(alert::withNote).orElse(alert);
    boolean isOwnAlone = users != null && !NAMES.contains(name);
    String text = printBuiltIn(isOwnAlone ? WEBHOOK_FALLBACK : name, noted, extent, out);
    return new RenderedTemplate(text, problem);
  }

  private String printBuiltIn(String name, Alert alert, RenderLimits extent, BoundedWriter out) {
    try {
      // An alert's extent bounds what the built-in templates print.
      out.begin(Integer.MAX_VALUE);
      return print(builtIn, name, alert, extent, zone, out);
    } catch (IOException | TemplateException e) {
      throw new IllegalStateException("template " + name + ": a bug", e);
    }
  }

  static String print(
      TemplateSandbox sandbox,
      String name,
      Alert alert,
      RenderLimits extent,
      Optional<ZoneId> zone,
      Writer out)
      throws IOException, TemplateException {
    Template template = sandbox.template(name);
    boolean isJson = name.endsWith(TemplateSandbox.JSON);
    boolean isExact = isJson && EXACT.equals(template.getCustomAttribute(TEXTS));
    RecordTemplateModel view =
        new RecordTemplateModel(
            extent, !isExact && !name.endsWith(".slack.ftl"), isJson && !isExact, zone);
    template.createProcessingEnvironment(view.of("alert", alert), out, view).process();
    return isJson ? CompactJson.of(out.toString()) : out.toString();
  }

  /** The end of the time that the user's templates have for one message. */
  record TimeLimit(long end) {
    /** Rootmon's own templates need none. */
    static final TimeLimit NONE = new TimeLimit(Long.MAX_VALUE);

    static TimeLimit of(Duration limit) {
      return new TimeLimit(System.nanoTime() + limit.toNanos());
    }

    long nanos() {
      return end - System.nanoTime();
    }
  }

  /**
   * The output of a template.
   *
   * @param problem the problem of the user's own template, if the built-in template replaced it
   */
  public record RenderedTemplate(String text, Optional<String> problem) {}
}
