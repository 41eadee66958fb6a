package io.rootmon.judge;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.detect.ActivityKind;
import io.rootmon.detect.RootActivity;
import io.rootmon.internal.text.SafeText;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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

  private record Detail(String name, Function<RootActivity, Optional<String>> value) {}

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final List<Detail> ALWAYS =
      List.of(
          new Detail("{account}", it -> Optional.of(account(it))),
          new Detail("{root}", it -> Optional.of(root(it))),
          new Detail("{owner}", it -> Optional.of(owner(root(it)))),
          new Detail("{actor}", it -> Optional.of(actor(it))),
          new Detail("{stop}", it -> Optional.of(stop(it))),
          new Detail("{lasts}", it -> Optional.of(lasts(it))),
          new Detail("{event}", it -> Optional.of(it.event().name())),
          new Detail("{time}", it -> Optional.of(TIME.format(it.event().time()))));

  private static final List<Detail> PERHAPS =
      List.of(
          new Detail("{address}", AdviceTemplate::address),
          new Detail("{key}", AdviceTemplate::key),
          new Detail(
              "{usedKey}",
              it -> it.event().identity().accessKeyId().filter(key -> key.startsWith("AKIA"))),
          new Detail("{policy}", AdviceTemplate::policy),
          new Detail("{resource}", AdviceTemplate::resource),
          new Detail("{user}", it -> parameter(it, "userName")),
          new Detail("{region}", it -> parameter(it, "regionName")),
          new Detail("{task}", RootActivity::centralTask),
          new Detail("{person}", AdviceTemplate::person),
          new Detail(
              "{otherRoot}",
              it ->
                  Optional.of(it)
                      .filter(RootActivity::isByRootOfAnotherAccount)
                      .map(AdviceTemplate::root)),
          new Detail(
              "{management}",
              it ->
                  Optional.of(it)
                      .filter(RootActivity::isProbablyByRootOfManagement)
                      .map(AdviceTemplate::root)));

  private static final List<Detail> DETAILS =
      Stream.concat(ALWAYS.stream(), PERHAPS.stream()).toList();

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
    return PERHAPS.stream().noneMatch(it -> last.contains(it.name()));
  }

  static List<String> fill(List<String> lines, RootActivity activity) {
    return lines.stream().map(it -> fill(it, activity)).filter(it -> !it.isEmpty()).toList();
  }

  /**
   * Returns the first variant whose details are all present; otherwise the last one with "it" in
   * their place.
   */
  private static String fill(String line, RootActivity activity) {
    String filled = "";
    for (String variant : withUndo(line, activity).split(OR, -1)) {
      boolean isWhole = true;
      filled = variant;
      for (Detail detail : DETAILS) {
        if (filled.contains(detail.name())) {
          Optional<String> value =
              detail
                  .value()
                  .apply(activity)
                  .map(it -> SafeText.line(it, MAX_DETAIL_LENGTH))
                  .filter(it -> !it.isBlank());
          isWhole &= value.isPresent();
          // A value that looks like the name of a detail is not replaced.
          String text = value.orElse("it").replace('{', '(').replace('}', ')');
          filled = filled.replace(detail.name(), text);
        }
      }
      if (isWhole) {
        return filled;
      }
    }
    return filled;
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
    return NAMES_OF_RESOURCES.stream()
        .flatMap(name -> parameter(activity, name).stream())
        .findFirst();
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
    return activity.is("CreateOAuth2Token")
        ? "can be refreshed for up to 12 hours"
        : "lasts one hour at most";
  }

  private static Optional<String> parameter(RootActivity activity, String name) {
    return activity.event().requestParameters().text(name);
  }
}
