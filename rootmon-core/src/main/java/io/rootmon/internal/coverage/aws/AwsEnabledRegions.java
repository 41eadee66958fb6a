package io.rootmon.internal.coverage.aws;

import io.rootmon.account.AccountId;
import io.rootmon.aws.AwsAccess;
import io.rootmon.internal.aws.AwsErrors;
import io.rootmon.internal.coverage.EnabledRegionMonitor.EnabledRegions;
import io.rootmon.internal.organization.ManagementAccountReader;
import io.rootmon.internal.organization.Organizations.OrganizationException;
import io.rootmon.internal.text.SafeText;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.account.model.ListRegionsResponse;
import software.amazon.awssdk.services.account.model.Region;
import software.amazon.awssdk.services.account.model.RegionOptStatus;

/**
 * Reads enabled regions from AWS Account Management, which <a
 * href="https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html">lists the
 * regions of a member account</a> for a delegated administrator of Account Management. The caller's
 * own account is read without a number, which needs no delegation. The management account is not
 * read: no other account can list its regions.
 */
public final class AwsEnabledRegions implements EnabledRegions {
  /** The permission that the role needs. Without it, enabled regions are not checked. */
  public static final String ACTION = "account:ListRegions";

  /** The address of the function's queue, which contains the number of the function's account. */
  private static final String QUEUE = "ROOTMON_QUEUE_URL";

  private static final Pattern ACCOUNT_OF_QUEUE = Pattern.compile("/([0-9]{12})/[^/]+$");

  private static final int PAGE = 50;
  private static final int MAX_DETAIL = 200;
  private static final Duration MAX_CALL = Duration.ofSeconds(3);

  private final AwsAccess access;
  private final String region;
  private final ManagementAccountReader management;
  private final Optional<AccountId> own;
  private final AtomicBoolean isManagementReported = new AtomicBoolean();

  /**
   * Creates a client for the function, whose queue is in the environment.
   *
   * @param region any region of the partition
   */
  public AwsEnabledRegions(AwsAccess access, String region) {
    this(access, region, System.getenv());
  }

  AwsEnabledRegions(AwsAccess access, String region, Map<String, String> environment) {
    this.access = access;
    this.region = region;
    this.management = new ManagementAccountReader(access, region);
    this.own =
        Optional.ofNullable(environment.get(QUEUE))
            .map(ACCOUNT_OF_QUEUE::matcher)
            .filter(Matcher::find)
            .map(it -> new AccountId(it.group(1)));
  }

  /**
   * {@inheritDoc}
   *
   * <p>The first call for the management account throws an exception, so that the log contains the
   * reason. Later calls return no region.
   */
  @Override
  public Map<String, Boolean> of(AccountId account, Deadline deadline)
      throws OrganizationException {
    boolean isOwn = own.filter(account::equals).isPresent();
    if (!isOwn && management.read(deadline).filter(account::equals).isPresent()) {
      if (isManagementReported.compareAndSet(false, true)) {
        throw new OrganizationException(
            "list regions of "
                + account
                + ": this is the management account, whose regions no other account can list; the"
                + " check `regions` of the Terraform example compares them at each plan",
            null);
      }
      return Map.of();
    }
    Map<String, Boolean> regions = new TreeMap<>();
    try (AccountClient client = access.configure(AccountClient.builder(), global()).build()) {
      @Nullable String token = null;
      do {
        ListRegionsResponse page =
            page(client, isOwn ? null : account.value(), token, time(account, deadline));
        for (Region it : page.regions()) {
          String name = it.regionName();
          if (name != null) {
            regions.put(name, it.regionOptStatus() == RegionOptStatus.ENABLED_BY_DEFAULT);
          }
        }
        token = page.nextToken();
      } while (token != null && !token.isEmpty());
    } catch (SdkException e) {
      throw new OrganizationException(problem(account, isOwn, e), e);
    }
    return regions;
  }

  /**
   * Reads a page.
   *
   * @param number absent for the caller's own account
   */
  private static ListRegionsResponse page(
      AccountClient client, @Nullable String number, @Nullable String token, Duration time) {
    return client.listRegions(
        it ->
            it.accountId(number)
                .maxResults(PAGE)
                .nextToken(token)
                .regionOptStatusContains(
                    RegionOptStatus.ENABLED,
                    RegionOptStatus.ENABLING,
                    RegionOptStatus.ENABLED_BY_DEFAULT)
                .overrideConfiguration(call -> call.apiCallTimeout(time)));
  }

  private static Duration time(AccountId account, Deadline deadline) throws OrganizationException {
    Duration left = deadline.left();
    if (left.toMillis() < 1) {
      throw new OrganizationException("list regions of " + account + ": no time left", null);
    }
    return left.compareTo(MAX_CALL) < 0 ? left : MAX_CALL;
  }

  private String global() {
    return PartitionMetadata.of(software.amazon.awssdk.regions.Region.of(region)).id() + "-global";
  }

  private static String problem(AccountId account, boolean isOwn, SdkException e) {
    String code = AwsErrors.codeOrStatus(e);
    String said = code.isEmpty() ? String.valueOf(e.getMessage()) : code;
    return "list regions of "
        + account
        + ": "
        + SafeText.line(said, MAX_DETAIL)
        + "; allow "
        + ACTION
        + (isOwn
            ? ""
            : ", enable trusted access for account.amazonaws.com in the organization, and make the"
                + " function's account a delegated administrator of it");
  }
}
