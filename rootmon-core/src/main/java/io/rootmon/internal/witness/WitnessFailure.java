package io.rootmon.internal.witness;

import io.rootmon.internal.athena.AthenaQueries.AthenaException;
import io.rootmon.internal.athena.AthenaQueries.State;
import io.rootmon.internal.athena.AthenaQueries.Status;
import java.util.Locale;

/**
 * Why a day was not compared.
 *
 * @param code the kind of the problem, which does not change while the problem lasts
 * @param detail the problem as a person reads it
 * @param fix the remedy
 */
record WitnessFailure(String code, String detail, String fix) {
  private static final String TOMORROW = " The function compares the day again tomorrow.";
  private static final String PERMISSIONS =
      "Apply the Terraform module of the hub, which grants the role of the function Athena, Glue,"
          + " the trail's bucket and the bucket of the results. If the bucket or its KMS key belongs"
          + " to another account, allow the role in their policies.";
  private static final String CONSOLE =
      "Open the query in the Athena console, in the workgroup of the hub, and read its error.";

  /** Returns the failure of a call to Athena. */
  static WitnessFailure of(AthenaException e) {
    String detail = String.valueOf(e.getMessage());
    if (e.isTransient()) {
      return new WitnessFailure(
          e.code().isEmpty() ? "no response" : e.code(),
          detail,
          "Check the quotas of Athena in the account, and its status in the region." + TOMORROW);
    }
    if (isDenied(e.code() + " " + detail)) {
      return new WitnessFailure("denied", detail, PERMISSIONS + TOMORROW);
    }
    return new WitnessFailure(
        e.code(),
        detail,
        "Check that the workgroup, the table and the results exist, and that the bucket stores results in"
            + " trail.results for at least a day."
            + TOMORROW);
  }

  /** Returns the failure of a query. */
  static WitnessFailure of(String query, Status status) {
    String how = status.state() == State.CANCELLED ? " was cancelled: " : " failed: ";
    String detail = "query " + query + how + status.reason();
    String reason = status.reason().toLowerCase(Locale.ROOT);
    // https://docs.aws.amazon.com/athena/latest/ug/workgroups-setting-control-limits-cloudwatch.html
    if (reason.contains("bytes scanned limit")) {
      return new WitnessFailure(
          "limit",
          detail,
          "Raise trail.scan_limit_gb of the hub, or list fewer accounts in its variable trail."
              + TOMORROW);
    }
    if (isDenied(reason)) {
      return new WitnessFailure("denied", detail, PERMISSIONS + TOMORROW);
    }
    return new WitnessFailure(
        status.state().name().toLowerCase(Locale.ROOT), detail, CONSOLE + TOMORROW);
  }

  /** Returns the failure of a query that did not end in time. */
  static WitnessFailure slow(String query) {
    return new WitnessFailure(
        "slow",
        "query " + query + " was stopped because it did not end within an hour",
        CONSOLE + TOMORROW);
  }

  private static boolean isDenied(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.contains("accessdenied")
        || lower.contains("access denied")
        || lower.contains("not authorized")
        || lower.contains("insufficient permission");
  }
}
