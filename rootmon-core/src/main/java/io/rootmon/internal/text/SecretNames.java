package io.rootmon.internal.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides by the name of a field whether its value is a secret. The words are data: {@code
 * secret-names.txt}.
 */
final class SecretNames {
  private static final int MAX_LENGTH = 256;
  private static final Map<String, Set<String>> WORDS = load();
  private static final String[] ANYWHERE = words("anywhere").toArray(String[]::new);
  private static final Set<String> LAST = words("last");
  private static final Set<String> SINGLE = words("single");
  private static final Set<String> ORDINARY_KEYS = words("ordinary-keys");
  private static final Pattern KEY_VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]*_KEY(_?[0-9]+)?");
  private static final Set<String> METADATA = words("metadata");
  private static final Set<String> PUBLIC = words("public");

  /** Members that name the value beside them, as in {@code {"name": "password", "value": …}}. */
  private static final Set<String> NAMING =
      Set.of(
          "name",
          "key",
          "k",
          "n",
          "field",
          "fieldname",
          "property",
          "propertyname",
          "attribute",
          "attributename",
          "variable",
          "variablename",
          "header",
          "headername",
          "parameter",
          "parameterkey",
          "parametername",
          "optionname",
          "settingname",
          "label",
          "tagkey");

  /** Members that hold what a naming member names, beside all whose name contains "value". */
  private static final Set<String> VALUES =
      Set.of("v", "val", "content", "contents", "data", "text", "default", "body", "setting");

  private SecretNames() {}

  /** Whether a field of this name is a secret if its value is a single one. */
  static boolean isSingleSecret(String name) {
    List<String> words = split(name.length() <= MAX_LENGTH ? name : shortened(name));
    int count = words.size();
    return count > 0
        && (SINGLE.contains(words.get(count - 1))
            || (count > 1 && SINGLE.contains(words.get(count - 2) + words.get(count - 1))));
  }

  /** Whether a field of this name contains a secret. */
  static boolean isSecret(String name) {
    List<String> words = split(name.length() <= MAX_LENGTH ? name : shortened(name));
    if (words.isEmpty()) {
      return false;
    }
    String joined = String.join("", words);
    if (PUBLIC.contains(joined)) {
      return false;
    }
    if (isKeyVariable(name, words)) {
      return true;
    }
    int end = endOfSecret(joined);
    String last = words.get(words.size() - 1);
    if (end < 0) {
      return LAST.contains(last) || LAST.contains(joined);
    }
    boolean describes = words.size() > 1 && METADATA.contains(last) && end < joined.length();
    return !describes && !METADATA.contains(joined.substring(end));
  }

  /** Whether it is an environment variable that contains a key, such as STRIPE_KEY. */
  private static boolean isKeyVariable(String name, List<String> words) {
    int count = words.size();
    return count > 1
        && words.get(count - 1).equals("key")
        && KEY_VARIABLE.matcher(name).matches()
        && !ORDINARY_KEYS.contains(words.get(count - 2));
  }

  /** Whether a member of this name names the value of another member. */
  static boolean isNaming(String name) {
    return name.length() <= MAX_LENGTH && NAMING.contains(String.join("", split(name)));
  }

  /** Whether a member of this name contains the value that another member names. */
  static boolean isValue(String name) {
    if (name.length() > MAX_LENGTH) {
      return false;
    }
    String joined = String.join("", split(name));
    return joined.contains("value") || VALUES.contains(joined);
  }

  /** The end of the last secret word; -1 where there is none. */
  private static int endOfSecret(String joined) {
    int end = -1;
    for (String word : ANYWHERE) {
      int at = joined.lastIndexOf(word);
      if (at >= 0) {
        end = Math.max(end, at + word.length());
      }
    }
    return end;
  }

  private static String shortened(String name) {
    return name.substring(0, MAX_LENGTH / 2) + name.substring(name.length() - MAX_LENGTH / 2);
  }

  /** The words of the last part of a path, in lower case and without digits. */
  static List<String> split(String name) {
    List<String> words = new ArrayList<>();
    int end = name.length();
    while (end > 0 && !Character.isLetter(name.charAt(end - 1))) {
      end--;
    }
    int from = name.lastIndexOf('/', end - 1) + 1;
    int start = from;
    for (int at = from; at <= end; at++) {
      if (at == end || !Character.isLetter(name.charAt(at)) || isCaseChange(name, at, start, end)) {
        if (at > start) {
          words.add(name.substring(start, at).toLowerCase(Locale.ROOT));
        }
        start = at == end || Character.isLetter(name.charAt(at)) ? at : at + 1;
      }
    }
    return words;
  }

  /** In {@code dbPassword} before P, in {@code APIKey} before K. */
  private static boolean isCaseChange(String name, int at, int start, int end) {
    if (at == start || !Character.isUpperCase(name.charAt(at))) {
      return false;
    }
    return Character.isLowerCase(name.charAt(at - 1))
        || (at + 1 < end && Character.isLowerCase(name.charAt(at + 1)));
  }

  private static Set<String> words(String section) {
    return WORDS.getOrDefault(section, Set.of());
  }

  private static Map<String, Set<String>> load() {
    try (InputStream in = SecretNames.class.getResourceAsStream("secret-names.txt")) {
      if (in == null) {
        throw new IllegalStateException("secret-names.txt is not on the class path");
      }
      Map<String, Set<String>> sections = new HashMap<>();
      Set<String> section = new HashSet<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (line.startsWith("[")) {
          section =
              sections.computeIfAbsent(line.substring(1, line.length() - 1), it -> new HashSet<>());
        } else if (!line.isBlank() && !line.startsWith("#")) {
          section.add(line);
        }
      }
      return sections;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
