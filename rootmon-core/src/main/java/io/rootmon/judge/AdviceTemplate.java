package io.rootmon.judge;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.RootActivity;
import io.rootmon.internal.text.SafeText;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Fills a rule's advice with the details of one event: {@code {account}} the account concerned,
 * {@code {root}} the account whose root user acted or is in danger, {@code {owner}} the owner of
 * that root user, {@code {otherRoot}} the same account if it is not the account concerned, {@code
 * {management}} the same account if it is probably the management account, {@code {person}} the
 * actor unless root itself acted, {@code {undo}} how to undo the call, in {@code {Undo}} as the
 * beginning of a sentence, {@code {address}} the address of the caller, {@code {key}} the access
 * key created or changed, {@code {usedKey}} the access key used, {@code {resource}} the changed
 * resource, {@code {user}} the named user, {@code {policy}} the policy, {@code {actor}} the person
 * to contact, {@code {stop}} how to end root's sessions, {@code {lasts}} how long new credentials
 * can be used, {@code {task}} the task of a central root session, {@code {region}} the region that
 * was enabled or disabled, {@code {event}} the call, {@code {time}} its time.
 *
 * <p>A detail can be missing in the record. A line that uses such a detail has a second variant
 * without it, after {@value #OR}: "Check the calls from {address}. // Check the other calls of the
 * caller." A line whose last variant is empty is left out.
 */
final class AdviceTemplate {
  static final String OR = " // ";

  private static final int MAX_DETAIL_LENGTH = 120;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Set<String> REQUIRED =
      Set.of("account", "root", "owner", "actor", "stop", "lasts", "event", "time");

  private static final Set<String> OPTIONAL =
      Set.of(
          "address",
          "key",
          "usedKey",
          "policy",
          "resource",
          "user",
          "region",
          "task",
          "person",
          "otherRoot",
          "management");

  private static final List<String> NAMES_OF_RESOURCES =
      List.of(
          "userName",
          "roleName",
          "groupName",
          "policyId",
          "policyType",
          "servicePrincipal",
          "policyName",
          "policyArn",
          "name",
          "trailName",
          "eventDataStore",
          "detectorId",
          "configurationRecorderName",
          "analyzerName",
          "bucketName",
          "functionName",
          "topicArn",
          "queueUrl",
          "secretId",
          "keyId",
          "instanceId",
          "imageId",
          "snapshotId",
          "groupId",
          "dBSnapshotIdentifier",
          "dBClusterSnapshotIdentifier",
          "repositoryName",
          "stackName",
          "virtualMFADeviceName",
          "serialNumber",
          "regionName",
          "url",
          "sAMLProviderArn",
          "openIDConnectProviderArn",
          "resourceArn",
          "alternateContactType",
          "arn",
          "roleArn");

  private AdviceTemplate() {}

  /** Returns whether the line has a variant, or needs only values that every record contains. */
  static boolean isComplete(String line) {
    String last = line.substring(line.lastIndexOf(OR) + 1);
    return OPTIONAL.stream().noneMatch(it -> last.contains("{" + it + "}"));
  }

  static List<String> fill(List<String> lines, RootActivity activity) {
    List<String> filled = new ArrayList<>(lines.size());
    for (String line : lines) {
      String text = fill(line, activity);
      if (!text.isEmpty()) {
        filled.add(text);
      }
    }
    return List.copyOf(filled);
  }

  /**
   * Returns the first variant whose details are all present; otherwise the last one with "it" in
   * their place.
   */
  private static String fill(String line, RootActivity activity) {
    String rest = withUndo(line, activity);
    while (true) {
      int end = rest.indexOf(OR);
      Variant variant = Variant.of(end < 0 ? rest : rest.substring(0, end), activity);
      if (end < 0 || variant.isWhole()) {
        return variant.text();
      }
      rest = rest.substring(end + OR.length());
    }
  }

  /**
   * A variant of a line with its details.
   *
   * @param isWhole whether every detail is present
   */
  private record Variant(String text, boolean isWhole) {
    static Variant of(String template, RootActivity activity) {
      StringBuilder text = new StringBuilder(template.length());
      boolean isWhole = true;
      int next = 0;
      for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', open + 1)) {
        int close = template.indexOf('}', open);
        String name = close < 0 ? "" : template.substring(open + 1, close);
        if (REQUIRED.contains(name) || OPTIONAL.contains(name)) {
          Optional<String> value =
              detail(name, activity)
                  .map(it -> SafeText.line(it, MAX_DETAIL_LENGTH))
                  .filter(it -> !it.isBlank());
          isWhole &= value.isPresent();
          // A value never looks like a detail.
          String printed = value.orElse("it").replace('{', '(').replace('}', ')');
          text.append(template, next, open).append(printed);
          next = close + 1;
        }
      }
      return new Variant(text.append(template, next, template.length()).toString(), isWhole);
    }
  }

  private static Optional<String> detail(String name, RootActivity activity) {
    CloudTrailEvent event = activity.event();
    return switch (name) {
      case "account" -> Optional.of(account(activity));
      case "root" -> Optional.of(root(activity));
      case "owner" -> Optional.of(owner(root(activity)));
      case "actor" -> Optional.of(actor(activity));
      case "stop" -> Optional.of(stop(activity));
      case "lasts" -> Optional.of(lasts(activity));
      case "event" -> Optional.of(event.name());
      case "time" -> Optional.of(TIME.format(event.time()));
      case "address" -> address(activity);
      case "key" -> key(activity);
      case "usedKey" -> event.identity().longTermAccessKeyId();
      case "policy" -> policy(activity);
      case "resource" -> resource(activity);
      case "user" -> parameter(activity, "userName");
      case "region" -> parameter(activity, "regionName");
      case "task" -> activity.centralTask();
      case "person" -> person(activity);
      case "otherRoot" ->
          activity.isByRootOfAnotherAccount() ? Optional.of(root(activity)) : Optional.empty();
      case "management" ->
          activity.isProbablyByRootOfManagement() ? Optional.of(root(activity)) : Optional.empty();
      default -> throw new IllegalArgumentException("detail: expected a known one but was " + name);
    };
  }

  private static String withUndo(String line, RootActivity activity) {
    if (!line.contains("ndo}")) {
      return line;
    }
    String undo = UndoAdvice.of(activity, resource(activity).isPresent());
    String sentence = undo.substring(0, 1).toUpperCase(Locale.ROOT) + undo.substring(1);
    return line.replace("{undo}", undo).replace("{Undo}", sentence);
  }

  /** Returns the phrase for the owner of root if only the account is known. */
  static String owner(String account) {
    return "the owner of root in " + account;
  }

  private static String account(RootActivity activity) {
    return activity.account().map(AccountId::value).orElse("the account");
  }

  private static String root(RootActivity activity) {
    return activity.rootAccount().map(AccountId::value).orElse("the account");
  }

  /** Returns the caller's address; empty if the field contains the name of an AWS service. */
  private static Optional<String> address(RootActivity activity) {
    return activity
        .event()
        .sourceAddress()
        .filter(it -> !it.equalsIgnoreCase("AWS Internal") && !it.contains(".amazonaws."));
  }

  /** Returns the key that was created or changed, never the caller's own. */
  private static Optional<String> key(RootActivity activity) {
    CloudTrailEvent event = activity.event();
    return event
        .responseElements()
        .text("accessKey.accessKeyId")
        .or(() -> event.responseElements().text("credentials.accessKeyId"))
        .or(() -> parameter(activity, "accessKeyId"));
  }

  private static Optional<String> policy(RootActivity activity) {
    return parameter(activity, "policyArn").or(() -> parameter(activity, "policyName"));
  }

  /** Returns the changed resource: the first parameter that usually names it. */
  private static Optional<String> resource(RootActivity activity) {
    for (String name : NAMES_OF_RESOURCES) {
      Optional<String> value = parameter(activity, name);
      if (value.isPresent()) {
        return value;
      }
    }
    return Optional.empty();
  }

  private static String actor(RootActivity activity) {
    return isRootItself(activity)
        ? owner(root(activity))
        : person(activity).orElseGet(() -> unnamed(activity));
  }

  private static boolean isRootItself(RootActivity activity) {
    return activity.actedAsRoot()
        && !activity.inCentralSession()
        && !activity.isServicesOwnAct()
        && !activity.is(ActivityKind.SERVICE_ON_BEHALF);
  }

  /** Returns the actor; empty if root itself, a service or an unknown caller acted. */
  private static Optional<String> person(RootActivity activity) {
    return isRootItself(activity) || !activity.hasKnownActor()
        ? Optional.empty()
        : Optional.of(activity.actorName());
  }

  /** Returns the phrase for the person behind a call whose record names no person. */
  private static String unnamed(RootActivity activity) {
    if (activity.is("PasswordRecoveryRequested", "PasswordRecoveryCompleted")) {
      return "the owner of root's mailbox";
    } else if (activity.isServicesOwnAct() || activity.is(ActivityKind.SERVICE_ON_BEHALF)) {
      return activity.actor();
    }
    return activity.actor().contains("stacksets-exec-")
        ? "the person who changed the stack in CloudFormation"
        : "the person who caused this event";
  }

  /**
   * Returns how to end root's sessions. The commands of the alert contain the policy. SCPs have no
   * effect on the management account.
   */
  private static String stop(RootActivity activity) {
    return activity
        .rootAccount()
        .map(
            it ->
                "block root in "
                    + it
                    + " with a deny-root SCP (for the management account, contact AWS Support)")
        .orElse("block root with a deny-root SCP");
  }

  /** Returns for how long the credentials of the call can be used. */
  private static String lasts(RootActivity activity) {
    // https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sign-in.html
    return activity.is("CreateOAuth2Token", "AuthorizeOAuth2Access")
        ? "can be refreshed for up to 12 hours"
        : "lasts one hour at most";
  }

  private static Optional<String> parameter(RootActivity activity, String name) {
    return activity.event().requestParameters().text(name);
  }
}
