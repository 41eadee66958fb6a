package io.rootmon.cli.lastused;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.rootmon.cli.aws.AwsProblem;
import io.rootmon.cli.aws.AwsSession;
import io.rootmon.cli.lastused.RootCredentials.AccessKey;
import io.rootmon.cli.lastused.RootCredentials.LastUse;
import io.rootmon.cli.lastused.RootCredentials.Mfa;
import io.rootmon.internal.Sleeper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AssignmentStatusType;
import software.amazon.awssdk.services.iam.model.GetCredentialReportResponse;
import software.amazon.awssdk.services.iam.model.ReportStateType;

/**
 * Reads root's row of IAM's <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html">credential
 * report</a>, the account summary, and the virtual MFA devices.
 */
final class CredentialReportReader implements RootCredentialsReader {
  /** The permissions that the caller needs. */
  static final String ACTIONS =
      "iam:GenerateCredentialReport, iam:GetCredentialReport, iam:GetAccountSummary and"
          + " iam:ListVirtualMFADevices";

  private static final String ROOT = "<root_account>";
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final int MAX_POLLS = 60;

  private final Sleeper sleeper;

  CredentialReportReader(Sleeper sleeper) {
    this.sleeper = sleeper;
  }

  @Override
  public RootCredentials read(AwsSession session) throws AwsProblem {
    try (IamClient iam =
        session.configure(IamClient.builder(), session.partition() + "-global").build()) {
      GetCredentialReportResponse report = report(iam);
      NamedCsvRecord root = row(report.content().asUtf8String());
      Map<String, Integer> summary = iam.getAccountSummary().summaryMapAsStrings();
      return new RootCredentials(
          password(root, summary),
          passwordLastUse(root),
          keys(root),
          mfa(iam, root, summary),
          Optional.ofNullable(summary.get("AccountSigningCertificatesPresent")).map(it -> it > 0),
          Optional.ofNullable(report.generatedTime()));
    } catch (SdkException e) {
      throw AwsProblem.of("read IAM's credential report", e, "Allow " + ACTIONS);
    }
  }

  private GetCredentialReportResponse report(IamClient iam) throws AwsProblem {
    for (int poll = 0; poll < MAX_POLLS; poll++) {
      if (iam.generateCredentialReport().state() == ReportStateType.COMPLETE) {
        return iam.getCredentialReport();
      }
      try {
        sleeper.sleep(POLL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw AwsProblem.interrupted("read IAM's credential report");
      }
    }
    throw AwsProblem.because("read IAM's credential report: IAM did not finish it in two minutes");
  }

  private static NamedCsvRecord row(String csv) throws AwsProblem {
    try (CloseableIterator<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(csv).iterator()) {
      while (rows.hasNext()) {
        NamedCsvRecord row = rows.next();
        if (row.findField("user").filter(ROOT::equals).isPresent()) {
          return row;
        }
      }
    } catch (IOException | RuntimeException e) {
      throw AwsProblem.because(
          "read IAM's credential report: the report is no valid CSV: " + e.getMessage());
    }
    throw AwsProblem.because("read IAM's credential report: the row " + ROOT + " is missing");
  }

  /**
   * Returns whether root has a password. The report contains {@code not_supported} if IAM does not
   * report it.
   */
  private static Optional<Boolean> password(NamedCsvRecord root, Map<String, Integer> summary) {
    return Optional.ofNullable(summary.get("AccountPasswordPresent"))
        .map(it -> it > 0)
        .or(() -> flag(root, "password_enabled"));
  }

  private static LastUse passwordLastUse(NamedCsvRecord root) {
    return lastUse(root.findField("password_last_used").orElse(""));
  }

  private static List<AccessKey> keys(NamedCsvRecord root) {
    List<AccessKey> keys = new ArrayList<>();
    for (String prefix : List.of("access_key_1_", "access_key_2_")) {
      boolean isActive = flag(root, prefix + "active").orElse(false);
      Optional<Instant> created = time(root.findField(prefix + "last_rotated").orElse(""));
      // An inactive key has a rotation time; without a key there is none.
      if (isActive || created.isPresent()) {
        keys.add(
            new AccessKey(
                Optional.empty(),
                isActive,
                created,
                lastUse(root.findField(prefix + "last_used_date").orElse("")),
                name(root, prefix + "last_used_service"),
                name(root, prefix + "last_used_region")));
      }
    }
    return keys;
  }

  private static Mfa mfa(IamClient iam, NamedCsvRecord root, Map<String, Integer> summary) {
    Optional<Boolean> isEnabled =
        Optional.ofNullable(summary.get("AccountMFAEnabled"))
            .map(it -> it > 0)
            .or(() -> flag(root, "mfa_active"));
    if (isEnabled.isEmpty()) {
      return Mfa.UNKNOWN;
    } else if (!isEnabled.get()) {
      return Mfa.NONE;
    }
    try {
      boolean isVirtual =
          iam
              .listVirtualMFADevicesPaginator(
                  it -> it.assignmentStatus(AssignmentStatusType.ASSIGNED))
              .virtualMFADevices()
              .stream()
              .anyMatch(
                  it -> it.user() != null && String.valueOf(it.user().arn()).endsWith(":root"));
      return isVirtual ? Mfa.VIRTUAL : Mfa.HARDWARE;
    } catch (SdkException e) {
      if (AwsProblem.isDenied(e)) {
        return Mfa.ENABLED;
      }
      throw e;
    }
  }

  private static Optional<Boolean> flag(NamedCsvRecord row, String field) {
    return row.findField(field)
        .filter(it -> it.equalsIgnoreCase("true") || it.equalsIgnoreCase("false"))
        .map(it -> it.equalsIgnoreCase("true"));
  }

  /** Parses the last use. {@code N/A} and {@code no_information} mean that no use is recorded. */
  private static LastUse lastUse(String value) {
    Optional<Instant> time = time(value);
    if (time.isPresent()) {
      return LastUse.at(time.get());
    }
    return value.equals("N/A") || value.equals("no_information") ? LastUse.NEVER : LastUse.UNKNOWN;
  }

  private static Optional<Instant> time(String value) {
    try {
      return Optional.of(OffsetDateTime.parse(value).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String name(NamedCsvRecord row, String field) {
    return row.findField(field).filter(it -> !it.equals("N/A")).orElse("");
  }
}
