package io.rootmon.internal.cloudtrail;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
  private static final String LOGS = "AWSLogs/";
  private static final Pattern SERVICE =
      Pattern.compile("(?:o-[a-z0-9]+/)?[0-9]{12}/([^/]+)/", Pattern.DOTALL);

  /** The services with records that rootmon reads. */
  private static final Set<String> READ = Set.of("GuardDuty");

  private LogArchive() {}

  /**
   * Returns a predicate that accepts the files of other services within a folder. It accepts none
   * if the argument is a file, or a folder of one service, because the caller chose it.
   */
  public static Predicate<Path> otherServices(Path fileOrFolder) {
    String root = absolute(fileOrFolder);
    if (!Files.isDirectory(fileOrFolder) || service(root + "/").isPresent()) {
      return file -> false;
    }
    String given = fileOrFolder.toString();
    return file ->
        service(absolute(file, given, root))
            .filter(it -> !it.startsWith("CloudTrail") && !READ.contains(it))
            .isPresent();
  }

  private static String absolute(Path file) {
    return slashes(file.toAbsolutePath().normalize().toString());
  }

  /** Makes a path absolute without {@link Path#normalize}, because an archive has many files. */
  private static String absolute(Path file, String given, String root) {
    String path = file.toString();
    return !given.isEmpty()
            && path.startsWith(given)
            && path.startsWith(File.separator, given.length())
        ? root + slashes(path.substring(given.length()))
        : absolute(file);
  }

  /** Returns the service that a file or folder belongs to. */
  private static Optional<String> service(String path) {
    int at = path.lastIndexOf("/" + LOGS);
    if (at < 0) {
      return Optional.empty();
    }
    Matcher service = SERVICE.matcher(path).region(at + 1 + LOGS.length(), path.length());
    return service.lookingAt() ? Optional.of(service.group(1)) : Optional.empty();
  }

  private static String slashes(String path) {
    return File.separatorChar == '/' ? path : path.replace(File.separatorChar, '/');
  }
}
