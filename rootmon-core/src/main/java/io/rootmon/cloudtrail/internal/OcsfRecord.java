package io.rootmon.cloudtrail.internal;

import io.rootmon.cloudtrail.EventFields;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a record of CloudTrail in OCSF, as <a
 * href="https://docs.aws.amazon.com/security-lake/latest/userguide/open-cybersecurity-schema-framework.html">Security
 * Lake</a> keeps it, into the fields of CloudTrail. The mapping is that of <a
 * href="https://github.com/ocsf/examples/tree/main/mappings/markdown/AWS">OCSF's examples for
 * AWS</a>.
 */
final class OcsfRecord {
  private static final String UNMAPPED = "unmapped";

  private OcsfRecord() {}

  static boolean is(JsonObject fields) {
    return fields.has("class_uid") && fields.has("metadata");
  }

  /** Whether CloudTrail recorded it, and not another source of the lake. */
  static boolean isOfCloudTrail(JsonObject fields) {
    return fields
            .text("metadata.product.name")
            .filter(it -> KeyVariants.folded(it).contains("cloudtrail"))
            .isPresent()
        || (fields.text("metadata.product.name").isEmpty() && fields.has("api.operation"));
  }

  /** Whether it names the root user as the one who acted. */
  static boolean namesRoot(JsonObject fields) {
    return fields.text("actor.user.type").filter(OcsfRecord::isRoot).isPresent()
        || fields.text("user.type").filter(OcsfRecord::isRoot).isPresent();
  }

  private static boolean isRoot(String type) {
    return type.strip().equalsIgnoreCase("Root");
  }

  /** The record's fields as CloudTrail names them. */
  static JsonObject toCloudTrail(JsonObject ocsf) {
    Map<String, String> values = new EventFields.Collected();
    unmapped(ocsf, values);
    put(values, "eventName", ocsf.text("api.operation"));
    put(values, "eventSource", ocsf.text("api.service.name"));
    put(values, "eventTime", ocsf.text("time_dt").or(() -> ocsf.text("time")));
    put(values, "eventID", ocsf.text("metadata.uid"));
    put(values, "eventType", ocsf.text("metadata.event_code").filter(it -> it.startsWith("Aws")));
    put(values, "awsRegion", ocsf.text("cloud.region"));
    put(values, "recipientAccountId", ocsf.text("cloud.account.uid"));
    put(
        values,
        "sourceIPAddress",
        ocsf.text("src_endpoint.ip").or(() -> ocsf.text("src_endpoint.domain")));
    put(values, "userAgent", ocsf.text("http_request.user_agent"));
    put(values, "errorCode", ocsf.text("api.response.error"));
    put(values, "errorMessage", ocsf.text("api.response.message"));
    identity(ocsf, values);
    payload(values, "requestParameters", ocsf.under("api.request.data"));
    payload(values, "responseElements", ocsf.under("api.response.data"));
    signIn(ocsf, values);
    return JsonObject.of(new EventFields(values));
  }

  private static void identity(JsonObject ocsf, Map<String, String> values) {
    // A sign-in names its user at the top, other calls name the actor.
    String user = ocsf.has("actor.user") ? "actor.user." : "user.";
    Optional<String> uid = ocsf.text(user + "uid");
    Optional<String> other = ocsf.text(user + "uid_alt");
    put(values, "userIdentity.type", ocsf.text(user + "type"));
    put(
        values,
        "userIdentity.arn",
        uid.filter(OcsfRecord::isArn).or(() -> other.filter(OcsfRecord::isArn)));
    put(
        values,
        "userIdentity.principalId",
        other.filter(it -> !isArn(it)).or(() -> uid.filter(it -> !isArn(it))));
    put(values, "userIdentity.accountId", ocsf.text(user + "account.uid"));
    put(values, "userIdentity.accessKeyId", ocsf.text(user + "credential_uid"));
    put(values, "userIdentity.userName", ocsf.text(user + "name"));
    put(values, "userIdentity.invokedBy", ocsf.text("actor.invoked_by"));
    put(
        values,
        "userIdentity.sessionContext.attributes.mfaAuthenticated",
        ocsf.text("actor.session.is_mfa"));
    put(values, "userIdentity.sessionContext.sessionIssuer.arn", ocsf.text("actor.session.issuer"));
  }

  private static boolean isArn(String text) {
    return text.startsWith("arn:");
  }

  /** The fields that only a console sign-in has. */
  private static void signIn(JsonObject ocsf, Map<String, String> values) {
    if (ocsf.text("class_uid").filter(it -> it.startsWith("3002")).isEmpty()) {
      return;
    }
    String answer = "responseElements." + values.getOrDefault("eventName", "ConsoleLogin");
    if (!values.containsKey(answer)) {
      put(
          values,
          answer,
          ocsf.text("status").filter(it -> it.equals("Success") || it.equals("Failure")));
    }
    if (!values.containsKey("additionalEventData.MFAUsed")) {
      put(
          values,
          "additionalEventData.MFAUsed",
          ocsf.text("is_mfa").map(it -> it.equalsIgnoreCase("true") ? "Yes" : "No"));
    }
  }

  /** Values without an OCSF field have the path of their CloudTrail field. */
  private static void unmapped(JsonObject ocsf, Map<String, String> values) {
    ocsf.under(UNMAPPED)
        .values()
        .forEach(
            (path, value) -> {
              if (!path.isEmpty() && !path.startsWith("userIdentity.type")) {
                values.put(path, value);
              }
            });
  }

  /** Parameters are a string of JSON, or JSON itself. */
  private static void payload(Map<String, String> values, String name, EventFields data) {
    data.values()
        .forEach(
            (path, value) ->
                values.put(
                    path.isEmpty() || path.startsWith("[") ? name + path : name + "." + path,
                    value));
  }

  private static void put(Map<String, String> values, String name, Optional<String> value) {
    value.ifPresent(it -> values.put(name, it));
  }
}
