package io.rootmon.internal.pattern;

import io.rootmon.cloudtrail.UserIdentity;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.EventOutcome;
import io.rootmon.detect.MfaUse;
import io.rootmon.internal.text.SafeText;
import io.rootmon.internal.text.Suggestion;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds fields and values with which a pattern matches no event. Event Ruler accepts them, and the
 * rule would be silent.
 */
final class PatternChecker {
  private static final String DETAIL = "detail";
  private static final String OWN = "rootmon";
  private static final String OR = "$or";
  private static final int MAX_VALUE_LENGTH = 80;

  private static final List<String> FIELDS =
      List.of("source", "detail-type", "account", "region", "time", DETAIL, OWN);
  private static final List<String> OWN_FIELDS = List.of("kind", "outcome", "mfa", "account");

  /**
   * The fields of a <a
   * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">CloudTrail
   * record</a> and of a <a
   * href="https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Finding.html">GuardDuty
   * finding</a>. Others may be added, so only a similar name is rejected.
   */
  private static final Set<String> DETAIL_FIELDS =
      Set.of(
          "eventVersion",
          "userIdentity",
          "eventTime",
          "eventSource",
          "eventName",
          "awsRegion",
          "sourceIPAddress",
          "userAgent",
          "errorCode",
          "errorMessage",
          "requestParameters",
          "responseElements",
          "additionalEventData",
          "requestID",
          "eventID",
          "readOnly",
          "resources",
          "eventType",
          "apiVersion",
          "managementEvent",
          "recipientAccountId",
          "sharedEventID",
          "vpcEndpointId",
          "vpcEndpointAccountId",
          "serviceEventDetails",
          "eventCategory",
          "addendum",
          "sessionCredentialFromConsole",
          "edgeDeviceDetails",
          "tlsDetails",
          "eventContext",
          "schemaVersion",
          "accountId",
          "region",
          "partition",
          "id",
          "arn",
          "type",
          "resource",
          "service",
          "severity",
          "createdAt",
          "updatedAt",
          "title",
          "description");

  private PatternChecker() {}

  /** Returns the first problem, with the path of the field. */
  static Optional<String> problem(Map<String, Object> pattern) {
    return pattern.entrySet().stream()
        .flatMap(it -> ofTop(it.getKey(), it.getValue()).stream())
        .findFirst();
  }

  private static Optional<String> ofTop(String key, Object value) {
    if (key.equals(OR)) {
      return alternatives(value).stream().flatMap(it -> problem(it).stream()).findFirst();
    }
    return switch (key) {
      case "source" ->
          literals(value)
              .filter(it -> !it.startsWith("aws."))
              .findFirst()
              .map(it -> key + ": must begin with aws. as aws.iam does" + but(it));
      case "account" -> account(key, value);
      case DETAIL -> value instanceof Map<?, ?> detail ? ofDetail(detail) : Optional.empty();
      case OWN -> value instanceof Map<?, ?> own ? ofOwn(own) : Optional.empty();
      default -> FIELDS.contains(key) ? Optional.empty() : Optional.of(unknown("", key, FIELDS));
    };
  }

  private static Optional<String> ofOwn(Map<?, ?> own) {
    for (Map.Entry<?, ?> entry : own.entrySet()) {
      String key = String.valueOf(entry.getKey());
      String path = OWN + "." + key;
      Optional<String> problem =
          switch (key) {
            case "kind" -> oneOf(path, entry.getValue(), ActivityKind.values());
            case "outcome" -> oneOf(path, entry.getValue(), EventOutcome.values());
            case "mfa" -> oneOf(path, entry.getValue(), MfaUse.values());
            case "account" -> account(path, entry.getValue());
            case OR ->
                alternatives(entry.getValue()).stream()
                    .flatMap(it -> ofOwn(it).stream())
                    .findFirst();
            default -> Optional.of(unknown(OWN + ".", key, OWN_FIELDS));
          };
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> ofDetail(Map<?, ?> detail) {
    for (Map.Entry<?, ?> entry : detail.entrySet()) {
      String key = String.valueOf(entry.getKey());
      Optional<String> problem = Optional.empty();
      if (key.equals(OR)) {
        problem =
            alternatives(entry.getValue()).stream()
                .flatMap(it -> ofDetail(it).stream())
                .findFirst();
      } else if (key.equals("userIdentity") && entry.getValue() instanceof Map<?, ?> identity) {
        problem = identityType(identity.get("type"));
      } else if (!DETAIL_FIELDS.contains(key)) {
        problem =
            Suggestion.of(key, DETAIL_FIELDS)
                .map(
                    it -> DETAIL + "." + key + ": is an unknown field. Did you mean '" + it + "'?");
      }
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  /** A value is compared with its letters as they are. */
  private static Optional<String> identityType(@Nullable Object value) {
    return literals(value)
        .flatMap(
            it ->
                Stream.concat(Stream.of("Root"), UserIdentity.KNOWN_TYPES.stream())
                    .filter(known -> known.equalsIgnoreCase(it) && !known.equals(it))
                    .map(known -> "detail.userIdentity.type: must be " + known + but(it)))
        .findFirst();
  }

  private static Optional<String> oneOf(String path, Object value, Enum<?>... known) {
    List<String> names = Arrays.stream(known).map(Enum::name).toList();
    return literals(value)
        .filter(it -> !names.contains(it))
        .findFirst()
        .map(it -> path + ": must be one of " + String.join(", ", names) + but(it));
  }

  private static Optional<String> account(String path, Object value) {
    boolean isNumber =
        value instanceof List<?> list && list.stream().anyMatch(Number.class::isInstance);
    return isNumber
        ? Optional.of(path + ": must be a string of 12 digits but is a number")
        : literals(value)
            .filter(it -> !it.matches("[0-9]{12}"))
            .findFirst()
            .map(it -> path + ": must be a string of 12 digits" + but(it));
  }

  private static String unknown(String prefix, String key, Collection<String> known) {
    return prefix
        + SafeText.line(key, MAX_VALUE_LENGTH)
        + ": is an unknown field. "
        + Suggestion.of(key, known)
            .map(it -> "Did you mean '" + it + "'?")
            .orElse("Use " + String.join(", ", known));
  }

  private static String but(String value) {
    return " but is '" + SafeText.line(value, MAX_VALUE_LENGTH) + "'";
  }

  /** Returns the values that must be equal. */
  private static Stream<String> literals(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast)
        : Stream.empty();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> alternatives(Object value) {
    return value instanceof List<?> list
        ? list.stream().filter(Map.class::isInstance).map(it -> (Map<String, Object>) it).toList()
        : List.of();
  }
}
