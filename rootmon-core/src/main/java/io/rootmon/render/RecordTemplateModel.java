package io.rootmon.render;

import freemarker.template.ObjectWrapper;
import freemarker.template.SimpleNumber;
import freemarker.template.SimpleScalar;
import freemarker.template.SimpleSequence;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Command;
import io.rootmon.alert.Fact;
import io.rootmon.alert.Link;
import io.rootmon.alert.ReportContent.HeatMap;
import io.rootmon.alert.ReportContent.Timeline;
import io.rootmon.internal.text.LinkBreaker;
import io.rootmon.internal.text.LocalTimes;
import io.rootmon.internal.text.MarkdownText;
import io.rootmon.internal.text.SafeText;
import io.rootmon.internal.text.SecretRedactor;
import io.rootmon.judge.Finding;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The data model of a template: the components of rootmon's own records, and nothing else of any
 * object. Every text is one safe line, and long ones are cut, for every alert.
 *
 * @param breaksLinks whether no address in a string may be followed; Slack's format breaks them
 *     itself, because in code they stay readable
 * @param isMarkdown whether the recipient formats Markdown, so that no text may format itself
 * @param zone whose times are printed beside UTC
 */
record RecordTemplateModel(
    RenderLimits extent, boolean breaksLinks, boolean isMarkdown, Optional<ZoneId> zone)
    implements ObjectWrapper {
  private static final int MAX_ADDRESS_LENGTH = 2_000;

  /** A chart with missing parts would be wrong, so it is never truncated. Its creator limits it. */
  private static final Set<Class<?>> CHART_PARTS =
      Set.of(
          HeatMap.Day.class, HeatMap.Row.class, HeatMap.Cell.class, Timeline.TimelineBucket.class);

  private static final Set<String> FOLLOWED = Set.of("https", "http", "mailto");
  private static final ClassValue<Map<String, Method>> ACCESSORS =
      new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents())
              .collect(Collectors.toMap(RecordComponent::getName, RecordComponent::getAccessor));
        }
      };

  RecordTemplateModel(RenderLimits extent, boolean breaksLinks) {
    this(extent, breaksLinks, false, Optional.empty());
  }

  /** The data model's root: one value alone. */
  TemplateHashModel of(String root, Record value) {
    if (!isOurs(value)) {
      throw new IllegalArgumentException(
          root + ": expected a record of rootmon's own but was a " + value.getClass().getName());
    }
    TemplateModel only = components(value);
    return new Names() {
      @Override
      public @Nullable TemplateModel get(String name) {
        return name.equals(root) ? only : null;
      }
    };
  }

  @Override
  public @Nullable TemplateModel wrap(@Nullable Object value) throws TemplateModelException {
    if (value == null) {
      return null;
    } else if (value instanceof TemplateModel model) {
      return model;
    } else if (value instanceof Optional<?> optional) {
      return wrap(optional.orElse(null));
    } else if (value instanceof Boolean flag) {
      return flag ? TemplateBooleanModel.TRUE : TemplateBooleanModel.FALSE;
    } else if (value instanceof Number number) {
      return new SimpleNumber(number);
    } else if (value instanceof URI address) {
      return new SimpleScalar(isFollowed(address) ? address.toASCIIString() : text(address));
    } else if (value instanceof CharSequence
        || value instanceof Enum<?>
        || value instanceof AccountId
        || value instanceof Instant) {
      return new SimpleScalar(text(value));
    } else if (value instanceof Collection<?> list) {
      return sequence(list);
    } else if (value instanceof Record part && isOurs(part)) {
      return components(part);
    }
    throw new TemplateModelException("a " + value.getClass().getSimpleName() + " is not printed");
  }

  private String text(Object value) {
    String line = SecretRedactor.redact(SafeText.line(value.toString(), extent.characters()));
    if (value instanceof Enum<?> || value instanceof Instant) {
      return line;
    }
    String local = zone.isPresent() ? LocalTimes.add(line, zone.get()) : line;
    String broken = breaksLinks ? LinkBreaker.breakLinks(local) : local;
    return markdown(broken);
  }

  private String markdown(String text) {
    return isMarkdown ? MarkdownText.neutralize(text) : text;
  }

  private TemplateModel sequence(Collection<?> list) {
    boolean isChart = list.stream().allMatch(it -> CHART_PARTS.contains(it.getClass()));
    int most = isChart ? list.size() : extent.items();
    SimpleSequence items = new SimpleSequence(Math.min(list.size(), most), this);
    for (Object item : list) {
      if (isSafe(item) && items.size() < most) {
        items.add(item);
      }
    }
    return items;
  }

  private TemplateModel components(Record part) {
    return new Names() {
      @Override
      public @Nullable TemplateModel get(String name) throws TemplateModelException {
        Method accessor = ACCESSORS.get(part.getClass()).get(name);
        if (part instanceof Fact fact && name.equals("label") && breaksLinks) {
          return new SimpleScalar(
              markdown(LinkBreaker.breakPath(SafeText.line(fact.label(), extent.characters()))));
        } else if (part instanceof Finding finding && name.equals("ruleId")) {
          return new SimpleScalar(SafeText.line(finding.ruleId(), extent.characters()));
        }
        if (part instanceof Command command) {
          return command(command, name);
        }
        return accessor == null ? null : wrap(read(part, accessor));
      }
    };
  }

  /** Its own values passed a check when it was created: a broken-up command would not run. */
  private @Nullable TemplateModel command(Command command, String name) {
    return switch (name) {
      case "label" -> new SimpleScalar(command.label());
      case "text" -> new SimpleScalar(command.text());
      case "lines" -> lines(command);
      default -> null;
    };
  }

  private SimpleSequence lines(Command command) {
    SimpleSequence lines = new SimpleSequence(command.lines().size(), this);
    command.lines().forEach(it -> lines.add(new SimpleScalar(it)));
    return lines;
  }

  private static @Nullable Object read(Record part, Method accessor) throws TemplateModelException {
    try {
      return accessor.invoke(part);
    } catch (ReflectiveOperationException e) {
      throw new TemplateModelException(accessor.getName() + " cannot be read", e);
    }
  }

  private static boolean isOurs(Record part) {
    return part.getClass().getPackageName().startsWith("io.rootmon.");
  }

  /** A link that cannot be followed safely is left out. */
  private static boolean isSafe(Object item) {
    return !(item instanceof Link link) || isFollowed(link.address());
  }

  private static boolean isFollowed(URI address) {
    String scheme = address.getScheme();
    return scheme != null
        && FOLLOWED.contains(scheme)
        && address.toASCIIString().length() <= MAX_ADDRESS_LENGTH;
  }

  /** Values by their names; never empty, and no list of the names. */
  private abstract static class Names implements TemplateHashModel {
    @Override
    public boolean isEmpty() {
      return false;
    }
  }
}
