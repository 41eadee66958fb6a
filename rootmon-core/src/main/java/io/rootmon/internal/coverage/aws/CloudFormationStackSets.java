package io.rootmon.internal.coverage.aws;

import io.rootmon.account.AccountId;
import io.rootmon.aws.AwsAccess;
import io.rootmon.internal.aws.AwsErrors;
import io.rootmon.internal.coverage.CoverageSettings.StackSetSettings;
import io.rootmon.internal.coverage.StackSets;
import io.rootmon.internal.coverage.StackSets.DriftedStack;
import io.rootmon.internal.coverage.StackSets.StackSetException;
import io.rootmon.internal.text.CountText;
import io.rootmon.internal.text.SafeText;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ListStackInstanceResourceDriftsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackInstancesResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackSetOperationResultsResponse;
import software.amazon.awssdk.services.cloudformation.model.OperationResultFilter;
import software.amazon.awssdk.services.cloudformation.model.PropertyDifference;
import software.amazon.awssdk.services.cloudformation.model.RegionConcurrencyType;
import software.amazon.awssdk.services.cloudformation.model.StackInstanceFilter;
import software.amazon.awssdk.services.cloudformation.model.StackInstanceFilterName;
import software.amazon.awssdk.services.cloudformation.model.StackInstanceResourceDriftsSummary;
import software.amazon.awssdk.services.cloudformation.model.StackInstanceSummary;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.StackSetOperation;
import software.amazon.awssdk.services.cloudformation.model.StackSetOperationResultSummary;

/**
 * Checks StackSets with CloudFormation, which <a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DetectStackSetDrift.html">
 * detects their drift</a> asynchronously.
 */
public final class CloudFormationStackSets implements StackSets {
  /** The permissions that the role needs on the StackSets. */
  public static final List<String> ACTIONS =
      List.of(
          "cloudformation:DetectStackSetDrift",
          "cloudformation:DescribeStackSetOperation",
          "cloudformation:ListStackInstances",
          "cloudformation:ListStackInstanceResourceDrifts",
          "cloudformation:ListStackSetOperationResults");

  /**
   * The permission that the role needs on every resource: CloudFormation <a
   * href="https://github.com/hashicorp/terraform-provider-aws/pull/37069">checks with it</a>
   * whether the caller's account is a delegated administrator.
   */
  public static final String DELEGATED_ADMINISTRATOR_ACTION =
      "organizations:ListDelegatedAdministrators";

  private static final StackInstanceFilter DRIFTED =
      StackInstanceFilter.builder()
          .name(StackInstanceFilterName.DRIFT_STATUS)
          .values("DRIFTED")
          .build();

  private static final OperationResultFilter FAILED =
      OperationResultFilter.builder().name("OPERATION_RESULT_STATUS").values("FAILED").build();

  private static final int PAGE = 100;
  private static final int MAX_STACKS = 10_000;
  private static final int MAX_DIFFERENCES = 3;
  private static final int MAX_TEXT = 200;
  private static final int MAX_VALUE = 60;
  private static final Duration MAX_CALL = Duration.ofSeconds(10);

  /** The error while another operation is running. A drift detection can start after it. */
  private static final String BUSY = "OperationInProgressException";

  private static final Set<String> STARTED_BEFORE =
      Set.of("OperationIdAlreadyExistsException", "NameAlreadyExistsException");

  private final AwsAccess access;
  private final String region;
  private final Map<String, CloudFormationClient> clients = new ConcurrentHashMap<>();

  /**
   * Creates a client.
   *
   * @param region the region of StackSets whose settings name none
   */
  public CloudFormationStackSets(AwsAccess access, String region) {
    this.access = access;
    this.region = region;
  }

  @Override
  public void detectDrift(StackSetSettings stackSet, String operationId, Deadline deadline)
      throws StackSetException {
    Duration time = call(deadline);
    try {
      client(stackSet)
          .detectStackSetDrift(
              it ->
                  it.stackSetName(stackSet.name())
                      .callAs(stackSet.callAs().name())
                      .operationId(operationId)
                      .operationPreferences(
                          preferences ->
                              preferences
                                  .regionConcurrencyType(RegionConcurrencyType.PARALLEL)
                                  .maxConcurrentPercentage(100)
                                  // A failure in one account must not end the check of the others.
                                  .failureTolerancePercentage(100))
                      .overrideConfiguration(call -> call.apiCallTimeout(time)));
    } catch (SdkException e) {
      if (!STARTED_BEFORE.contains(AwsErrors.codeOrStatus(e))) {
        throw failure("detect drift", e);
      }
    }
  }

