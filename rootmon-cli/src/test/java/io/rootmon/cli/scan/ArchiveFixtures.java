package io.rootmon.cli.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Log files with records of root, which a test writes into a folder of its own. */
final class ArchiveFixtures {
  private final Path folder;
  private int files;

  ArchiveFixtures(Path folder) {
    this.folder = folder;
  }

  /** A file with one record, read after those before it; time as in {@code 02:17:45}. */
  ArchiveFixtures add(String time, String id, String name, String more) throws IOException {
    String record =
        """
        {"Records":[{"eventTime":"2026-03-14T%sZ","eventID":"%s","eventName":"%s",
         "eventSource":"iam.amazonaws.com","awsRegion":"us-east-1",
         "sourceIPAddress":"192.0.2.7","userAgent":"Mozilla/5.0",
         "userIdentity":{"type":"Root","accountId":"111122223333",
          "arn":"arn:aws:iam::111122223333:root"%s}]}
        """
            .formatted(time, id, name, more.startsWith("-") ? more.substring(1) : "}" + more);
    Files.writeString(folder.resolve("%05d.json".formatted(files++)), record);
    return this;
  }

  ArchiveFixtures add(String time, String id, String name) throws IOException {
    return add(time, id, name, "");
  }

  /** A sign-in as root. */
  ArchiveFixtures signIn(String time, String id, boolean succeeded) throws IOException {
    String more =
        """
        ,"eventType":"AwsConsoleSignIn","additionalEventData":{"MFAUsed":"%s"},
         "responseElements":{"ConsoleLogin":"%s"}
        """
            .formatted(succeeded ? "Yes" : "No", succeeded ? "Success" : "Failure");
    return add(time, id, "ConsoleLogin", more);
  }

  /** A call of a service on behalf of the account. */
  ArchiveFixtures byService(String time, String id) throws IOException {
    return add(time, id, "DescribeKey", "-,\"invokedBy\":\"backup.amazonaws.com\"}");
  }
}
