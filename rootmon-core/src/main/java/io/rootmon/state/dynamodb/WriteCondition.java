package io.rootmon.state.dynamodb;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** When a write may happen. Names are given apart, since DynamoDB reserves many words. */
record WriteCondition(
    String expression, Map<String, String> names, Map<String, AttributeValue> values) {
  WriteCondition {
    names = Map.copyOf(names);
    values = Map.copyOf(values);
  }

  /** Whatever is there. */
  static final WriteCondition ALWAYS = new WriteCondition("", Map.of(), Map.of());

  /** There is no such item, or its time is over. */
  static WriteCondition absent(Instant now) {
    return new WriteCondition(
        "attribute_not_exists(#id) OR #expires <= :now",
        Map.of("#id", DynamoDbStore.KEY, "#expires", DynamoDbStore.EXPIRY),
        Map.of(":now", Item.number(now.getEpochSecond())));
  }

  /** This, or that of an attribute: such as {@code #lease <= :lease}. */
  WriteCondition or(String comparison, String attribute, AttributeValue value) {
    Map<String, String> moreNames = new HashMap<>(names);
    moreNames.put("#" + attribute, attribute);
    Map<String, AttributeValue> moreValues = new HashMap<>(values);
    moreValues.put(":" + attribute, value);
    String more = "#" + attribute + " " + comparison + " :" + attribute;
    return new WriteCondition(expression + " OR " + more, moreNames, moreValues);
  }
}
