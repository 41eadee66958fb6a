package io.rootmon.settings;

import io.rootmon.internal.json.ValueDescription;
import io.rootmon.internal.text.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One object of the configuration document.
 *
 * <p>The methods that read a value do not throw. They report a problem, with the path of the value,
 * to the {@link Problems} of the document, and return a placeholder. One pass therefore finds every
 * problem, and {@link Problems#throwIfAny} ends it.
 *
 * <pre>{@code
 * settings.requireOnlyKeys("type", "topic", "region");
 * String topic = settings.required("topic", ValueType.text("a topic", "[a-z]+", "alerts"));
 * Optional<String> region = settings.optional("region", ValueType.AWS_REGION);
 * }</pre>
 */
public final class Settings {
  private final Problems problems;
  private final String path;
  private final Map<String, Object> values;

  Settings(Problems problems, String path, Map<?, ?> values) {
    this.problems = problems;
    this.path = path;
    Map<String, Object> copy = new LinkedHashMap<>();
    values.forEach((key, value) -> copy.put((String) key, value));
    this.values = Collections.unmodifiableMap(copy);
  }

  /**
   * Reads the whole document from a JSON tree of {@code Map}, {@code List}, {@code String}, {@code
   * Number} and {@code Boolean}. Returns empty after a problem.
   */
  public static <T> Optional<T> read(Problems problems, Object json, Function<Settings, T> reader) {
    return ValueType.object("an object", reader).read(problems, "", json);
  }

  /** Returns the values of the object, in the document's order. */
  public Map<String, Object> values() {
    return values;
  }

  /** Returns whether the object has the key. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** Reports every key that is not in the list. */
  public void requireOnlyKeys(String... allowed) {
    requireOnlyKeys(Map.of(), allowed);
  }

  /**
   * Reports every key that is not in the list.
   *
   * @param renamed the current names of renamed keys, by their former names
   */
  public void requireOnlyKeys(Map<String, String> renamed, String... allowed) {
    for (String key : values.keySet()) {
      String current = renamed.get(key);
      if (current != null) {
        report(key, "was renamed. Use " + current);
      } else if (!Arrays.asList(allowed).contains(key)) {
        report(key, "is an unknown key. " + choice(key, List.of(allowed)));
      }
    }
  }

  private static String choice(String typed, List<String> known) {
    return Suggestion.of(typed, known)
        .map(it -> "Did you mean '" + it + "'?")
        .orElseGet(() -> "Use " + String.join(", ", known));
  }

  /**
   * Reports the object unless it has the keys of exactly one alternative.
   *
   * @param alternatives the keys of each alternative: those that it requires, separated by spaces,
   *     and after a {@code |} those that it allows
   * @return the index of the alternative, or -1
   */
  public int requireOneOf(String... alternatives) {
    List<List<String>> required = new ArrayList<>();
    List<List<String>> own = new ArrayList<>();
    for (String alternative : alternatives) {
      required.add(keys(alternative.split("\\|", -1)[0]));
      own.add(keys(alternative.replace('|', ' ')));
    }
    for (int i = 0; i < alternatives.length; i++) {
      List<String> others = new ArrayList<>();
      own.forEach(others::addAll);
      others.removeAll(own.get(i));
      if (values.keySet().containsAll(required.get(i))
          && Collections.disjoint(values.keySet(), others)) {
        return i;
      }
    }
    List<String> choices = required.stream().map(it -> String.join(" with ", it)).toList();
    List<String> found =
        values.keySet().stream()
            .filter(it -> own.stream().anyMatch(of -> of.contains(it)))
            .toList();
    problems.add(
        path,
        "must have exactly one of "
            + String.join(", ", choices)
            + " but has "
            + (found.isEmpty() ? "none" : String.join(" with ", found)));
    return -1;
  }

  private static List<String> keys(String text) {
    return List.of(text.strip().split(" +", -1));
  }

  /** Reads the value, which must be present. Returns a placeholder in place of an invalid one. */
  public <T> T required(String key, ValueType<T> type) {
    Object value = values.get(key);
    if (value == null) {
      report(key, "is missing. Set it to " + type.title());
      return type.placeholder();
    }
    return type.read(problems, path(key), value).orElseGet(type::placeholder);
  }

  /** Reads the value. Returns empty if it is absent or invalid. */
  public <T> Optional<T> optional(String key, ValueType<T> type) {
    return Optional.ofNullable(values.get(key)).flatMap(it -> type.read(problems, path(key), it));
  }

  /**
   * Reads the list. Returns an empty list if it is absent or invalid, and skips invalid elements.
   */
  public <T> List<T> list(String key, ValueType<List<T>> type) {
    return optional(key, type).orElse(List.of());
  }

  /** Reads the object. Returns empty if it is absent or has a problem. */
  public <T> Optional<T> object(String key, String title, Function<Settings, T> reader) {
    return optional(key, ValueType.object(title, reader));
  }

  /** Reads the object, which must be present. Returns empty if it is absent or has a problem. */
  public <T> Optional<T> requiredObject(String key, String title, Function<Settings, T> reader) {
    if (!has(key)) {
      report(key, "is missing. Set it to " + title);
    }
    return object(key, title, reader);
  }

  /** Reads every value of the object by its key. */
  public <K, T> Map<K, T> map(ValueType<K> keyType, Function<String, ValueType<T>> types) {
    Map<K, T> map = new LinkedHashMap<>();
    for (Map.Entry<String, Object> it : values.entrySet()) {
      String key = it.getKey();
      Optional<K> name = keyType.read(problems, path(key), key);
      Optional<T> value = types.apply(key).read(problems, path(key), it.getValue());
      if (name.isPresent() && value.isPresent()) {
        map.put(name.get(), value.get());
      }
    }
    return map;
  }

  /** Returns the value if it is of the type, without reporting a problem. */
  public <T> Optional<T> find(String key, ValueType<T> type) {
    return Optional.ofNullable(values.get(key))
        .flatMap(it -> type.read(new Problems(""), path(key), it));
  }

  /**
   * Reads a value from this object. Returns empty after a problem. An {@link
   * IllegalArgumentException} of the reader, such as one of a record's constructor, becomes a
   * problem of this object.
   */
  <T> Optional<T> read(Function<Settings, T> reader) {
    int before = problems.count();
    try {
      T value = reader.apply(this);
      return problems.count() == before ? Optional.of(value) : Optional.empty();
    } catch (IllegalArgumentException e) {
      if (problems.count() == before) {
        problems.addMeaning(path, String.valueOf(e.getMessage()));
      }
      return Optional.empty();
    }
  }

  /**
   * Creates a value from settings that were read before.
   *
   * @throws IllegalArgumentException if the creator throws one; document and path are added to its
   *     message
   */
  public <T> T create(Function<Settings, T> creator) {
    try {
      return creator.apply(this);
    } catch (IllegalArgumentException e) {
      String at = path.isEmpty() ? "" : path + ".";
      throw new IllegalArgumentException(problems.document() + ": " + at + e.getMessage(), e);
    }
  }

  /**
   * Reports a problem that a schema cannot express.
   *
   * @param problem the problem, with the path of the value in this object
   */
  public void reportMeaning(String problem) {
    problems.addMeaning(path, problem);
  }

  /** Reports a problem of a key. */
  public void report(String key, String problem) {
    problems.add(path(key), problem);
  }

  private String path(String key) {
    return path.isEmpty() ? ValueDescription.line(key) : path + "." + ValueDescription.line(key);
  }

  /** The problems of one configuration document. */
  public static final class Problems {
    private final String document;
    private final List<String> all = new ArrayList<>();
    private int meaning;

    /** Creates an empty list of problems. */
    public Problems(String document) {
      this.document = document;
    }

    /** Adds a problem that the published schema reports too. */
    void add(String path, String problem) {
      all.add(path.isEmpty() ? problem : path + ": " + problem);
    }

    /**
     * Adds a problem that a schema cannot express, such as a date that does not exist.
     *
     * @param path the path of the object whose key the message names
     */
    void addMeaning(String path, String problem) {
      meaning++;
      all.add(path.isEmpty() ? problem : path + "." + problem);
    }

    /** Adds problems across several values of the document, each with its path. */
    public void addAll(List<String> problems) {
      meaning += problems.size();
      all.addAll(problems);
    }

    /** Returns the number of problems. */
    public int count() {
      return all.size();
    }

    /** Returns whether every problem is one that a schema cannot express. */
    public boolean fitsSchema() {
      return meaning == all.size();
    }

    String document() {
      return document;
    }

    /**
     * Ends the reading if there is a problem.
     *
     * @throws IllegalArgumentException with a line for every problem
     */
    public void throwIfAny() {
      if (!all.isEmpty()) {
        throw new IllegalArgumentException(toString());
      }
    }

    @Override
    public String toString() {
      return all.stream().map(it -> document + ": " + it).collect(Collectors.joining("\n"));
    }
  }
}