  @Override
  public Operation operation(StackSetSettings stackSet, String operationId, Deadline deadline)
      throws StackSetException {
    Duration time = call(deadline);
    StackSetOperation operation;
    try {
      operation =
          client(stackSet)
              .describeStackSetOperation(
                  it ->
                      it.stackSetName(stackSet.name())
                          .callAs(stackSet.callAs().name())
                          .operationId(operationId)
                          .overrideConfiguration(call -> call.apiCallTimeout(time)))
              .stackSetOperation();
    } catch (SdkException e) {
      throw failure("describe the drift detection", e);
    }
    String status = text(operation.statusAsString()).toUpperCase(Locale.ROOT);
    Instant ended =
        Optional.ofNullable(operation.endTimestamp())
            .or(() -> Optional.ofNullable(operation.creationTimestamp()))
            .orElseGet(Instant::now);
    return switch (status) {
      // A stack that cannot be checked fails within the tolerance, and is read below.
      case "SUCCEEDED" -> new Operation(Optional.of(ended), Optional.empty());
      case "FAILED", "STOPPED" ->
          new Operation(
              Optional.of(ended),
              Optional.of(
                  "the drift detection ended as " + status + because(operation.statusReason())));
      default -> new Operation(Optional.empty(), Optional.empty());
    };
  }

  @Override
  public List<DriftedStack> drifted(
      StackSetSettings stackSet, String operationId, Deadline deadline) throws StackSetException {
    List<DriftedStack> drifted = new ArrayList<>();
    try {
      for (StackInstanceSummary it : instances(stackSet, deadline)) {
        Optional<AccountId> account = AccountId.find(text(it.account()));
        if (account.isPresent()) {
          drifted.add(stack(stackSet, operationId, account.get(), it, deadline));
        }
      }
      drifted.addAll(unchecked(stackSet, operationId, deadline));
    } catch (SdkException e) {
      throw failure("read the drift", e);
    }
    return drifted;
  }

  private List<StackInstanceSummary> instances(StackSetSettings stackSet, Deadline deadline)
      throws StackSetException {
    List<StackInstanceSummary> all = new ArrayList<>();
    @Nullable String token = null;
    do {
      String next = token;
      Duration time = call(deadline);
      ListStackInstancesResponse page =
          client(stackSet)
              .listStackInstances(
                  it ->
                      it.stackSetName(stackSet.name())
                          .callAs(stackSet.callAs().name())
                          .maxResults(PAGE)
                          .nextToken(next)
                          .filters(DRIFTED)
                          .overrideConfiguration(call -> call.apiCallTimeout(time)));
      // An endpoint that does not support the filter returns all instances.
      page.summaries().stream()
          .filter(it -> "DRIFTED".equals(it.driftStatusAsString()))
          .forEach(all::add);
      token = page.nextToken();
    } while (token != null && !token.isEmpty() && all.size() < MAX_STACKS);
    return all;
  }

  private DriftedStack stack(
      StackSetSettings stackSet,
      String operationId,
      AccountId account,
      StackInstanceSummary instance,
      Deadline deadline)
      throws StackSetException {
    String where = text(instance.region());
    Instant checked =
        Optional.ofNullable(instance.lastDriftCheckTimestamp()).orElseGet(Instant::now);
    List<StackInstanceResourceDriftsSummary> resources;
    try {
      resources = resources(stackSet, operationId, account, where, deadline);
    } catch (SdkException e) {
      // The stack has drifted, which must be reported even without the details.
      String detail = "changed; the details cannot be read: " + AwsErrors.summary(e, MAX_TEXT);
      return new DriftedStack(account, where, DriftedStack.Kind.DRIFTED, checked, detail);
    }
    boolean isDeleted =
        resources.stream()
            .anyMatch(it -> it.stackResourceDriftStatus() == StackResourceDriftStatus.DELETED);
    String detail =
        resources.stream()
            .filter(it -> it.stackResourceDriftStatus() != StackResourceDriftStatus.IN_SYNC)
            .map(CloudFormationStackSets::difference)
            .collect(Collectors.joining("; "));
    return new DriftedStack(
        account,
        where,
        isDeleted ? DriftedStack.Kind.DELETED : DriftedStack.Kind.DRIFTED,
        checked,
        detail.isEmpty() ? "changed; CloudFormation names no resource" : detail);
  }

