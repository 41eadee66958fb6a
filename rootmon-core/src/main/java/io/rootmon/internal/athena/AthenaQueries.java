package io.rootmon.internal.athena;

import io.rootmon.aws.AwsAccess;
import io.rootmon.internal.aws.AwsErrors;
import io.rootmon.internal.text.SafeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.AthenaClientBuilder;
import software.amazon.awssdk.services.athena.model.Column;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.athena.model.TableMetadata;
import software.amazon.awssdk.services.athena.model.WorkGroup;
import software.amazon.awssdk.services.athena.model.WorkGroupConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroupState;

/**
 * Starts, follows and reads queries of one workgroup. Reads a result page by page, so that memory
 * does not depend on its size.
 */
public final class AthenaQueries implements AutoCloseable {
  /** The IAM actions that a candidate query needs in Athena. */
  public static final Set<String> ACTIONS =
      Set.of(
          "athena:GetQueryExecution",
          "athena:GetQueryResults",
          "athena:StartQueryExecution",
          "athena:StopQueryExecution");

  /** The IAM actions that {@link #table} and {@link #workgroup} need. */
  public static final Set<String> METADATA_ACTIONS =
      Set.of("athena:GetTableMetadata", "athena:GetWorkGroup");

  private static final String CATALOG = "AwsDataCatalog";

  /**
   * <a href="https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryResults.html">The
   * most rows of a page</a>.
   */
  private static final int MAX_ROWS = 1_000;

  private static final int MAX_REASON_LENGTH = 400;
  private static final String DENIED = "allow the action in the caller's policy";
  private static final Map<String, String> REMEDIES =
      Map.of("AccessDeniedException", DENIED, "AccessDenied", DENIED);

  private final AthenaClient client;
  private final String workgroup;

  /**
   * @param client is closed with this
   */
  public AthenaQueries(AthenaClient client, String workgroup) {
    this.client = client;
    this.workgroup = workgroup;
  }

  /** Creates the client of a workgroup. A call ends after {@code callTimeout}. */
  public static AthenaQueries open(
      AwsAccess access, String region, String workgroup, Duration callTimeout) {
    AthenaClientBuilder builder = access.configure(AthenaClient.builder(), region);
    return new AthenaQueries(
        builder
            .overrideConfiguration(
                builder.overrideConfiguration().toBuilder().apiCallTimeout(callTimeout).build())
            .build(),
        workgroup);
  }

  /**
   * A workgroup.
   *
   * @param isEnabled whether it accepts queries
   * @param maxBytes the most bytes that a query may scan; empty for no limit
   */
  public record Workgroup(boolean isEnabled, Optional<Long> maxBytes) {}

  /** A table, and the place of its data in S3 if the metadata names it. */
  public record Located(TrailTable table, Optional<String> location) {}

  /** The state of a query. */
  public enum State {
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED
  }

  /**
   * A query that was started.
   *
   * @param reason why it failed; empty if it did not
   * @param bytesScanned the bytes that it scanned so far
   */
  public record Status(State state, String reason, long bytesScanned) {}

  /**
   * A page of a result.
   *
   * @param rows the records as JSON
   * @param next the token of the next page; empty at the end
   */
  public record Page(List<String> rows, Optional<String> next) {
    public Page {
      rows = List.copyOf(rows);
    }
  }

  /** Returns the workgroup's settings. */
  public Workgroup workgroup() throws AthenaException {
    WorkGroup found =
        call(
                "read workgroup " + workgroup,
                () -> client.getWorkGroup(it -> it.workGroup(workgroup)))
            .workGroup();
    return new Workgroup(
        found.state() != WorkGroupState.DISABLED,
        Optional.ofNullable(found.configuration())
            .map(WorkGroupConfiguration::bytesScannedCutoffPerQuery));
  }

  /**
   * Returns the table by its metadata.
   *
   * @throws IllegalArgumentException if it is not a CloudTrail table
   */
  public Located table(String database, String name) throws AthenaException {
    TableMetadata found =
        call(
                "read table " + database + "." + name,
                () ->
                    client.getTableMetadata(
                        it ->
                            it.catalogName(CATALOG)
                                .databaseName(database)
                                .tableName(name)
                                .workGroup(workgroup)))
            .tableMetadata();
    Map<String, String> properties = found.parameters();
    return new Located(
        TrailTable.of(
            database,
            name,
            found.columns().stream().map(Column::name).toList(),
            found.partitionKeys().stream().map(Column::name).toList(),
            properties),
        Optional.ofNullable(properties.get("location"))
            .or(
                () ->
                    Optional.ofNullable(properties.get("storage.location.template"))
                        .map(it -> it.replaceFirst("\\$\\{.*", ""))));
  }

