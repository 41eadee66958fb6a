package io.rootmon.detect;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.EventFields;
import io.rootmon.internal.json.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The spoke's CloudFormation template. It checks whether a call deploys the template's values: the
 * same event pattern and state, the same targets, permissions and thresholds. A difference, or a
 * value that is missing in the record, means that it does not.
 *
 * <p>A test compares the resource {@code spoke.json} with {@code iac/spoke/spoke.yaml}.
 */
final class SpokeTemplate {
  private static final String RESOURCE = "spoke.json";

  /**
   * The names of the stacks: a StackSet's stacks contain its name, and the README names the stack
   * of a single account.
   */
  private static final Pattern STACK =
      Pattern.compile("(arn:[^/]+:stack/)?(rootmon-spoke|StackSet-rootmon-spoke-[^/]+)(/.*)?");

  /** Parameters of an alarm that CloudFormation adds and that do not affect the alarm's state. */
  private static final Set<String> HARMLESS_IN_ALARM =
      Set.of("actionsEnabled", "alarmDescription", "tags");

  private static final String RULE = "AWS::Events::Rule";
  private static final String ROLE = "AWS::IAM::Role";
  private static final String QUEUE = "AWS::SQS::Queue";
  private static final String QUEUE_POLICY = "AWS::SQS::QueuePolicy";
  private static final String ALARM = "AWS::CloudWatch::Alarm";

  private static final class Holder {
    private static final SpokeTemplate SHIPPED = read();
  }

  private final Map<String, Object> resources;
  private final TemplateValues values;

  private SpokeTemplate(Map<String, Object> template) {
    this.resources = map(template.get("Resources"));
    this.values = new TemplateValues(map(template.get("Parameters")), resources);
  }

  /** Returns the template of this version of rootmon. */
  static SpokeTemplate shipped() {
    return Holder.SHIPPED;
  }

