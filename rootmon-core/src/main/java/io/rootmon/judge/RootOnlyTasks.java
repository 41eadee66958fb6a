package io.rootmon.judge;

import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Finding.RootOnlyTask;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Recognizes calls that belong to a task that AWS lists as requiring root: <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-tasks.html">Tasks that require
 * root user credentials</a>. Contacts and regions are not in the list.
 */
final class RootOnlyTasks {
  private record Line(RootOnlyTask task, Predicate<RootActivity> condition) {}

  private static final List<Line> LINES =
      List.of(
          certain("Change the root user's credentials", RootOnlyTasks::changesOwnCredentials),
          certain("Change the root user's email address", it -> it.is("EmailUpdated")),
          certain(
              "Close the account",
              it -> it.is("CloseAccount") && it.isFrom("account") && it.actedAsRoot()),
          certain(
              "Configure an S3 bucket to require MFA for deletion",
              it ->
                  it.isFrom("s3")
                      && it.actedAsRoot()
                      && it.is("PutBucketVersioning")
                      && it.event()
                          .requestParameters()
                          .text("VersioningConfiguration.MfaDelete")
                          .filter("Enabled"::equalsIgnoreCase)
                          .isPresent()),
          perhaps(
              "Edit or delete an S3 bucket policy that denies all principals",
              it ->
                  it.isFrom("s3")
                      && it.actedAsRoot()
                      && it.is("PutBucketPolicy", "DeleteBucketPolicy")),
          perhaps(
              "Edit or delete an SQS queue policy that denies all principals",
              it ->
                  it.isFrom("sqs")
                      && it.actedAsRoot()
                      && it.event().requestParameters().has("attributes.Policy")),
          perhaps(
              "Restore an administrator's permissions",
              it ->
                  it.isFrom("iam")
                      && it.actedAsRoot()
                      && it.is("DetachUserPolicy", "DeleteUserPolicy", "DeleteRolePolicy")));

  private RootOnlyTasks() {}

  static Optional<RootOnlyTask> find(RootActivity activity) {
    return LINES.stream().filter(it -> it.condition().test(activity)).map(Line::task).findFirst();
  }

  private static boolean changesOwnCredentials(RootActivity activity) {
    return activity.changesRootsCredentials()
        || activity.is("PasswordUpdated", "PasswordRecoveryRequested", "PasswordRecoveryCompleted");
  }

  private static Line certain(String task, Predicate<RootActivity> condition) {
    return new Line(new RootOnlyTask(task, true), condition);
  }

  /**
   * Creates a line for a task that may not require root: it depends on the previous policy, which
   * the record does not contain.
   */
  private static Line perhaps(String task, Predicate<RootActivity> condition) {
    return new Line(new RootOnlyTask(task, false), condition);
  }
}
