package io.rootmon.internal.text;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Breaks up texts that email clients and Slack convert to links: domains ({@code evil[.]example}),
 * email addresses ({@code alice[@]example[.]com}) and telephone numbers. The brackets are visible,
 * so that the text has the same meaning in every client and in every copy.
 *
 * <p>IP addresses, ARNs and version numbers are not changed, nor are the names of AWS services such
 * as {@code iam.amazonaws.com} and other names that AWS or rootmon assigns. Names below them that
 * an AWS customer can own, such as {@code bucket.s3.amazonaws.com}, are broken up. A string that
 * was already broken up is not changed.
 */
public final class LinkBreaker {
  private static final String DOTS = ".\u3002\uff0e\uff61";

  /** IANA's longest top-level domain of letters has 18 characters; an encoded one may be longer. */
  private static final int MAX_TOP_LEVEL_LENGTH = 20;

  /** The host name of a service, with an optional region and partition, and without a path. */
  private static final Pattern AWS_HOST =
      Pattern.compile(
          "(?i)(?:[a-z0-9-]+[.])?amazonaws[.]com(?:[.]cn)?"
              + "|(?:[a-z0-9-]+[.]){0,2}aws[.]amazon[.]com|(?:[a-z0-9-]+[.])?amazon[.]com");

  private static final Pattern SCHEME =
      Pattern.compile(
          "(?i)\\b(tel|sms|callto|facetime|facetime-audio|skype|sips?|xmpp|mailto):(?=\\S)");
  private static final Pattern INTERNATIONAL =
      Pattern.compile("(?<![\\w+\\[])\\+(?=[0-9](?:[ ().-]{0,2}[0-9]){6})");
  private static final Pattern NATIONAL =
      Pattern.compile(
          "(?<![\\w.-])((?:1[ .-])?\\(?[0-9]{3}\\)?[ .-]{0,2}[0-9]{3})[ .-]([0-9]{4})(?![\\w.-])");

  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z(?![^\\s,;)\\]])");

  /** The sections of an event, with which the paths of its fields begin. */
  private static final Set<String> PARTS =
      Set.of("requestParameters", "responseElements", "additionalEventData", "userIdentity");

  /** Names of fields that are not top-level domains. */
  private static final Set<String> FIELDS =
      Set.of(
          "accessKey",
          "accessKeyId",
          "accountId",
          "arn",
          "createDate",
          "credentials",
          "expiration",
          "functionName",
          "invokedBy",
          "policyArn",
          "policyName",
          "principalId",
          "roleArn",
          "roleName",
          "secretAccessKey",
          "sessionIssuer",
          "sessionToken",
          "status",
          "taskPolicyArn",
          "type",
          "userId",
          "userName",
          "federatedUser",
          "federatedUserId",
          "imageId",
          "instanceId",
          "instancesSet",
          "items",
          "loginProfile",
          "maxCount",
          "minCount",
          "passwordResetRequired",
          "role",
          "user");

  /** File extensions that are not top-level domains. */
  private static final Set<String> FILES =
      Set.of("ftl", "txt", "slack", "html", "json", "jsonl", "xml", "yaml", "yml", "csv", "amzn");

  /**
   * Keys of the configuration, parts of GuardDuty's finding types, and service principals. The last
   * parts of the first two are no top-level domains, and no customer can own the principals.
   */
  private static final Set<String> NAMES =
      Set.of(
          "coverage.regions",
          "coverage.excludedAccounts",
          "coverage.excludedRegions",
          "MaliciousIPCaller.Custom",
          "InstanceCredentialExfiltration.OutsideAWS",
          "InstanceCredentialExfiltration.InsideAWS",
          "stacksets.cloudformation.amazonaws.com",
          "member.org.stacksets.cloudformation.amazonaws.com",
          "malware-protection.guardduty.amazonaws.com",
          "mgmt.org.stacksets.cloudformation.amazonaws.com");

  private LinkBreaker() {}

  /** Returns the text without anything that a client could convert to a link. */
  public static String breakLinks(String text) {
    if (!mayLink(text)) {
      return text;
    }
    String broken = breakHosts(text);
    if (broken.indexOf(':') >= 0) {
      broken = SCHEME.matcher(broken).replaceAll("$1[:]");
    }
    if (broken.indexOf('+') >= 0) {
      broken = INTERNATIONAL.matcher(broken).replaceAll("[+]");
    }
    Matcher national = NATIONAL.matcher(broken);
    return national.find() ? national.replaceAll("$1[-]$2") : broken;
  }

  /** Returns the path of an event's field, in which names that AWS assigns remain readable. */
  public static String breakPath(String path) {
    int dot = path.indexOf('.');
    if (dot < 0 || !PARTS.contains(path.substring(0, dot))) {
      return breakLinks(path);
    }
    String[] names = path.substring(dot + 1).split("[.]", -1);
    boolean isKnown = true;
    for (String name : names) {
      isKnown &= FIELDS.contains(name.replaceAll("\\[[0-9]{1,6}\\]$", "")) || names.length == 1;
    }
    return isKnown ? path : path.substring(0, dot + 1) + breakLinks(path.substring(dot + 1));
  }

  private static boolean mayLink(String text) {
    int digits = 0;
    for (int at = 0; at < text.length(); at++) {
      char next = text.charAt(at);
      if (next == '@' || next == ':' || next == '+' || DOTS.indexOf(next) >= 0) {
        return true;
      }
      digits += next >= '0' && next <= '9' ? 1 : 0;
    }
    return digits >= 10;
  }

  private static String breakHosts(String text) {
    StringBuilder broken = new StringBuilder(text.length() + 16);
    int at = 0;
    while (at < text.length()) {
      if (isLabel(text.charAt(at))) {
        int end = endOfHost(text, at);
        host(text, at, end, broken);
        at = end;
      } else {
        char next = text.charAt(at);
        boolean isAddress =
            next == '@'
                && at > 0
                && !Character.isWhitespace(text.charAt(at - 1))
                && text.charAt(at - 1) != '['
                && at + 1 < text.length()
                && !Character.isWhitespace(text.charAt(at + 1))
                && !isTime(text, at + 1);
        broken.append(isAddress ? "[@]" : next);
        at++;
      }
    }
    return broken.toString();
  }

  /** The key of an event without an id of its own ends with its time, which is no domain. */
  private static boolean isTime(String text, int from) {
    return TIME.matcher(text).region(from, text.length()).lookingAt();
  }

  private static boolean isLabel(char next) {
    return Character.isLetterOrDigit(next)
        || next == '-'
        || next == '_'
        || Character.isSurrogate(next);
  }

  private static int endOfHost(String text, int from) {
    int at = from;
    while (at < text.length()
        && (isLabel(text.charAt(at))
            || (DOTS.indexOf(text.charAt(at)) >= 0
                && at + 1 < text.length()
                && isLabel(text.charAt(at + 1))))) {
      at++;
    }
    return at;
  }

  private static void host(String text, int start, int end, StringBuilder broken) {
    if (isKnown(text, start, end)) {
      broken.append(text, start, end);
      return;
    }
    for (int at = start; at < end; at++) {
      char next = text.charAt(at);
      boolean isDot = DOTS.indexOf(next) >= 0;
      if (isDot && (next != '.' || isTopLevel(text, at + 1, end))) {
        broken.append("[.]");
      } else {
        broken.append(next);
      }
    }
  }

  private static boolean isKnown(String text, int start, int end) {
    char before = start == 0 ? ' ' : text.charAt(start - 1);
    char after = end == text.length() ? ' ' : text.charAt(end);
    return before != '@'
        && "/@:?#".indexOf(after) < 0
        && end - start <= 200
        && (NAMES.contains(text.substring(start, end))
            || AWS_HOST.matcher(text).region(start, end).matches());
  }

  /** Returns whether the label can be a top-level domain: letters only, or encoded. */
  private static boolean isTopLevel(String text, int from, int end) {
    int at = from;
    boolean isEncoded = text.regionMatches(true, from, "xn--", 0, 4);
    while (at < end && DOTS.indexOf(text.charAt(at)) < 0) {
      char next = text.charAt(at);
      if (!isEncoded && (next == '-' || next == '_' || Character.isDigit(next))) {
        return false;
      }
      at++;
    }
    return at - from >= 2
        && (isEncoded || at - from <= MAX_TOP_LEVEL_LENGTH)
        && !FILES.contains(text.substring(from, at).toLowerCase(Locale.ROOT));
  }
}
