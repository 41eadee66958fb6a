package io.rootmon.iac;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A call of a caller other than root, as CloudTrail records it.
 *
 * @param parameter such as {@code queueUrl=…}; {@code <} marks a response element, {@code []} a
 *     list, and a dot an object; empty if there is none
 */
public record CloudTrailCall(String service, String name, String identityType, String parameter) {
  private static final Path FILE = Path.of("src/test/resources/iac/calls-that-change-rootmon.txt");
  private static final JsonMapper JSON = new JsonMapper();

  public static List<CloudTrailCall> thatChangeRootmon() {
    try {
      return Files.readAllLines(FILE).stream()
          .filter(it -> !it.isBlank() && !it.startsWith("#"))
          .flatMap(CloudTrailCall::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<CloudTrailCall> of(String line) {
    List<String> parts = Stream.of(line.split("\\|")).map(String::strip).toList();
    return Stream.of(parts.get(1).split(" "))
        .flatMap(
            name ->
                Stream.of(parts.get(2).split(" "))
                    .map(it -> it.equals("-") ? "" : it)
                    .map(
                        parameter -> new CloudTrailCall(parts.get(0), name, "IAMUser", parameter)));
  }

  CloudTrailCall with(String newParameter) {
    return new CloudTrailCall(service, name, identityType, newParameter);
  }

  public ObjectNode detail() {
    ObjectNode detail = JSON.createObjectNode();
    detail.put("eventVersion", "1.11");
    detail.putObject("userIdentity").put("type", identityType).put("accountId", "111122223333");
    detail.put("eventTime", "2026-03-14T02:17:45Z");
    detail.put("eventSource", service + ".amazonaws.com");
    detail.put("eventName", name);
    detail.put("awsRegion", "eu-west-1");
    detail.put("eventID", "0c1d2e3f-0000-4000-8000-000000000001");
    detail.put("eventType", service.equals("signin") ? "AwsConsoleSignIn" : "AwsApiCall");
    detail.put("recipientAccountId", "111122223333");
    ObjectNode request = detail.putObject("requestParameters");
    ObjectNode response = detail.putObject("responseElements");
    if (!parameter.isEmpty()) {
      int split = parameter.indexOf('=');
      String key = parameter.substring(0, split).replace("<", "");
      put(parameter.startsWith("<") ? response : request, key, parameter.substring(split + 1));
    }
    return detail;
  }

  private static void put(ObjectNode fields, String key, String value) {
    if (key.contains(".")) {
      String[] path = key.split("\\.", 2);
      put(
          path[0].endsWith("[]")
              ? fields.withArray(path[0].replace("[]", "")).addObject()
              : fields.putObject(path[0]),
          path[1],
          value);
    } else if (key.endsWith("[]")) {
      ArrayNode list = fields.putArray(key.replace("[]", ""));
      list.add("of-another-name").add(value);
    } else {
      fields.put(key, value);
    }
  }

  /** As the library reads it from the bus. */
  CloudTrailEvent event() {
    try {
      return new CloudTrailReader().events(EventBridgeEvents.around(detail()).toString()).get(0);
    } catch (MalformedEventException e) {
      throw new AssertionError(this + ": expected an event", e);
    }
  }

  @Override
  public String toString() {
    return service + " " + name + " " + parameter;
  }
}
