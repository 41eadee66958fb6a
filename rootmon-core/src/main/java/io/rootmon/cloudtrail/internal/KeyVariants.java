package io.rootmon.cloudtrail.internal;

import io.rootmon.cloudtrail.EventFields;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Names of fields in other spellings: exports write {@code useridentity} (Athena), {@code
 * user_identity} (Steampipe) or {@code UserIdentity} (SDKs).
 */
final class KeyVariants {
  private static final List<String> SEPARATORS = List.of("_", "-", " ");

  /** The objects within a record. */
  private static final Set<String> SECTIONS =
      Set.of("useridentity", "requestparameters", "responseelements", "additionaleventdata");

  /** The fields of a record from which an event is made. */
  static final KeyVariants OF_RECORD =
      new KeyVariants(
          List.of(
              "eventName",
              "eventTime",
              "eventSource",
              "eventID",
              "eventType",
              "eventCategory",
              "awsRegion",
              "userIdentity",
              "recipientAccountId",
              "sourceIPAddress",
              "userAgent",
              "errorCode",
              "errorMessage",
              "readOnly",
              "requestParameters",
              "responseElements",
              "additionalEventData",
              "sharedEventID",
              "addendum"));

  /** The same within its identity. */
  static final KeyVariants OF_IDENTITY =
      new KeyVariants(
          List.of(
              "type",
              "arn",
              "accountId",
              "accessKeyId",
              "userName",
              "principalId",
              "invokedBy",
              "sessionContext",
              "sessionContext.assumedRoot",
              "sessionContext.sessionIssuer",
              "sessionContext.sessionIssuer.type",
              "sessionContext.sessionIssuer.arn",
              "sessionContext.sessionIssuer.accountId",
              "sessionContext.sessionIssuer.userName",
              "sessionContext.attributes",
              "sessionContext.attributes.mfaAuthenticated"));

  private final Map<String, String> byFolded = new HashMap<>();
  private final Set<String> exact;

  private KeyVariants(List<String> names) {
    names.forEach(it -> byFolded.put(folded(it), it));
    this.exact = Set.copyOf(names);
  }

  /** The name in lower case, without what separates its words. */
  static String folded(String name) {
    String joined = name;
    for (String separator : SEPARATORS) {
      joined = joined.contains(separator) ? joined.replace(separator, "") : joined;
    }
    return joined.toLowerCase(Locale.ROOT);
  }

  /** The name itself, or the one of which it is another spelling. */
  String canonical(String name) {
    return exact.contains(name) ? name : byFolded.getOrDefault(folded(name), name);
  }

  /** Whether the name is one of these, in any spelling. */
  boolean isField(String name) {
    return byFolded.containsKey(folded(name));
  }

  /** Whether the name is another spelling of one of these, or the path of a value within one. */
  boolean isVariant(String name) {
    return isPath(name) || !canonical(name).equals(name);
  }

  /**
   * Whether the name is a path such as {@code userIdentity.type}: a column of CloudWatch Logs
   * Insights, or of Splunk's flat exports.
   */
  static boolean isPath(String name) {
    int end = name.indexOf('.');
    return end > 0 && SECTIONS.contains(folded(name.substring(0, end)));
  }

  /**
   * The same object with the names as CloudTrail writes them. If both spellings exist, the one that
   * CloudTrail writes counts.
   */
  JsonObject canonical(JsonObject object) {
    if (object.names().stream().noneMatch(this::isVariant)) {
      return object;
    }
    Map<String, JsonObject.Member> members = new LinkedHashMap<>();
    JsonObject nested =
        object.names().stream().anyMatch(KeyVariants::isPath)
            ? JsonObject.of(object.flat())
            : object;
    nested
        .members()
        .forEach(
            (name, member) -> {
              if (exact.contains(name)) {
                members.put(name, member);
              } else {
                members.putIfAbsent(canonical(name), member);
              }
            });
    return new JsonObject(members, object.detail());
  }

  /** The same for values by their paths. */
  EventFields canonical(EventFields fields) {
    if (fields.paths().stream().noneMatch(this::isVariant)) {
      return fields;
    }
    Map<String, String> values = new EventFields.Collected();
    fields
        .values()
        .forEach(
            (path, value) -> {
              if (exact.contains(path)) {
                values.put(path, value);
              } else {
                values.putIfAbsent(canonical(path), value);
              }
            });
    return new EventFields(values);
  }
}
