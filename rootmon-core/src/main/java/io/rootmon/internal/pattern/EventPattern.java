package io.rootmon.internal.pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rootmon.account.AccountId;
import io.rootmon.detect.RootActivity;
import io.rootmon.internal.json.JsonTree;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;

/**
 * An EventBridge event pattern, evaluated by AWS's own matcher, <a
 * href="https://github.com/aws/event-ruler">Event Ruler</a>. Safe for use by multiple threads.
 *
 * <p>The pattern is matched against {@code {"source", "detail-type", "account", "region", "time",
 * "detail": RECORD, "rootmon": {"kind", "outcome", "account", "mfa"}}}, where RECORD is the
 * CloudTrail record. {@code account} is the account that recorded the event, {@code
 * rootmon.account} the one whose root is concerned. The syntax is that of <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">EventBridge</a>.
 */
public final class EventPattern implements Predicate<RootActivity> {
  private static final String NAME = "pattern";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Machine machine = Machine.builder().build();

  /**
   * Compiles a pattern from a tree of {@link JsonTree}.
   *
   * @throws IllegalArgumentException if the pattern is invalid; the message contains the reason
   */
  public EventPattern(Map<String, Object> pattern) {
    String text = node(pattern).toString();
    try {
      String problem = JsonRuleCompiler.check(text);
      if (problem != null) {
        throw new IllegalArgumentException(
            "pattern: is no valid EventBridge pattern: " + line(problem));
      }
      PatternChecker.problem(pattern)
          .ifPresent(
              it -> {
                throw new IllegalArgumentException("pattern: can never match: " + it);
              });
      machine.addRule(NAME, text);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "pattern: is no valid EventBridge pattern: " + line(String.valueOf(e.getMessage())), e);
    }
  }

  private static String line(String problem) {
    return problem.lines().findFirst().orElse("").replaceFirst(" at \\[Source.*", "");
  }

  /**
   * Matches the event.
   *
   * @throws IllegalStateException if the matcher cannot read the event; the policy reports that and
   *     the other rules judge the event
   */
  @Override
  public boolean test(RootActivity activity) {
    try {
      return !machine.rulesForJSONEvent(event(activity)).isEmpty();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // The matcher declares every exception.
      throw new IllegalStateException(
          "the pattern could not be matched: " + line(String.valueOf(e.getMessage())), e);
    }
  }

  private static String event(RootActivity activity) throws JsonProcessingException {
    JsonNode raw = JSON.readTree(activity.event().raw());
    JsonNode record = raw.path("detail").isObject() ? raw.path("detail") : raw;
    ObjectNode event = JSON.createObjectNode();
    event.put("source", "aws." + activity.service());
    event.put("detail-type", activity.event().envelope().detailType().orElse(detailType(record)));
    event.put("time", activity.event().time().truncatedTo(ChronoUnit.SECONDS).toString());
    activity.event().account().ifPresent(it -> event.put("account", it.value()));
    activity.event().region().ifPresent(it -> event.put("region", it));
    event.set("detail", record);
    ObjectNode own = event.putObject("rootmon");
    own.put("kind", activity.kind().name());
    own.put("outcome", activity.outcome().name());
    own.put("mfa", activity.mfa().name());
    activity.account().map(AccountId::value).ifPresent(it -> own.put("account", it));
    return event.toString();
  }

  /**
   * Returns the detail type that EventBridge gives to a record from a file. <a
   * href="https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-service-events-cloudtrail.html">The
   * type of the event determines it</a>.
   */
  private static String detailType(JsonNode record) {
    return switch (record.path("eventType").asText()) {
      case "AwsConsoleSignIn" -> "AWS Console Sign In via CloudTrail";
      case "AwsServiceEvent" -> "AWS Service Event via CloudTrail";
      default -> "AWS API Call via CloudTrail";
    };
  }

  private static JsonNode node(Object value) {
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = JSON.createObjectNode();
      map.forEach((key, child) -> object.set((String) key, node(child)));
      return object;
    }
    if (value instanceof List<?> list) {
      ArrayNode array = JSON.createArrayNode();
      list.forEach(it -> array.add(node(it)));
      return array;
    }
    return value.equals(JsonTree.NULL)
        ? JsonNodeFactory.instance.nullNode()
        : JSON.valueToTree(value);
  }
}
