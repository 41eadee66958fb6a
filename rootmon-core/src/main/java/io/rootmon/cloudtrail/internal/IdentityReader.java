package io.rootmon.cloudtrail.internal;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.EventFields;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.cloudtrail.UserIdentity;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads who acted. An identity that cannot be understood is refused: it might be the root user's.
 *
 * <p>A type is enough, known or not. Without one, as in records of <a
 * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/non-api-aws-service-events.html">events
 * of services</a>, the identity has to say in another field who it was.
 */
final class IdentityReader {
  /** Types by which CloudTrail says that it could not tell. */
  private static final Set<String> UNDECIDED = Set.of("", "Unknown", "Directory");

  private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,127}");
  private static final Pattern TWELVE_DIGITS = Pattern.compile("[0-9]{12}");
  private static final int MAX_LAYERS = 4;
  private static final String HOW_TO_FIX =
      " rootmon cannot tell whether root acted. Look the event up in CloudTrail, and give it to"
          + " rootmon as CloudTrail wrote it.";

  private final RecordParser json;

  IdentityReader(RecordParser json) {
    this.json = json;
  }

  /**
   * The identity of a record.
   *
   * @throws MalformedEventException if the caller is unknown
   */
  UserIdentity read(JsonObject record, String raw) throws MalformedEventException {
    EventFields member = record.under("userIdentity");
    String text = member.values().get("");
    if (text == null || member.values().size() == 1) {
      return read(record, member, raw);
    }
    Map<String, String> below = new EventFields.Collected();
    member.values().forEach((path, value) -> putUnlessEmpty(below, path, value));
    UserIdentity object = read(record, new EventFields(below), raw);
    if (object.isRoot() || !text.strip().startsWith("{")) {
      return object;
    }
    // Two members of that name, a string with JSON and an object: the one that names root counts.
    UserIdentity other = read(record, new EventFields(Map.of("", text)), raw);
    return other.isRoot() ? other : object;
  }

  private static void putUnlessEmpty(Map<String, String> values, String path, String value) {
    if (!path.isEmpty()) {
      values.put(path, value);
    }
  }

  private UserIdentity read(JsonObject record, EventFields member, String raw)
      throws MalformedEventException {
    EventFields part = member;
    for (int layer = 0; layer < MAX_LAYERS; layer++) {
      EventFields inner = unwrapped(part, raw);
      if (inner.equals(part)) {
        break;
      }
      part = inner;
    }
    EventFields fields = KeyVariants.OF_IDENTITY.canonical(part);
    String type = fields.text("type").orElse("").strip();
    String whole = fields.text("").orElse("").strip();
    if (type.isEmpty() && !whole.isEmpty() && isKnown(whole)) {
      type = whole;
    }
    requireUnderstood(record, fields, type, raw);
    UserIdentity identity = UserIdentity.of(fields, type);
    return isRootByAnotherField(identity) ? identity.withType("Root") : identity;
  }

  /** Without one layer of a list around one object, or of JSON in a string. */
  private EventFields unwrapped(EventFields part, String raw) throws MalformedEventException {
    String text = part.values().get("");
    if (text != null && part.values().size() == 1) {
      String stripped = text.strip();
      if (stripped.startsWith("[")) {
        return json.unfolded(new EventFields(Map.of("", "{\"userIdentity\":" + stripped + "}")))
            .under("userIdentity");
      }
      return json.unfolded(part);
    }
    if (text != null
        || part.isEmpty()
        || !part.paths().stream().allMatch(it -> it.startsWith("["))) {
      return part;
    }
    if (part.paths().stream().anyMatch(it -> !it.startsWith("[0]"))) {
      throw new MalformedEventException(
          "userIdentity", "expected one identity but found a list of several." + HOW_TO_FIX, raw);
    }
    return part.under("[0]");
  }

  private static boolean isKnown(String type) {
    return type.equalsIgnoreCase("Root") || UserIdentity.KNOWN_TYPES.contains(type);
  }

  private static boolean isType(String text) {
    boolean isBoolean = text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    return TYPE.matcher(text).matches() && !isBoolean;
  }

  private static void requireUnderstood(
      JsonObject record, EventFields fields, String type, String raw)
      throws MalformedEventException {
    if (type.isEmpty() && !fields.has("type")) {
      boolean saysWho =
          fields.text("arn").isPresent()
              || fields.text("").filter(it -> it.startsWith("arn:")).isPresent()
              || fields.text("invokedBy").isPresent()
              || fields.text("principalId").isPresent()
              || (fields.text("accountId").isPresent() && isOfService(record))
              || isEmpty(record);
      if (!saysWho) {
        throw new MalformedEventException(
            "userIdentity",
            "expected an object that names the type of identity, such as {\"type\":\"IAMUser\"},"
                + " but "
                + found(record, raw)
                + "."
                + HOW_TO_FIX,
            raw);
      }
    } else if (!isType(type) && !(type.isEmpty() && fields.text("arn").isPresent())) {
      throw new MalformedEventException(
          "userIdentity.type",
          "expected the name of a type of identity, such as IAMUser or Root, but found "
              + (type.isEmpty() ? "an empty string or another type of value" : quote(type))
              + "."
              + HOW_TO_FIX,
          raw);
    }
  }

  private static boolean isOfService(JsonObject record) {
    return record.text("eventType").filter("AwsServiceEvent"::equalsIgnoreCase).isPresent();
  }

  /** Root's password is recovered before a sign-in: the record names no caller. */
  private static boolean isEmpty(JsonObject record) {
    return record.text("eventSource").filter(it -> it.startsWith("signin.")).isPresent()
        && record.text("eventName").filter(it -> it.startsWith("PasswordRecovery")).isPresent();
  }

  /** Returns the value in the place of the identity. */
  private static String found(JsonObject record, String raw) {
    String value =
        JsonSlices.find(raw, "userIdentity")
            .or(() -> JsonSlices.find(raw, "detail", "userIdentity"))
            .orElse("");
    if (value.isEmpty()) {
      return record.has("userIdentity") ? "it has no such field" : "it is missing";
    }
    return value.equals("null") ? "it is null" : "found " + quote(value);
  }

  private static String quote(String text) {
    return MalformedEventException.quote(text.replaceAll("\\s+", " "));
  }

  /**
   * Where the type decides nothing, the ARN does; and where there is no type at all, root's
   * principal ID, which is the number of its account.
   */
  private static boolean isRootByAnotherField(UserIdentity identity) {
    String type = identity.type();
    if (isKnown(type) && !UNDECIDED.contains(type)) {
      return false;
    }
    boolean byArn =
        identity
            .arn()
            .filter(it -> it.strip().toLowerCase(Locale.ROOT).endsWith(":root"))
            .isPresent();
    // Sign-ins to Identity Center have the type Unknown and an account's number as principal ID.
    boolean byPrincipal =
        (type.isEmpty() || !UNDECIDED.contains(type))
            && identity.invokedBy().isEmpty()
            && identity.principalId().filter(it -> isRootsPrincipal(it, identity)).isPresent();
    return byArn || byPrincipal;
  }

  private static boolean isRootsPrincipal(String principal, UserIdentity identity) {
    return TWELVE_DIGITS.matcher(principal.strip()).matches()
        && identity.accountId().map(AccountId::value).filter(it -> !it.equals(principal)).isEmpty()
        && identity.arn().isEmpty();
  }
}