  /** Reads one page: a spoke has fewer resources. */
  private List<StackInstanceResourceDriftsSummary> resources(
      StackSetSettings stackSet,
      String operationId,
      AccountId account,
      String where,
      Deadline deadline)
      throws StackSetException {
    Duration time = call(deadline);
    ListStackInstanceResourceDriftsResponse page =
        client(stackSet)
            .listStackInstanceResourceDrifts(
                it ->
                    it.stackSetName(stackSet.name())
                        .callAs(stackSet.callAs().name())
                        .operationId(operationId)
                        .stackInstanceAccount(account.value())
                        .stackInstanceRegion(where)
                        .stackInstanceResourceDriftStatuses(
                            StackResourceDriftStatus.MODIFIED, StackResourceDriftStatus.DELETED)
                        .maxResults(PAGE)
                        .overrideConfiguration(call -> call.apiCallTimeout(time)));
    return page.summaries();
  }

  private static String difference(StackInstanceResourceDriftsSummary resource) {
    String name = text(resource.logicalResourceId());
    String type = text(resource.resourceType()).replaceFirst("^AWS::", "").replace("::", " ");
    String what = type.isEmpty() ? name : name + " (" + type + ")";
    if (resource.stackResourceDriftStatus() == StackResourceDriftStatus.DELETED) {
      return what + " was deleted";
    }
    List<String> differences =
        resource.propertyDifferences().stream().map(CloudFormationStackSets::difference).toList();
    return what
        + " was changed"
        + (differences.isEmpty() ? "" : ": " + CountText.list(differences, MAX_DIFFERENCES));
  }

  private static String difference(PropertyDifference it) {
    String path = text(it.propertyPath()).replaceFirst("^/", "");
    String expected = cut(it.expectedValue());
    String actual = cut(it.actualValue());
    return switch (text(it.differenceTypeAsString())) {
      case "ADD" -> path + " was added: " + actual;
      case "REMOVE" -> path + " was removed: " + expected;
      default -> path + " is " + actual + ", expected " + expected;
    };
  }

  private List<DriftedStack> unchecked(
      StackSetSettings stackSet, String operationId, Deadline deadline) throws StackSetException {
    List<DriftedStack> failed = new ArrayList<>();
    @Nullable String token = null;
    do {
      String next = token;
      Duration time = call(deadline);
      ListStackSetOperationResultsResponse page =
          client(stackSet)
              .listStackSetOperationResults(
                  it ->
                      it.stackSetName(stackSet.name())
                          .callAs(stackSet.callAs().name())
                          .operationId(operationId)
                          .maxResults(PAGE)
                          .nextToken(next)
                          .filters(FAILED)
                          .overrideConfiguration(call -> call.apiCallTimeout(time)));
      for (StackSetOperationResultSummary it : page.summaries()) {
        Optional<AccountId> account = AccountId.find(text(it.account()));
        if (account.isPresent() && "FAILED".equals(it.statusAsString())) {
          failed.add(unchecked(account.get(), it));
        }
      }
      token = page.nextToken();
    } while (token != null && !token.isEmpty() && failed.size() < MAX_STACKS);
    return failed;
  }

  private static DriftedStack unchecked(AccountId account, StackSetOperationResultSummary it) {
    String reason = text(it.statusReason());
    boolean isGone =
        reason
            .toLowerCase(Locale.ROOT)
            .matches(".*(does ?n[o']t exist|not found|delete_complete).*");
    return new DriftedStack(
        account,
        text(it.region()),
        isGone ? DriftedStack.Kind.DELETED : DriftedStack.Kind.UNCHECKED,
        Instant.now(),
        isGone ? "the stack was deleted" : "drift detection failed" + because(reason));
  }

  private CloudFormationClient client(StackSetSettings stackSet) {
    return clients.computeIfAbsent(
        stackSet.region().orElse(region),
        it -> access.configure(CloudFormationClient.builder(), it).build());
  }

  private static StackSetException failure(String what, SdkException e) {
    boolean isTransient = AwsErrors.isTransient(e) || AwsErrors.codeOrStatus(e).equals(BUSY);
    return new StackSetException(what + ": " + AwsErrors.summary(e, MAX_TEXT), isTransient, e);
  }

  private static String because(@Nullable String reason) {
    String why = text(reason);
    return why.isBlank() ? "" : ": " + SafeText.line(why, MAX_TEXT);
  }

  private static Duration call(Deadline deadline) throws StackSetException {
    Duration left = deadline.left();
    if (left.toMillis() < 1) {
      throw new StackSetException("no time left for the call to CloudFormation", true, null);
    }
    return left.compareTo(MAX_CALL) < 0 ? left : MAX_CALL;
  }

  private static String cut(@Nullable String value) {
    String text = SafeText.line(text(value), MAX_VALUE);
    return text.isBlank() ? "nothing" : text;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
