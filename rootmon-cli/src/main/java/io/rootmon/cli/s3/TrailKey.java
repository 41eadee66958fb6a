package io.rootmon.cli.s3;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metadata in the key of a log file, from <a
 * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html">CloudTrail's
 * folders</a> or, in a flat copy of them, from <a
 * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html">the
 * file's name</a>.
 *
 * @param day the day of the delivery, in UTC
 */
record TrailKey(String account, String region, LocalDate day) {
  private static final String DATE = "([0-9]{4})/([0-9]{2})/([0-9]{2})";
  private static final Pattern FOLDERS =
      Pattern.compile("(?:^|.*/)([0-9]{12})/CloudTrail/([a-z0-9-]+)/" + DATE + "/[^/]*");
  private static final Pattern NAME =
      Pattern.compile(
          "(?:^|.*/)([0-9]{12})_CloudTrail_([a-z0-9-]+)_"
              + "([0-9]{4})([0-9]{2})([0-9]{2})T[0-9]{4}Z_[A-Za-z0-9]+\\.json(?:\\.gz)?");

  /** Parses a key. Returns empty if neither the folders nor the name are CloudTrail's. */
  static Optional<TrailKey> parse(String key) {
    return match(FOLDERS, key).or(() -> match(NAME, key));
  }

  private static Optional<TrailKey> match(Pattern pattern, String key) {
    Matcher parts = pattern.matcher(key);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      LocalDate day =
          LocalDate.of(
              Integer.parseInt(parts.group(3)),
              Integer.parseInt(parts.group(4)),
              Integer.parseInt(parts.group(5)));
      return Optional.of(new TrailKey(parts.group(1), parts.group(2), day));
    } catch (DateTimeException e) {
      return Optional.empty(); // 2026/13/40 is not a folder of CloudTrail.
    }
  }
}