  /**
   * Starts a query.
   *
   * @param token 32 to 128 characters: two calls with one token start one query
   * @return the query's id
   */
  public String start(String sql, String token) throws AthenaException {
    return call(
            "start a query in workgroup " + workgroup,
            () ->
                client.startQueryExecution(
                    it -> it.queryString(sql).workGroup(workgroup).clientRequestToken(token)))
        .queryExecutionId();
  }

  /** Returns the state of a query. */
  public Status status(String id) throws AthenaException {
    QueryExecution found =
        call("read query " + id, () -> client.getQueryExecution(it -> it.queryExecutionId(id)))
            .queryExecution();
    QueryExecutionStatus status = found.status();
    long bytes =
        found.statistics() == null || found.statistics().dataScannedInBytes() == null
            ? 0
            : found.statistics().dataScannedInBytes();
    String reason =
        status.stateChangeReason() == null
            ? "no reason is known"
            : SafeText.line(status.stateChangeReason(), MAX_REASON_LENGTH);
    return new Status(state(status.state()), reason, bytes);
  }

  private static State state(QueryExecutionState state) {
    return switch (state) {
      case SUCCEEDED -> State.SUCCEEDED;
      case FAILED -> State.FAILED;
      case CANCELLED -> State.CANCELLED;
      case QUEUED, RUNNING, UNKNOWN_TO_SDK_VERSION -> State.RUNNING;
    };
  }

  /** Cancels a query. What it scanned so far is charged. */
  public void stop(String id) throws AthenaException {
    call("stop query " + id, () -> client.stopQueryExecution(it -> it.queryExecutionId(id)));
  }

  /**
   * Returns a page of a result.
   *
   * @param token of {@link Page#next}; empty for the first page
   */
  public Page page(String id, Optional<String> token) throws AthenaException {
    return page(id, token, MAX_ROWS);
  }

  /**
   * Returns a page of a result.
   *
   * @param maxRows from 2 to 1,000; the first page has one row less
   */
  public Page page(String id, Optional<String> token, int maxRows) throws AthenaException {
    GetQueryResultsResponse found =
        call(
            "read the result of query " + id,
            () ->
                client.getQueryResults(
                    it ->
                        it.queryExecutionId(id).maxResults(maxRows).nextToken(token.orElse(null))));
    List<String> columns =
        found.resultSet().resultSetMetadata().columnInfo().stream().map(ColumnInfo::name).toList();
    List<String> rows = new ArrayList<>();
    for (Row row : found.resultSet().rows()) {
      List<@Nullable String> values = new ArrayList<>();
      for (Datum value : row.data()) {
        values.add(value.varCharValue());
      }
      // The first row of the first page has the names of the columns.
      if (token.isPresent() || !rows.isEmpty() || !values.equals(columns)) {
        rows.add(CandidateRow.toJson(columns, values));
      }
    }
    return new Page(rows, Optional.ofNullable(found.nextToken()).filter(it -> !it.isEmpty()));
  }

  private static <T> T call(String what, Supplier<T> call) throws AthenaException {
    try {
      return call.get();
    } catch (SdkException e) {
      boolean isDenied = e instanceof AwsServiceException answer && answer.statusCode() == 403;
      throw new AthenaException(
          what + ": " + AwsErrors.describe(e, REMEDIES),
          isDenied ? "AccessDeniedException" : AwsErrors.codeOrStatus(e),
          !isDenied && AwsErrors.isTransient(e),
          e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  /** A call to Athena, or a query, failed. The message names the call, the reason and the fix. */
  public static final class AthenaException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean isTransient;

    AthenaException(String message, String code, boolean isTransient, Throwable cause) {
      super(message, cause);
      this.code = code;
      this.isTransient = isTransient;
    }

    /** Returns the error code or the HTTP status; an empty string if there was no response. */
    public String code() {
      return code;
    }

    /** Returns whether a later call may succeed without a change. */
    public boolean isTransient() {
      return isTransient;
    }
  }
}
