package io.rootmon.render;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.FileTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import io.rootmon.alert.Alert;
import io.rootmon.text.TextLayout;
import io.rootmon.text.Truncation;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The messages' templates, by names such as {@code ses/body.html.ftl}. A template is read once.
 * Safe for use by multiple threads.
 */
public final class Templates {
  /**
   * The attribute by which a template for a program gets texts as they are: {@code <#ftl
   * output_format="JSON" attributes={"texts": "exact"}>}. Without it texts cannot format themselves
   * as Markdown, since most services that receive JSON are chats.
   */
  private static final String TEXTS = "texts";

  private static final String EXACT = "exact";

  private static final String SHORTENED =
      "Shortened to fit: long texts end in “…”, and the longest lists lack their end.";

  /** Those that a message is made of; they include the ones in {@code shared}. */
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

  /** Printed in place of a user's own webhook template that failed and that no built-in one has. */
  private static final String WEBHOOK_FALLBACK = "webhook/text.json.ftl";

  private static final String WEBHOOKS = "webhook/";

  private static final Pattern INCLUDE = Pattern.compile("<#include \"/([^\"]+)\"");

  private final TemplateSandbox builtIn;
  private final @Nullable UserTemplates users;
  private final Optional<ZoneId> zone;

  private Templates(TemplateSandbox builtIn, @Nullable UserTemplates users, Optional<ZoneId> zone) {
    this.builtIn = builtIn;
    this.users = users;
    this.zone = zone;
  }

  public static Templates builtIn() {
    return new Templates(new TemplateSandbox(builtInLoader()), null, Optional.empty());
  }

  /** Returns the same templates, which print the times of a time zone beside UTC. */
  public Templates withTimeZone(ZoneId other) {
    return new Templates(builtIn, users, Optional.of(other));
  }

  /**
   * Returns the name of the template that prints the body of a webhook.
   *
   * @param name such as {@code splunk-hec}
   * @throws IllegalArgumentException if there is neither a built-in template nor one of the user's
   */
  public String webhook(String name) {
    String template = WEBHOOKS + name + TemplateSandbox.JSON;
    if (!NAMES.contains(template) && (users == null || !users.has(template))) {
      String known =
          NAMES.stream()
              .filter(it -> it.startsWith(WEBHOOKS))
              .map(
                  it ->
                      it.substring(WEBHOOKS.length(), it.length() - TemplateSandbox.JSON.length()))
              .collect(Collectors.joining(", "));
      throw new IllegalArgumentException(
          "template: expected one of "
              + known
              + ", or the name of a file "
              + WEBHOOKS
              + "NAME"
              + TemplateSandbox.JSON
              + " in your templates, but was '"
              + name
              + "'");
    }
    return template;
  }

  /** The user's templates in a folder first, the built-in ones for the rest. */
  public static Templates overriddenBy(Path folder) {
    return overriddenBy(folder, UserTemplates.TIME_LIMIT);
  }

  /**
   * The same with another time limit.
   *
   * @param limit how long the user's templates may take for an alert, all together
   */
  static Templates overriddenBy(Path folder, Duration limit) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("templates: expected a folder but was " + folder);
    }
    try {
      TemplateLoader own = new FileTemplateLoader(folder.toFile());
      TemplateLoader both = new MultiTemplateLoader(new TemplateLoader[] {own, builtInLoader()});
      return new Templates(
          new TemplateSandbox(builtInLoader()),
          new UserTemplates(folder, TemplateSandbox.interruptible(both), limit),
          Optional.empty());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "templates: expected a readable folder but was " + folder, e);
    }
  }

  private static TemplateLoader builtInLoader() {
    return new ClassTemplateLoader(Templates.class.getClassLoader(), "io/rootmon/templates");
  }

  /**
   * Prints every template once with each example.
   *
   * @return what is wrong: the template, the line, and the cause
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
    if (users != null) {
      problems.addAll(users.unused(NAMES));
    }
    return List.copyOf(problems);
  }

  /**
   * Parses the built-in templates of a type of channel, and the ones that they include, before they
   * are rendered.
   *
   * @param channelType the folder of the templates; without such a folder nothing happens
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

  /** Where the user's template fails, the built-in one's output with a note on that. */
  public RenderedTemplate render(String name, Alert alert) {
    return render(name, alert, RenderLimits.LARGEST, new BoundedWriter(), timeLimit());
  }

  /**
   * Several templates' output. If one of the user's fails, a note reports all of them; and the
   * alert is shortened step by step until the output fits, or there is nothing left to shorten.
   */
  public RenderedParts render(List<String> names, Alert alert, Predicate<RenderedParts> fits) {
    RenderLimits extent = RenderLimits.LARGEST;
    TimeLimit limit = timeLimit();
    RenderedParts parts = render(names, alert, extent, limit);
    Alert told = alert;
    for (String problem : parts.problems()) {
      told = told.withNote(problem);
    }
    if (!parts.problems().isEmpty()) {
      parts = render(names, told, extent, limit);
    }
    while (!fits.test(parts) && !extent.isSmallest()) {
      told = extent.equals(RenderLimits.LARGEST) ? told.withNote(SHORTENED) : told;
      extent = extent.smaller();
      parts = render(names, told, extent, limit);
    }
    return parts;
  }

  /**
   * A one-line text such as a subject: the longest form of the headline with which it fits.
   *
   * @param text of the template with the longest form
   * @return the text, shortened at the end of a clause or word where no form fits
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
   * Prints a built-in template about something else than an alert, under the same rules.
   *
   * @param page what the template calls {@code page}: a public record of rootmon's own, and such
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
      List<String> names, Alert alert, RenderLimits extent, TimeLimit limit) {
    Map<String, String> texts = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    BoundedWriter out = new BoundedWriter();
    for (String name : names) {
      RenderedTemplate rendered = render(name, alert, extent, out, limit);
      texts.put(name, rendered.text());
      rendered.problem().ifPresent(problems::add);
    }
    return new RenderedParts(texts, problems);
  }

  private TimeLimit timeLimit() {
    return users == null ? TimeLimit.NONE : users.timeLimit();
  }

  private RenderedTemplate render(
      String name, Alert alert, RenderLimits extent, BoundedWriter out, TimeLimit limit) {
    if (users == null) {
      return new RenderedTemplate(printBuiltIn(name, alert, extent, out), Optional.empty());
    }
    try {
      return new RenderedTemplate(users.print(name, alert, extent, zone, limit), Optional.empty());
    } catch (UserTemplateException e) {
      // No failure of a user's template may cost the alert.
      String problem = e.problem();
      Alert noted = alert.notes().contains(problem) ? alert : alert.withNote(problem);
      String instead = NAMES.contains(name) ? name : WEBHOOK_FALLBACK;
      return new RenderedTemplate(printBuiltIn(instead, noted, extent, out), Optional.of(problem));
    }
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
}
