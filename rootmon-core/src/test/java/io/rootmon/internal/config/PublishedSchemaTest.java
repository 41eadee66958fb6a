package io.rootmon.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.harrel.jsonschema.ValidatorFactory;
import io.rootmon.detect.ActivityKind;
import io.rootmon.judge.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishedSchemaTest {
  private static final Map<?, ?> SCHEMA = PublishedSchema.TREE;

  @Test
  void isASchema() {
    var validator =
        new ValidatorFactory().withJsonNodeFactory(new TreeNode.Factory()).createValidator();

    assertThatCode(() -> validator.registerSchema(SCHEMA)).doesNotThrowAnyException();
  }

  @Test
  void describesEveryPropertyForEditors() {
    List<String> silent = new ArrayList<>();
    silent("", SCHEMA, silent);

    assertThat(silent).isEmpty();
  }

  @Test
  void hasTheSameNamesAsTheCode() {
    assertThat(in("/$defs/route/properties/severity/enum"))
        .isEqualTo(Arrays.stream(Severity.values()).map(Severity::name).toList());
    assertThat(in("/$defs/route/properties/kinds/items/enum"))
        .isEqualTo(Arrays.stream(ActivityKind.values()).map(ActivityKind::name).toList());
  }

  @Test
  void rejectsUnknownNames() {
    for (Object definition : ((Map<?, ?>) in("/$defs")).values()) {
      Map<?, ?> rules = (Map<?, ?>) definition;
      // A channel's other keys are its type's.
      if (rules.containsKey("properties") && !rules.containsKey("allOf")) {
        assertThat(rules.get("additionalProperties")).as("%s", rules).isEqualTo(false);
      }
    }
  }

  private static Object in(String pointer) {
    return PublishedSchema.at(pointer);
  }

  private static void silent(String path, Map<?, ?> rules, List<String> silent) {
    boolean titled = rules.containsKey("title") || rules.containsKey("$ref");
    boolean described = rules.containsKey("description") || rules.size() == 1;
    if (!titled || !described) {
      silent.add(path);
    }
    for (String named : List.of("properties", "$defs")) {
      if (rules.get(named) instanceof Map<?, ?> map) {
        map.forEach((key, value) -> silent(path + "/" + key, (Map<?, ?>) value, silent));
      }
    }
    for (String child : List.of("items", "propertyNames", "additionalProperties")) {
      if (rules.get(child) instanceof Map<?, ?> map) {
        silent(path + "/" + child, map, silent);
      }
    }
  }
}
