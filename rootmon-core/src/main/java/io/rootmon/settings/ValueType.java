package io.rootmon.settings;

import io.rootmon.account.AccountId;
import io.rootmon.internal.json.ValueDescription;
import io.rootmon.internal.text.Suggestion;
import io.rootmon.secret.SecretReference;
import io.rootmon.settings.Settings.Problems;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A type of value in the configuration: the text for its problems, and the conversion from JSON.
 *
 * <p>Every type has an entry of the same meaning in {@code rootmon.schema.json}; a test checks that
 * they accept the same documents.
 */
public abstract class ValueType<T> {
  /** The id of an account. */
  public static final ValueType<AccountId> ACCOUNT_ID =
      text("12 digits", "[0-9]{12}", "000000000000").map(AccountId::new);

  /** A region such as {@code eu-west-1}. */
  public static final ValueType<String> AWS_REGION =
      text("an AWS region such as eu-west-1", "[a-z]{2,}(-[a-z]+)+-\\d+", "us-east-1");

  /** Returns the type of a string that is not blank. */
  public static final ValueType<String> TEXT = text("a string");

  /** A reference to a secret. Its problems never quote a string, which may be the secret itself. */
  public static final ValueType<SecretReference> SECRET =
      object(
          "an object with the location of the secret, such as {\"env\":\"NAME\"}",
          it -> secret(it),
          new SecretReference.Env("PLACEHOLDER"));

  private static final int MAX_INTEGER_DIGITS = 18;
  private static final String NOT_BLANK = "(?s).*\\S.*";

  private final String title;

  private ValueType(String title) {
    this.title = title;
  }

  /** Returns the description of the expected value, such as {@code 12 digits}. */
  final String title() {
    return title;
  }

  /** Reads the value. Returns empty after a problem. */
  abstract Optional<T> read(Problems problems, String path, Object value);

  /** Returns a placeholder for an invalid value, so that the reading can continue. */
  abstract T placeholder();

  /** Returns the type of a string that is not blank. */
  public static ValueType<String> text(String title) {
    return new TextType(title, NOT_BLANK, "placeholder", true);
  }

  /** Returns the type of a string that may be blank. */
  public static ValueType<String> anyText(String title) {
    return new TextType(title, "(?s).*", "", true);
  }

  /**
   * Returns the type of a string with a pattern.
   *
   * @param pattern the pattern of the whole text
   * @param example a string that matches it
   */
  public static ValueType<String> text(String title, String pattern, String example) {
    return new TextType(title, pattern, example, true);
  }

  /**
   * Returns the type of a string with a pattern that may contain a secret. Its problems do not
   * quote the text.
   */
  public static ValueType<String> sensitiveText(String title, String pattern) {
    return new TextType(title, pattern, "", false);
  }

  /** Returns the type of one of these strings. */
  public static ValueType<String> oneOf(String... texts) {
    String pattern = String.join("|", Arrays.stream(texts).map(Pattern::quote).toList());
    String title = texts.length == 1 ? texts[0] : "one of " + String.join(", ", texts);
    return new TextType(title, pattern, texts[0], true, List.of(texts));
  }

