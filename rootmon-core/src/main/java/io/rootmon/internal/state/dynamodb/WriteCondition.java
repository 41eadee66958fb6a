package io.rootmon.internal.state.dynamodb;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The condition of a write. Names are passed separately, because DynamoDB reserves many words. */
record WriteCondition(
    String expression, Map<String, String> names, Map<String, AttributeValue> values) {
  WriteCondition {
    names = Map.copyOf(names);
    values = Map.copyOf(values);
  }

  /** Writes in every case. */
  static final WriteCondition ALWAYS = new WriteCondition("", Map.of(), Map.of());

  /** The item does not exist, or it has expired. */
  static WriteCondition absent(Instant now) {
    return new WriteCondition(
        "attribute_not_exists(#id) OR #expires <= :now",
        Map.of("#id", DynamoDbStore.KEY, "#expires", DynamoDbStore.EXPIRY),
        Map.of(":now", Item.number(now.getEpochSecond())));
  }

  /** Returns this condition combined with one of an attribute, such as {@code #lease <= :lease}. */
  WriteCondition or(String comparison, String attribute, AttributeValue value) {
    Map<String, String> moreNames = new HashMap<>(names);
    moreNames.put("#" + attribute, attribute);
    Map<String, AttributeValue> moreValues = new HashMap<>(values);
    moreValues.put(":" + attribute, value);
    String more = "#" + attribute + " " + comparison + " :" + attribute;
    return new WriteCondition(expression + " OR " + more, moreNames, moreValues);
  }
}
