package io.rootmon.internal.cloudtrail;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the files of other AWS services in a log archive. Config, VPC flow logs, load balancers and
 * others write to the bucket of a trail as well, each to a folder of its own: {@code
 * AWSLogs/111122223333/vpcflowlogs/}.
 */
public final class LogArchive {
  private static final Pattern SERVICE =
      Pattern.compile("(?s)(?:^|.*/)AWSLogs/(?:o-[a-z0-9]+/)?[0-9]{12}/([^/]+)/.*");

  /** The services with records that rootmon reads. */
  private static final Set<String> READ = Set.of("GuardDuty");

  private LogArchive() {}

  /**
   * Returns a predicate that accepts the files of other services within a folder. It accepts none
   * if the argument is a file, or a folder of one service, because the caller chose it.
   */
  public static Predicate<Path> otherServices(Path fileOrFolder) {
    boolean isChosen =
        !Files.isDirectory(fileOrFolder)
            || SERVICE.matcher(slashes(fileOrFolder.toAbsolutePath().normalize()) + "/").matches();
    return isChosen ? file -> false : LogArchive::isOfOtherService;
  }

  private static boolean isOfOtherService(Path file) {
    Matcher service = SERVICE.matcher(slashes(file.toAbsolutePath().normalize()));
    return service.matches()
        && !service.group(1).startsWith("CloudTrail")
        && !READ.contains(service.group(1));
  }

  private static String slashes(Path path) {
    return path.toString().replace(File.separatorChar, '/');
  }
}