  /** Returns the type of the name of one of the enum's constants. */
  public static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
    String[] names = Arrays.stream(type.getEnumConstants()).map(Enum::name).toArray(String[]::new);
    return oneOf(names).map(it -> Enum.valueOf(type, it));
  }

  /** Returns the type of a whole number; {@code 3.0} is one. */
  public static ValueType<Integer> integer(String title, int minimum, int maximum) {
    return new ValueType<>(title) {
      @Override
      Optional<Integer> read(Problems problems, String path, Object value) {
        if (value instanceof Number number
            && number.toString().length() <= MAX_INTEGER_DIGITS
            && number.doubleValue() == Math.rint(number.doubleValue())
            && number.doubleValue() >= minimum
            && number.doubleValue() <= maximum) {
          return Optional.of(number.intValue());
        }
        return unexpected(problems, path, ValueDescription.of(value));
      }

      @Override
      Integer placeholder() {
        return minimum;
      }
    };
  }

  /** Returns the type of true or false. */
  public static ValueType<Boolean> bool() {
    return new ValueType<>("true or false") {
      @Override
      Optional<Boolean> read(Problems problems, String path, Object value) {
        return value instanceof Boolean it
            ? Optional.of(it)
            : unexpected(problems, path, ValueDescription.of(value));
      }

      @Override
      Boolean placeholder() {
        return false;
      }
    };
  }

  /** Returns the type of an object. */
  public static <T> ValueType<T> object(String title, Function<Settings, T> reader) {
    return new ObjectType<>(title, reader, Optional.empty());
  }

  /** Returns the type of an object with at least one key. */
  public static <T> ValueType<T> nonEmptyObject(String title, Function<Settings, T> reader) {
    ValueType<T> any = object(title, reader);
    return new ValueType<>(title) {
      @Override
      Optional<T> read(Problems problems, String path, Object value) {
        return Map.of().equals(value)
            ? unexpected(problems, path, ValueDescription.of(value))
            : any.read(problems, path, value);
      }

      @Override
      T placeholder() {
        return any.placeholder();
      }
    };
  }

  /**
   * Returns the type of a required object.
   *
   * @param placeholder the value in place of an invalid one
   */
  public static <T> ValueType<T> object(String title, Function<Settings, T> reader, T placeholder) {
    return new ObjectType<>(title, reader, Optional.of(placeholder));
  }

  /** Returns the type of a list, which may be empty. */
  public static <T> ValueType<List<T>> list(String title, ValueType<T> element) {
    return new ListType<>(title, element, 0, Integer.MAX_VALUE, false);
  }

  /** Returns the type of a list with a minimum and a maximum length. */
  public static <T> ValueType<List<T>> list(
      String title, ValueType<T> element, int minimum, int maximum) {
    return new ListType<>(title, element, minimum, maximum, false);
  }

  /** Returns the type of a list of at least one element. */
  public static <T> ValueType<List<T>> nonEmptyList(String title, ValueType<T> element) {
    return new ListType<>(title, element, 1, Integer.MAX_VALUE, false);
  }

  /** Returns the type of a list in which each element occurs once. */
  public static <T> ValueType<List<T>> distinctList(String title, ValueType<T> element) {
    return new ListType<>(title, element, 0, Integer.MAX_VALUE, true);
  }

  /** Returns the type of a list of at least one element, in which each element occurs once. */
  public static <T> ValueType<List<T>> nonEmptyDistinctList(String title, ValueType<T> element) {
    return new ListType<>(title, element, 1, Integer.MAX_VALUE, true);
  }

  /** Returns the type of a string or an object. */
  public static <T> ValueType<T> textOrObject(
      String title, ValueType<T> text, Function<Settings, T> reader) {
    ValueType<T> titled = text.titled(title);
    return new ValueType<>(title) {
      @Override
      Optional<T> read(Problems problems, String path, Object value) {
        return value instanceof Map<?, ?> map
            ? new Settings(problems, path, map).read(reader)
            : titled.read(problems, path, value);
      }

      @Override
      T placeholder() {
        return titled.placeholder();
      }
    };
  }

  /**
   * Returns the type with converted values. An {@link IllegalArgumentException} or {@link
   * DateTimeException} of the conversion becomes a problem.
   */
  public <R> ValueType<R> map(Function<T, R> conversion) {
    ValueType<T> source = this;
    return new ValueType<>(title) {
      @Override
      Optional<R> read(Problems problems, String path, Object value) {
        Optional<T> read = source.read(problems, path, value);
        try {
          return read.map(conversion);
        } catch (IllegalArgumentException | DateTimeException e) {
          problems.addMeaning("", path + ": " + mismatch(title(), seenBy(value)));
          return Optional.empty();
        }
      }

      @Override
      R placeholder() {
        return conversion.apply(source.placeholder());
      }

      @Override
      String seenBy(Object value) {
        return source.seenBy(value);
      }
    };
  }

  private ValueType<T> titled(String other) {
    ValueType<T> source = this;
    return new ValueType<>(other) {
      @Override
      Optional<T> read(Problems problems, String path, Object value) {
        Optional<T> read = source.read(new Problems(""), path, value);
        return read.isPresent() ? read : unexpected(problems, path, source.seenBy(value));
      }

      @Override
      T placeholder() {
        return source.placeholder();
      }
    };
  }

  /**
   * Reads a reference to a secret.
   *
   * @param others keys that the object may have in addition to those of the reference
   */
  public static SecretReference secret(Settings settings, String... others) {
    List<String> keys = new ArrayList<>(List.of("secretsManager", "key", "ssm", "env"));
    keys.addAll(List.of(others));
    settings.requireOnlyKeys(keys.toArray(new String[0]));
    int kind = settings.requireOneOf("secretsManager|key", "ssm", "env");
    Optional<String> arn =
        settings.optional(
            "secretsManager",
            sensitiveText(
                "the ARN of a secret",
                "arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\\d{12}:secret:[!-~]{1,519}"));
    Optional<String> key =
        settings.optional("key", sensitiveText("the name of a field", NOT_BLANK));
    Optional<String> parameter =
        settings.optional(
            "ssm",
            sensitiveText(
                "the name or ARN of a parameter",
                "[a-zA-Z0-9_./-]{1,1011}"
                    + "|arn:aws[a-z-]*:ssm:[a-z0-9-]+:\\d{12}:parameter/[a-zA-Z0-9_./-]{1,1011}"));
    Optional<String> variable =
        settings.optional(
            "env", sensitiveText("the name of an environment variable", "[A-Za-z_][A-Za-z0-9_]*"));
    return switch (kind) {
      case 0 -> new SecretReference.SecretsManager(arn.orElse(""), key);
      case 1 -> new SecretReference.Ssm(parameter.orElse(""));
      default -> new SecretReference.Env(variable.orElse(""));
    };
  }

  final <V> Optional<V> unexpected(Problems problems, String path, String seen) {
    problems.add(path, mismatch(title, seen));
    return Optional.empty();
  }

  private static String mismatch(String title, String seen) {
    return "must be " + title + (title.contains(",") ? ", but is " : " but is ") + seen;
  }

  /** Returns the description of an invalid value. */
  String seenBy(Object value) {
    return value instanceof String text && !text.isBlank()
        ? "'" + ValueDescription.line(text) + "'"
        : ValueDescription.of(value);
  }

  private static final class TextType extends ValueType<String> {
    private final Pattern pattern;
    private final String example;
    private final boolean quoted;
    private final List<String> choices;

    TextType(String title, String pattern, String example, boolean quoted) {
      this(title, pattern, example, quoted, List.of());
    }

    TextType(String title, String pattern, String example, boolean quoted, List<String> choices) {
      super(title);
      this.pattern = Pattern.compile(pattern);
      this.example = example;
      this.quoted = quoted;
      this.choices = choices;
    }

    @Override
    Optional<String> read(Problems problems, String path, Object value) {
      if (value instanceof String text && pattern.matcher(text).matches()) {
        return Optional.of(text);
      }
      return unexpected(problems, path, seenBy(value));
    }

    @Override
    String seenBy(Object value) {
      String seen = quoted ? super.seenBy(value) : ValueDescription.unquoted(value);
      return choices.isEmpty() ? seen : seen + Suggestion.ending(String.valueOf(value), choices);
    }

    @Override
    String placeholder() {
      return example;
    }
  }

  private static final class ObjectType<T> extends ValueType<T> {
    private final Function<Settings, T> reader;
    private final Optional<T> placeholder;

    ObjectType(String title, Function<Settings, T> reader, Optional<T> placeholder) {
      super(title);
      this.reader = reader;
      this.placeholder = placeholder;
    }

    @Override
    Optional<T> read(Problems problems, String path, Object value) {
      if (value instanceof Map<?, ?> map) {
        return new Settings(problems, path, map).read(reader);
      }
      // The value may be the secret itself.
      boolean secret = placeholder.filter(SecretReference.class::isInstance).isPresent();
      return unexpected(
          problems, path, secret ? ValueDescription.unquoted(value) : ValueDescription.of(value));
    }

    @Override
    T placeholder() {
      return placeholder.orElseThrow();
    }
  }

  private static final class ListType<T> extends ValueType<List<T>> {
    private final ValueType<T> element;
    private final int minimum;
    private final int maximum;
    private final boolean distinct;

    ListType(String title, ValueType<T> element, int minimum, int maximum, boolean distinct) {
      super(title);
      this.element = element;
      this.minimum = minimum;
      this.maximum = maximum;
      this.distinct = distinct;
    }

    @Override
    Optional<List<T>> read(Problems problems, String path, Object value) {
      if (!(value instanceof List<?> list)) {
        return unexpected(problems, path, ValueDescription.of(value));
      }
      if (list.size() < minimum || list.size() > maximum) {
        String seen = list.isEmpty() ? "an empty list" : "a list of " + list.size();
        return unexpected(problems, path, seen);
      }
      if (distinct && new HashSet<>(list).size() < list.size()) {
        unexpected(problems, path, "a list with the same value twice");
      }
      List<T> elements = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        element.read(problems, path + "[" + i + "]", list.get(i)).ifPresent(elements::add);
      }
      return Optional.of(List.copyOf(elements));
    }

    @Override
    List<T> placeholder() {
      return List.of();
    }
  }
}
