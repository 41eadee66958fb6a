package io.rootmon.internal.athena;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A CloudTrail table in Athena: its columns, and the partition keys that limit what a query scans.
 *
 * @param database the database, as Athena names it
 * @param name the table's name
 * @param columns the names of the columns, in lower case
 * @param accountKey the partition key of the account; empty if there is none
 * @param regionKey the partition key of the region; empty if there is none
 * @param dayKeys the partition keys of the day: one such as {@code 2026/01/31}, or three for year,
 *     month and day; empty if there is none
 * @param dayFormat the format of a single key, such as {@code yyyy/MM/dd}
 */
public record TrailTable(
    String database,
    String name,
    Set<String> columns,
    Optional<String> accountKey,
    Optional<String> regionKey,
    List<String> dayKeys,
    String dayFormat) {

  /** The format of CloudTrail's own folders. */
  public static final String FOLDER_FORMAT = "yyyy/MM/dd";

  private static final Set<String> REQUIRED =
      Set.of(
          "useridentity",
          "eventtime",
          "eventsource",
          "eventname",
          "requestparameters",
          "responseelements");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,255}");
  private static final List<String> ACCOUNT_KEYS =
      List.of("account", "accountid", "account_id", "aws_account_id");
  private static final List<String> REGION_KEYS = List.of("region", "awsregion", "aws_region");
  private static final List<String> DAY_KEYS =
      List.of("day", "timestamp", "date", "dt", "event_date", "eventdate", "partition_date");
  private static final List<String> DATE_PARTS = List.of("year", "month", "day");

  public TrailTable {
    columns = Set.copyOf(columns);
    dayKeys = List.copyOf(dayKeys);
    for (String part : List.of(database, name)) {
      if (!NAME.matcher(part).matches()) {
        throw new IllegalArgumentException(
            "'" + part + "' is not the name of a database or a table in Athena");
      }
    }
    Set<String> missing = new TreeSet<>(REQUIRED);
    missing.removeAll(columns);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "Table "
              + database
              + "."
              + name
              + " is not a CloudTrail table: it has no column "
              + String.join(", ", missing)
              + ". Create it as"
              + " https://docs.aws.amazon.com/athena/latest/ug/cloudtrail-logs.html describes.");
    }
  }

  /** The table that the hub's Terraform module creates. */
  public static TrailTable ofHub(String database) {
    return new TrailTable(
        database,
        "trail",
        CandidateQuery.COLUMNS.keySet(),
        Optional.of("account"),
        Optional.of("region"),
        List.of("day"),
        FOLDER_FORMAT);
  }

  /**
   * A table by its metadata. The partition keys are recognized by the names that AWS's
   * documentation uses.
   *
   * @param properties the table's properties, of which the partition projection is read
   * @throws IllegalArgumentException if it is not a CloudTrail table
   */
  public static TrailTable of(
      String database,
      String name,
      Collection<String> columns,
      Collection<String> partitionKeys,
      Map<String, String> properties) {
    List<String> keys = partitionKeys.stream().map(it -> it.toLowerCase(Locale.ROOT)).toList();
    List<String> days = days(keys);
    String format =
        days.size() == 1
            ? properties.getOrDefault("projection." + days.get(0) + ".format", FOLDER_FORMAT)
            : FOLDER_FORMAT;
    return new TrailTable(
        database,
        name,
        Set.copyOf(columns.stream().map(it -> it.toLowerCase(Locale.ROOT)).toList()),
        first(ACCOUNT_KEYS, keys),
        first(REGION_KEYS, keys),
        days,
        format);
  }

  /** Returns whether a time range limits the data that a query scans. */
  public boolean isPartitionedByDay() {
    return !dayKeys.isEmpty();
  }

  private static List<String> days(List<String> keys) {
    if (keys.containsAll(DATE_PARTS)) {
      return DATE_PARTS;
    }
    return first(DAY_KEYS, keys).map(List::of).orElse(List.of());
  }

  private static Optional<String> first(List<String> known, List<String> keys) {
    return known.stream().filter(keys::contains).findFirst();
  }
}
