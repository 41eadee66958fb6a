package io.rootmon.settings;

import io.rootmon.json.JsonTree;
import io.rootmon.json.ValueDescription;
import io.rootmon.secret.SecretReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One object of the configuration document. What is not as expected is an {@link
 * IllegalArgumentException} that names the document and the path.
 */
public final class Settings {
  private final String document;
  private final String path;
  private final Map<String, Object> values;

  private Settings(String document, String path, Map<?, ?> values) {
    this.document = document;
    this.path = path;
    Map<String, Object> copy = new LinkedHashMap<>();
    values.forEach((key, value) -> copy.put((String) key, value));
    this.values = copy;
  }

  /** The whole document, as {@link JsonTree} read it. */
  public static Settings of(String document, Object json) {
    if (json instanceof Map<?, ?> map) {
      return new Settings(document, "", map);
    }
    throw new IllegalArgumentException(
        document + ": expected an object but was " + ValueDescription.of(json));
  }

  public List<String> keys() {
    return List.copyOf(values.keySet());
  }

  public boolean isText(String key) {
    return values.get(key) instanceof String;
  }

  public String text(String key) {
    return optionalText(key).orElseThrow(() -> missing(key, "a text"));
  }

  public Optional<String> optionalText(String key) {
    return find(key).map(it -> expect(String.class, it, path(key), "a text"));
  }

  public Optional<Number> optionalNumber(String key) {
    return find(key).map(it -> expect(Number.class, it, path(key), "a number"));
  }

  /** Empty where there is no such list. */
  public List<String> texts(String key) {
    return elements(key, String.class, "a text");
  }

  public Settings object(String key) {
    return optionalObject(key).orElseThrow(() -> missing(key, "an object"));
  }

  public Optional<Settings> optionalObject(String key) {
    return find(key)
        .map(
            it -> new Settings(document, path(key), expect(Map.class, it, path(key), "an object")));
  }

  /** Empty where there is no such list. */
  public List<Settings> objects(String key) {
    List<Settings> objects = new ArrayList<>();
    for (Map<?, ?> element : elements(key, Map.class, "an object")) {
      objects.add(new Settings(document, path(key) + "[" + objects.size() + "]", element));
    }
    return List.copyOf(objects);
  }

  /**
   * The values of a list whose elements are texts or objects. Empty where there is no such list.
   */
  public <T> List<T> textsOrObjects(
      String key, Function<String, T> ofText, Function<Settings, T> ofObject) {
    List<T> values = new ArrayList<>();
    for (Object element : list(key)) {
      if (element instanceof String text) {
        values.add(ofText.apply(text));
      } else {
        String at = path(key) + "[" + values.size() + "]";
        Map<?, ?> map = expect(Map.class, element, at, "a text or an object");
        values.add(new Settings(document, at, map).make(ofObject));
      }
    }
    return List.copyOf(values);
  }

  public SecretReference secret(String key) {
    return object(key).make(Settings::reference);
  }

  private SecretReference reference() {
    if (values.containsKey("env")) {
      return new SecretReference.Env(text("env"));
    }
    if (values.containsKey("ssm")) {
      return new SecretReference.Ssm(text("ssm"));
    }
    return new SecretReference.SecretsManager(text("secretsManager"), optionalText("key"));
  }

  /** What is made of these settings; what it says of a field, it says with the whole path. */
  public <T> T make(Function<Settings, T> maker) {
    try {
      return maker.apply(this);
    } catch (SettingsException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      String at = path.isEmpty() ? "" : path + ".";
      throw new SettingsException(document + ": " + at + e.getMessage(), e);
    }
  }

  private Optional<Object> find(String key) {
    return Optional.ofNullable(values.get(key));
  }

  private List<?> list(String key) {
    return find(key)
        .<List<?>>map(it -> expect(List.class, it, path(key), "a list"))
        .orElse(List.of());
  }

  private <T> List<T> elements(String key, Class<T> type, String expected) {
    List<?> list = list(key);
    return IntStream.range(0, list.size())
        .mapToObj(at -> expect(type, list.get(at), path(key) + "[" + at + "]", expected))
        .toList();
  }

  private <T> T expect(Class<T> type, Object value, String at, String expected) {
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    throw new SettingsException(
        document + ": " + at + ": expected " + expected + " but was " + ValueDescription.of(value));
  }

  private SettingsException missing(String key, String expected) {
    return new SettingsException(
        document + ": " + path(key) + ": expected " + expected + " but was missing");
  }

  private String path(String key) {
    return path.isEmpty() ? ValueDescription.line(key) : path + "." + ValueDescription.line(key);
  }

  /** Says already where it was. */
  private static final class SettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    SettingsException(String message) {
      super(message);
    }

    SettingsException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
