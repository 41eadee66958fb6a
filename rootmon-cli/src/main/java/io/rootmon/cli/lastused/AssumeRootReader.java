package io.rootmon.cli.lastused;

import io.rootmon.cli.aws.AwsProblem;
import io.rootmon.cli.aws.AwsSession;
import io.rootmon.cli.lastused.RootCredentials.AccessKey;
import io.rootmon.cli.lastused.RootCredentials.LastUse;
import io.rootmon.cli.lastused.RootCredentials.Mfa;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyLastUsed;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.MFADevice;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.StatusType;

/**
 * Reads root's own credentials in a root session with the task policy <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/security-iam-awsmanpol.html">{@code
 * IAMAuditRootUserCredentials}</a>. The policy does not allow the credential report.
 */
final class AssumeRootReader implements RootCredentialsReader {
  /** The task policy of the session. */
  static final String TASK = "IAMAuditRootUserCredentials";

  @Override
  public RootCredentials read(AwsSession session) throws AwsProblem {
    try (IamClient iam =
        session.configure(IamClient.builder(), session.partition() + "-global").build()) {
      Map<String, Integer> summary = iam.getAccountSummary().summaryMapAsStrings();
      boolean hasPassword = hasPassword(iam);
      return new RootCredentials(
          Optional.of(hasPassword),
          passwordLastUse(iam, hasPassword),
          keys(iam),
          mfa(iam, summary),
          Optional.of(!iam.listSigningCertificates().certificates().isEmpty()),
          Optional.empty());
    } catch (SdkException e) {
      throw AwsProblem.of(
          "read root's credentials", e, "The session must have the task policy " + TASK);
    }
  }

  private static boolean hasPassword(IamClient iam) {
    try {
      return iam.getLoginProfile(it -> {}).loginProfile() != null;
    } catch (NoSuchEntityException e) {
      return false;
    }
  }

  /** Reads the last use with GetUser. If the task policy does not allow it, the time is unknown. */
  private static LastUse passwordLastUse(IamClient iam, boolean hasPassword) {
    if (!hasPassword) {
      return LastUse.NEVER;
    }
    try {
      Instant time = iam.getUser().user().passwordLastUsed();
      return time == null ? LastUse.NEVER : LastUse.at(time);
    } catch (SdkException e) {
      if (AwsProblem.isDenied(e)) {
        return LastUse.UNKNOWN;
      }
      throw e;
    }
  }

  private static List<AccessKey> keys(IamClient iam) {
    List<AccessKey> keys = new ArrayList<>();
    for (AccessKeyMetadata key : iam.listAccessKeysPaginator().accessKeyMetadata()) {
      AccessKeyLastUsed use =
          iam.getAccessKeyLastUsed(it -> it.accessKeyId(key.accessKeyId())).accessKeyLastUsed();
      keys.add(
          new AccessKey(
              Optional.of(key.accessKeyId()),
              key.status() == StatusType.ACTIVE,
              Optional.ofNullable(key.createDate()),
              use == null || use.lastUsedDate() == null
                  ? LastUse.NEVER
                  : LastUse.at(use.lastUsedDate()),
              use == null ? "" : name(use.serviceName()),
              use == null ? "" : name(use.region())));
    }
    return keys;
  }

  /**
   * Returns the kind of MFA. The ARN of a virtual device contains {@code mfa}, that of a security
   * key {@code u2f}.
   */
  private static Mfa mfa(IamClient iam, Map<String, Integer> summary) {
    List<MFADevice> devices = iam.listMFADevicesPaginator().mfaDevices().stream().toList();
    if (devices.isEmpty()) {
      boolean isEnabled = summary.getOrDefault("AccountMFAEnabled", 0) > 0;
      return isEnabled ? Mfa.ENABLED : Mfa.NONE;
    }
    boolean isVirtual =
        devices.stream().anyMatch(it -> String.valueOf(it.serialNumber()).contains(":mfa/"));
    return isVirtual ? Mfa.VIRTUAL : Mfa.HARDWARE;
  }

  private static String name(String value) {
    return "N/A".equals(value) ? "" : String.valueOf(value);
  }
}