  private static SpokeTemplate read() {
    try (InputStream in = SpokeTemplate.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + ": expected on the class path but is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new SpokeTemplate(map(JsonTree.read(RESOURCE, text)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns whether the call, made by CloudFormation, deploys a part of the spoke from the
   * template.
   */
  boolean deploys(CloudTrailEvent event) {
    EventFields call = event.requestParameters();
    return switch (event.service() + " " + event.name()) {
      case "events PutRule" -> isOnDefaultBus(call) && deploysRule(call);
      case "events PutTargets" -> isOnDefaultBus(call) && deploysTargets(call);
      case "iam PutRolePolicy" -> deploysRolePolicy(call);
      case "iam UpdateAssumeRolePolicy" ->
          role(call)
              .filter(it -> isSame(it.get("AssumeRolePolicyDocument"), call, "policyDocument"))
              .isPresent();
      case "iam UpdateRole", "iam UpdateRoleDescription" ->
          role(call).isPresent() && call.text("maxSessionDuration").orElse("3600").equals("3600");
      case "iam TagRole", "iam UntagRole" -> role(call).isPresent();
      case "events TagResource", "events UntagResource" ->
          resource(RULE, "Name", call.text("resourceARN").map(SpokeTemplate::lastPart)).isPresent();
      case "sqs SetQueueAttributes" -> deploysQueue(call);
      case "monitoring PutMetricAlarm" -> deploysAlarm(call);
      case "cloudformation UpdateStack" ->
          call.text("stackName").filter(it -> STACK.matcher(it).matches()).isPresent();
      default -> false;
    };
  }

  private static String lastPart(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /** Returns whether the call is on the default bus. Terraform deploys the hub's own bus. */
  private static boolean isOnDefaultBus(EventFields call) {
    return call.text("eventBusName").orElse("default").equals("default");
  }

  private boolean deploysRule(EventFields call) {
    return resource(RULE, "Name", call.text("name"))
        .filter(it -> it.getOrDefault("State", "ENABLED").equals(state(call)))
        .filter(it -> isSame(it.get("EventPattern"), call, "eventPattern"))
        .filter(it -> isScheduled(it.get("ScheduleExpression"), call))
        .isPresent();
  }

  private static String state(EventFields call) {
    return call.text("state").orElse("ENABLED");
  }

  private boolean isScheduled(@Nullable Object schedule, EventFields call) {
    Optional<String> called = call.text("scheduleExpression");
    return schedule == null
        ? called.isEmpty()
        : called.filter(it -> values.matches(schedule, it)).isPresent();
  }

  private boolean deploysTargets(EventFields call) {
    return resource(RULE, "Name", call.text("rule"))
        .filter(it -> isFlat(Map.of("targets", it.getOrDefault("Targets", List.of())), call))
        .isPresent();
  }

  private boolean isFlat(Map<String, Object> expected, EventFields call) {
    Map<String, Object> flat = new TreeMap<>();
    flatten("", expected, flat);
    Map<String, String> called = new TreeMap<>(call.values());
    called
        .keySet()
        .retainAll(called.keySet().stream().filter(it -> it.startsWith("targets")).toList());
    return flat.keySet().equals(called.keySet())
        && flat.entrySet().stream()
            .allMatch(it -> values.matches(it.getValue(), called.get(it.getKey())));
  }

  /**
   * Flattens a value to CloudTrail's format: names start with a lower-case letter, functions are
   * unchanged.
   */
  private static void flatten(String path, Object value, Map<String, Object> flat) {
    if (value instanceof Map<?, ?> map && !TemplateValues.isFunction(map)) {
      map.forEach(
          (name, below) -> {
            String key = lowerFirst(String.valueOf(name));
            flatten(path.isEmpty() ? key : path + "." + key, below, flat);
          });
    } else if (value instanceof List<?> list) {
      for (int index = 0; index < list.size(); index++) {
        flatten(path + "[" + index + "]", list.get(index), flat);
      }
    } else {
      flat.put(path, value);
    }
  }

  private boolean deploysRolePolicy(EventFields call) {
    Optional<Map<String, Object>> role = role(call);
    if (role.isEmpty() || !(role.get().get("Policies") instanceof List<?> policies)) {
      return false;
    }
    return policies.stream()
        .map(SpokeTemplate::map)
        .filter(it -> it.get("PolicyName") instanceof String name && name.equals(policyName(call)))
        .anyMatch(it -> isSame(it.get("PolicyDocument"), call, "policyDocument"));
  }

  private static String policyName(EventFields call) {
    return call.text("policyName").orElse("");
  }

  private Optional<Map<String, Object>> role(EventFields call) {
    return resource(ROLE, "RoleName", call.text("roleName"));
  }

  private boolean deploysQueue(EventFields call) {
    Optional<String> name = call.text("queueUrl").map(it -> it.substring(it.lastIndexOf('/') + 1));
    Optional<Map<String, Object>> queue = resource(QUEUE, "QueueName", name);
    Map<String, String> attributes = call.under("attributes").values();
    return queue.isPresent()
        && !attributes.isEmpty()
        && attributes.entrySet().stream()
            .allMatch(
                it ->
                    it.getKey().equals("Policy")
                        ? isQueuePolicy(it.getValue())
                        : values.matches(queue.get().get(it.getKey()), it.getValue()));
  }

  private boolean isQueuePolicy(String text) {
    return ofType(QUEUE_POLICY).stream()
        .anyMatch(it -> values.matchesJson(it.get("PolicyDocument"), text));
  }

  /**
   * Returns whether the alarm is the template's. An alarm with another metric, threshold or unit
   * would never change its state.
   */
  private boolean deploysAlarm(EventFields call) {
    Optional<Map<String, Object>> alarm = resource(ALARM, "AlarmName", call.text("alarmName"));
    if (alarm.isEmpty() || call.flag("actionsEnabled").filter(it -> !it).isPresent()) {
      return false;
    }
    Map<String, Object> flat = new TreeMap<>();
    flatten("", alarm.get(), flat);
    Map<String, String> called = new TreeMap<>(call.values());
    flat.keySet().removeIf(SpokeTemplate::isHarmlessInAlarm);
    called.keySet().removeIf(SpokeTemplate::isHarmlessInAlarm);
    return flat.keySet().equals(called.keySet())
        && flat.entrySet().stream()
            .allMatch(it -> values.matches(it.getValue(), called.get(it.getKey())));
  }

  private static boolean isHarmlessInAlarm(String path) {
    return HARMLESS_IN_ALARM.contains(path.replaceFirst("[.\\[].*", ""));
  }

  private boolean isSame(@Nullable Object expected, EventFields call, String parameter) {
    Optional<String> text = call.text(parameter);
    return expected == null
        ? text.isEmpty()
        : text.filter(it -> values.matchesJson(expected, it)).isPresent();
  }

  /** Returns the properties of the resource with this name. */
  private Optional<Map<String, Object>> resource(
      String type, String property, Optional<String> name) {
    return name.flatMap(
        called ->
            ofType(type).stream()
                .filter(it -> values.matches(it.get(property), called))
                .findFirst());
  }

  private List<Map<String, Object>> ofType(String type) {
    return resources.values().stream()
        .map(SpokeTemplate::map)
        .filter(it -> type.equals(it.get("Type")))
        .map(it -> map(it.get("Properties")))
        .toList();
  }

  private static String lowerFirst(String name) {
    return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  static Map<String, Object> map(@Nullable Object value) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, below) -> copy.put(String.valueOf(key), below));
    }
    return copy;
  }
}
