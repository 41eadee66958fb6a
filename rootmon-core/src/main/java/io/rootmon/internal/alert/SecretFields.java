package io.rootmon.internal.alert;

import io.rootmon.cloudtrail.EventFields;
import io.rootmon.internal.text.SecretRedactor;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the secrets among an event's fields, by their paths and by the names in adjacent fields.
 */
final class SecretFields {
  private final Map<String, String> values;

  /** Objects that name a secret, as in {@code {"parameterKey": "password", …}}. */
  private final Set<String> pairs = new HashSet<>();

  private SecretFields(Map<String, String> values) {
    this.values = values;
  }

  static SecretFields of(EventFields fields) {
    SecretFields secrets = new SecretFields(fields.values());
    fields
        .values()
        .forEach(
            (path, value) -> {
              int dot = path.lastIndexOf('.');
              if (SecretRedactor.namesSecret(path.substring(dot + 1), value)) {
                secrets.pairs.add(dot < 0 ? "" : path.substring(0, dot));
              }
            });
    return secrets;
  }

  /** Returns the value, or its replacement if it is a secret. */
  String shown(String path, String value) {
    int dot = path.lastIndexOf('.');
    return isSecret(path)
            || followsName(path)
            || SecretRedactor.isSingleSecretName(path.substring(dot + 1))
        ? SecretRedactor.hide(path.substring(dot + 1), value)
        : SecretRedactor.redact(value);
  }

  private boolean isSecret(String path) {
    String object = "";
    int from = 0;
    while (from <= path.length()) {
      int dot = path.indexOf('.', from);
      int end = dot < 0 ? path.length() : dot;
      String member = path.substring(from, end);
      String name = member.contains("[") ? member.substring(0, member.indexOf('[')) : member;
      if (SecretRedactor.isSecretName(name)
          || (pairs.contains(object) && SecretRedactor.isValueMember(name))) {
        return true;
      }
      object = path.substring(0, end);
      from = end + 1;
    }
    return false;
  }

  /** Returns whether the value follows its name in a list such as {@code ["--password", "abc"]}. */
  private boolean followsName(String path) {
    int open = path.lastIndexOf('[');
    if (open < 0 || !path.endsWith("]")) {
      return false;
    }
    String index = path.substring(open + 1, path.length() - 1);
    if (index.length() > 6 || index.isEmpty() || !index.chars().allMatch(Character::isDigit)) {
      return false;
    }
    int before = Integer.parseInt(index) - 1;
    String name = before < 0 ? null : values.get(path.substring(0, open) + "[" + before + "]");
    return name != null
        && (name.startsWith("-") || before == 0)
        && name.indexOf(' ') < 0
        && name.indexOf('=') < 0
        && SecretRedactor.isSecretName(name);
  }
}
