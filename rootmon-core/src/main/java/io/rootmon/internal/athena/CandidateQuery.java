package io.rootmon.internal.athena;

import io.rootmon.detect.Detector;
import io.rootmon.detect.ProtectedResources;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The query that selects the records of a trail which may concern root. Each row of its result is
 * one record, which {@link CandidateRow} converts to JSON.
 *
 * <p>A partition is the day of the delivery. CloudTrail delivers some records after midnight, so a
 * caller has to ask for one day more.
 *
 * @param table the table
 * @param resources rootmon's own resources that only the configuration identifies
 * @param firstDay the first day that is scanned; empty for all
 * @param lastDay the last day that is scanned; empty for all
 * @param accounts the accounts whose folders are scanned; empty for all
 * @param regions the regions whose folders are scanned; empty for all
 */
public record CandidateQuery(
    TrailTable table,
    ProtectedResources resources,
    Optional<LocalDate> firstDay,
    Optional<LocalDate> lastDay,
    Collection<String> accounts,
    Collection<String> regions) {

  /** CloudTrail's fields by the names of their columns. The order is that of the result. */
  static final Map<String, String> COLUMNS = columnsInOrder();

  public CandidateQuery {
    accounts = List.copyOf(new TreeSet<>(accounts));
    regions = List.copyOf(new TreeSet<>(regions));
  }

  /** The columns that contain a structure: they are selected as JSON. */
  private static final List<String> STRUCTURES = List.of("useridentity", "addendum");

  private static Map<String, String> columnsInOrder() {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String field :
        List.of(
            "eventVersion",
            "userIdentity",
            "eventTime",
            "eventSource",
            "eventName",
            "awsRegion",
            "sourceIPAddress",
            "userAgent",
            "errorCode",
            "errorMessage",
            "requestParameters",
            "responseElements",
            "additionalEventData",
            "eventID",
            "eventType",
            "readOnly",
            "recipientAccountId",
            "sharedEventID",
            "serviceEventDetails",
            "eventCategory",
            "addendum")) {
      columns.put(field.toLowerCase(Locale.ROOT), field);
    }
    return Collections.unmodifiableMap(columns);
  }

  /** The query's text. */
  public String sql() {
    List<String> conditions = new ArrayList<>();
    firstDay.ifPresent(it -> addDay(conditions, " >= ", it));
    lastDay.ifPresent(it -> addDay(conditions, " <= ", it));
    table.accountKey().ifPresent(it -> addNames(conditions, it, accounts));
    table.regionKey().ifPresent(it -> addNames(conditions, it, regions));
    return sql(quoted(table.database()) + "." + quoted(table.name()), conditions);
  }

  /**
   * The hub's named query, for people: the days are parameters, and resources that only the
   * configuration identifies are left out.
   */
  static String named() {
    return new CandidateQuery(
            TrailTable.ofHub("hub"),
            ProtectedResources.NONE,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of())
        .sql("trail", List.of("day BETWEEN ? AND ?"));
  }

  private String sql(String from, List<String> partitions) {
    List<String> selected =
        COLUMNS.keySet().stream()
            .filter(table.columns()::contains)
            .map(
                it ->
                    STRUCTURES.contains(it) ? "json_format(CAST(" + it + " AS json)) AS " + it : it)
            .toList();
    List<String> conditions = new ArrayList<>(partitions);
    conditions.add(Detector.candidateCondition(resources));
    return "SELECT\n  "
        + String.join(",\n  ", selected)
        + "\nFROM "
        + from
        + "\nWHERE "
        + String.join("\n  AND ", conditions);
  }

  private void addDay(List<String> conditions, String comparison, LocalDate day) {
    if (table.dayKeys().size() == 1) {
      String value = day.format(DateTimeFormatter.ofPattern(table.dayFormat(), Locale.ROOT));
      conditions.add(quoted(table.dayKeys().get(0)) + comparison + text(value));
    } else if (!table.dayKeys().isEmpty()) {
      String key =
          "CAST(\"year\" AS varchar)"
              + " || '/' || lpad(CAST(\"month\" AS varchar), 2, '0')"
              + " || '/' || lpad(CAST(\"day\" AS varchar), 2, '0')";
      conditions.add(
          key
              + comparison
              + text(day.format(DateTimeFormatter.ofPattern(TrailTable.FOLDER_FORMAT))));
    }
  }

  private static void addNames(List<String> conditions, String key, Collection<String> names) {
    if (!names.isEmpty()) {
      conditions.add(
          quoted(key)
              + names.stream()
                  .map(CandidateQuery::text)
                  .collect(Collectors.joining(", ", " IN (", ")")));
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
