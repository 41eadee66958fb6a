package io.rootmon.state.dynamodb;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** When a write may happen. Names are given apart, since DynamoDB reserves many words. */
record Condition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {
  Condition {
    names = Map.copyOf(names);
    values = Map.copyOf(values);
  }

  Condition with(String name, String value) {
    Map<String, AttributeValue> more = new HashMap<>(values);
    more.put(name, Item.text(value));
    return new Condition(expression, names, more);
  }
}
