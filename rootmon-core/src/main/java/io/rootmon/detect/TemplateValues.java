package io.rootmon.detect;

import io.rootmon.internal.json.JsonTree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares a value of a CloudFormation template with the value that CloudFormation sent. The order
 * of members and of list items is ignored: it has no meaning in event patterns and policies. Of a
 * function's result only the literal parts are known.
 *
 * @param parameters the template's parameters, by name
 * @param resources the template's resources, by logical id
 */
record TemplateValues(Map<String, Object> parameters, Map<String, Object> resources) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

  /** The value of a variable: part of an ARN or a name, never a wildcard. */
  private static final String ANY_PART = "[A-Za-z0-9-]+";

  private static final String NOTHING = "(?!)";

  /** Returns whether the object is a CloudFormation function, such as {@code Fn::Sub}. */
  static boolean isFunction(Map<?, ?> map) {
    return map.size() == 1
        && map.keySet().stream()
            .map(String::valueOf)
            .allMatch(it -> it.equals("Ref") || it.startsWith("Fn::"));
  }

  /**
   * Compares with the JSON in a string. A string that is not JSON, or has duplicate names, is not
   * equal.
   */
  boolean matchesJson(@Nullable Object expected, String text) {
    try {
      return matches(expected, JsonTree.read("document", text), false);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Compares with a value of a request, in which CloudTrail may write numbers and booleans as
   * texts.
   */
  boolean matches(@Nullable Object expected, @Nullable Object actual) {
    return matches(expected, actual, true);
  }

  private boolean matches(@Nullable Object expected, @Nullable Object actual, boolean asText) {
    if (expected == null || actual == null) {
      return false;
    }
    if (expected instanceof Map<?, ?> map) {
      return isFunction(map) ? isResult(map, actual, asText) : matchesMembers(map, actual, asText);
    }
    if (expected instanceof List<?> || actual instanceof List<?>) {
      return matchesInAnyOrder(list(expected), new ArrayList<>(list(actual)), asText);
    }
    return expected.equals(actual) || (asText && isWritten(expected, actual));
  }

  private boolean matchesMembers(Map<?, ?> expected, Object actual, boolean asText) {
    return actual instanceof Map<?, ?> map
        && expected.keySet().containsAll(map.keySet())
        && expected.entrySet().stream()
            .allMatch(
                it ->
                    map.containsKey(it.getKey())
                        ? matches(it.getValue(), map.get(it.getKey()), asText)
                        : mayBeAbsent(it.getValue()));
  }

  /** Returns whether a condition of the template can remove the member. */
  private static boolean mayBeAbsent(@Nullable Object expected) {
    return expected instanceof Map<?, ?> map
        && map.get("Fn::If") instanceof List<?> branches
        && branches.stream().skip(1).anyMatch(Map.of("Ref", "AWS::NoValue")::equals);
  }

  /** Returns the value as a list. IAM accepts a list of one as the value itself. */
  private static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of(value);
  }

  private boolean matchesInAnyOrder(List<?> expected, List<Object> rest, boolean asText) {
    if (expected.size() != rest.size()) {
      return false;
    }
    for (Object value : expected) {
      Object found =
          rest.stream().filter(it -> matches(value, it, asText)).findFirst().orElse(null);
      if (found == null) {
        return false;
      }
      rest.remove(found);
    }
    return true;
  }

  private static boolean isWritten(Object expected, Object actual) {
    if (!(actual instanceof String text)) {
      return false;
    }
    return expected instanceof Number
        ? text.matches("[0-9]{1,18}(\\.[0-9]{1,18})?")
            && new BigDecimal(text).compareTo(new BigDecimal(expected.toString())) == 0
        : expected instanceof Boolean && text.equalsIgnoreCase(expected.toString());
  }

  private boolean isResult(Map<?, ?> function, Object actual, boolean asText) {
    if (function.get("Fn::If") instanceof List<?> branches) {
      return branches.stream().skip(1).anyMatch(it -> matches(it, actual, asText));
    }
    return actual instanceof String text && Pattern.matches(expression(function), text);
  }

  /**
   * Returns an expression for the possible texts of a template's value. An unknown value matches
   * nothing.
   */
  private String expression(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map && isFunction(map))) {
      return Pattern.quote(String.valueOf(value));
    }
    Object argument = map.values().iterator().next();
    return switch (String.valueOf(map.keySet().iterator().next())) {
      case "Ref" -> referred(String.valueOf(argument));
      case "Fn::Sub" -> substituted(argument);
      case "Fn::GetAtt" -> attribute(argument);
      // A part of an ARN, such as its account.
      case "Fn::Select" -> ANY_PART;
      case "Fn::If" ->
          argument instanceof List<?> branches
              ? branches.stream()
                  .skip(1)
                  .map(this::expression)
                  .collect(Collectors.joining("|", "(?:", ")"))
              : NOTHING;
      default -> NOTHING;
    };
  }

  /** Substitutes variables. The text may be followed by the variables that it defines itself. */
  private String substituted(Object argument) {
    List<?> parts = list(argument);
    Map<String, Object> own = SpokeTemplate.map(parts.size() > 1 ? parts.get(1) : null);
    StringBuilder expression = new StringBuilder();
    String text = String.valueOf(parts.get(0));
    Matcher variable = VARIABLE.matcher(text);
    int from = 0;
    while (variable.find()) {
      expression.append(Pattern.quote(text.substring(from, variable.start())));
      Object value = own.get(variable.group(1));
      expression.append(value == null ? ANY_PART : expression(value));
      from = variable.end();
    }
    return expression.append(Pattern.quote(text.substring(from))).toString();
  }

  private String referred(String name) {
    if (parameters.get(name) instanceof Map<?, ?> parameter) {
      return parameter.get("AllowedPattern") instanceof String allowed ? allowed : "[^*]+";
    }
    return name.startsWith("AWS::") && !name.equals("AWS::NoValue") ? ANY_PART : NOTHING;
  }

  /** Returns an expression for an attribute. An ARN ends with the name of its resource. */
  private String attribute(Object argument) {
    List<String> path =
        argument instanceof List<?> parts
            ? parts.stream().map(String::valueOf).toList()
            : List.of(String.valueOf(argument).split("\\.", 2));
    Map<String, Object> properties =
        SpokeTemplate.map(SpokeTemplate.map(resources.get(path.get(0))).get("Properties"));
    for (String name : List.of("RoleName", "QueueName", "Name")) {
      if (properties.containsKey(name)) {
        String ending = expression(properties.get(name));
        return path.get(1).equals("Arn") ? "arn:[^*]*[:/]" + ending : ending;
      }
    }
    return NOTHING;
  }
}
