package io.rootmon.judge;

/**
 * A task in AWS's list of those which <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-tasks.html">require root user
 * credentials</a>.
 *
 * @param certain whether the event is certainly that task, and not only possibly
 */
public record RootOnlyTask(String name, boolean certain) {}
