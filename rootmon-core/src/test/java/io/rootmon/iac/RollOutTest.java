package io.rootmon.iac;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.detect.Detector;
import io.rootmon.judge.Severity;
import io.rootmon.judge.rules.StandardRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What CloudFormation sends for each rule of the spoke, and what an attacker would make of it. */
class RollOutTest {
  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @MethodSource("rules")
  void aRuleThatMatchesTheTemplateIsLow(JsonNode rule) throws Exception {
    assertThat(severity("PutRule", call(rule))).isEqualTo(Severity.LOW);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void orderOfMembersAndListsIsIgnored(JsonNode rule) throws Exception {
    ObjectNode call = call(rule);
    if (call.has("eventPattern")) {
      JsonNode pattern = JSON.readTree(call.path("eventPattern").asText());
      call.put("eventPattern", reversed(pattern).toPrettyString());
      assertThat(severity("PutRule", call)).isEqualTo(Severity.LOW);
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aRuleThatDiffersIsCritical(JsonNode rule) throws Exception {
    List<ObjectNode> calls = new ArrayList<>();
    calls.add(call(rule).put("state", "DISABLED"));
    calls.add(call(rule).put("eventBusName", "rootmon"));
    calls.add(call(rule).put("name", "rootmon-other"));
    calls.add(
        call(rule)
            .put(
                "state",
                rule.path("State").asText().equals("ENABLED")
                    ? "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
                    : "ENABLED"));
    if (rule.has("EventPattern")) {
      String shipped = rule.get("EventPattern").toString();
      calls.add(call(rule).put("scheduleExpression", "rate(1 hour)"));
      calls.add(call(rule).put("eventPattern", "{\"source\":[\"aws.nothing\"]}"));
      calls.add(call(rule).put("eventPattern", shipped.replace("aws.", "aw.")));
      calls.add(call(rule).put("eventPattern", shipped + "x"));
      // A repeated name: which of the two counts, is EventBridge's choice.
      calls.add(call(rule).put("eventPattern", "{\"source\":[\"no\"]," + shipped.substring(1)));
      ObjectNode narrower = rule.get("EventPattern").deepCopy();
      narrower.putArray("account").add("777788889999");
      calls.add(call(rule).put("eventPattern", narrower.toString()));
      ObjectNode none = call(rule);
      none.remove("eventPattern");
      calls.add(none);
    } else {
      calls.add(call(rule).put("scheduleExpression", "at(2099-01-01T00:00:00)"));
    }
    for (ObjectNode call : calls) {
      assertThat(severity("PutRule", call)).as(call.toString()).isEqualTo(Severity.CRITICAL);
    }
  }

  @Test
  void aBooleanThatBecameATextIsNotThePattern() throws Exception {
    JsonNode rule = CloudFormationTemplate.spoke().json().at("/Resources/DetectionOff/Properties");
    String pattern = rule.get("EventPattern").toString();
    assertThat(pattern).contains("false,");
    ObjectNode call = call(rule).put("eventPattern", pattern.replace("false,", "\"false\","));
    assertThat(severity("PutRule", call)).isEqualTo(Severity.CRITICAL);
  }

  static List<JsonNode> rules() {
    return List.copyOf(CloudFormationTemplate.spoke().properties("AWS::Events::Rule").values());
  }

  private static ObjectNode call(JsonNode rule) {
    ObjectNode call = JSON.createObjectNode();
    call.put("name", rule.path("Name").asText());
    call.put("state", rule.path("State").asText());
    call.put("description", rule.path("Description").asText());
    if (rule.has("EventPattern")) {
      call.put("eventPattern", rule.get("EventPattern").toString());
    } else {
      call.put("scheduleExpression", "rate(1 hour)");
    }
    return call;
  }

  private static JsonNode reversed(JsonNode node) {
    if (node instanceof ArrayNode array) {
      List<JsonNode> all = new ArrayList<>();
      array.forEach(it -> all.add(reversed(it)));
      Collections.reverse(all);
      return JSON.createArrayNode().addAll(all);
    }
    if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      Collections.reverse(names);
      ObjectNode turned = JSON.createObjectNode();
      names.forEach(it -> turned.set(it, reversed(object.get(it))));
      return turned;
    }
    return node;
  }

  private static Severity severity(String name, ObjectNode parameters) throws Exception {
    ObjectNode detail = new CloudTrailCall("events", name, "AssumedRole", "").detail();
    ((ObjectNode) detail.get("userIdentity")).put("invokedBy", "cloudformation.amazonaws.com");
    detail.set("requestParameters", parameters);
    return new Detector()
        .detect(new CloudTrailReader().events(EventBridgeEvents.around(detail).toString()).get(0))
        .map(StandardRules.policy()::judge)
        .orElseThrow()
        .severity();
  }
}
