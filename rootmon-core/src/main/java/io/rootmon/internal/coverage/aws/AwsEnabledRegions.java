package io.rootmon.internal.coverage.aws;

import io.rootmon.account.AccountId;
import io.rootmon.aws.AwsAccess;
import io.rootmon.internal.aws.AwsErrors;
import io.rootmon.internal.coverage.EnabledRegionMonitor.EnabledRegions;
import io.rootmon.internal.organization.Organizations.OrganizationException;
import io.rootmon.internal.text.SafeText;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
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
 * regions of a member account</a> for the management account and for a delegated administrator of
 * Account Management.
 */
public final class AwsEnabledRegions implements EnabledRegions {
  /** The permission that the role needs. Without it, enabled regions are not checked. */
  public static final String ACTION = "account:ListRegions";

  private static final int PAGE = 50;
  private static final int MAX_DETAIL = 200;
  private static final Duration MAX_CALL = Duration.ofSeconds(3);

  private final AwsAccess access;
  private final String region;

  /**
   * Creates a client.
   *
   * @param region any region of the partition
   */
  public AwsEnabledRegions(AwsAccess access, String region) {
    this.access = access;
    this.region = region;
  }

  @Override
  public Map<String, Boolean> of(AccountId account, Deadline deadline)
      throws OrganizationException {
    Map<String, Boolean> regions = new TreeMap<>();
    try (AccountClient client = access.configure(AccountClient.builder(), global()).build()) {
      @Nullable String token = null;
      do {
        ListRegionsResponse page = page(client, account, token, deadline);
        for (Region it : page.regions()) {
          String name = it.regionName();
          if (name != null) {
            regions.put(name, it.regionOptStatus() == RegionOptStatus.ENABLED_BY_DEFAULT);
          }
        }
        token = page.nextToken();
      } while (token != null && !token.isEmpty());
    } catch (SdkException e) {
      throw new OrganizationException(problem(account, e), e);
    }
    return regions;
  }

  private static ListRegionsResponse page(
      AccountClient client, AccountId account, @Nullable String token, Deadline deadline)
      throws OrganizationException {
    Duration left = deadline.left();
    if (left.toMillis() < 1) {
      throw new OrganizationException("list regions of " + account + ": no time left", null);
    }
    Duration time = left.compareTo(MAX_CALL) < 0 ? left : MAX_CALL;
    return client.listRegions(
        it ->
            it.accountId(account.value())
                .maxResults(PAGE)
                .nextToken(token)
                .regionOptStatusContains(
                    RegionOptStatus.ENABLED,
                    RegionOptStatus.ENABLING,
                    RegionOptStatus.ENABLED_BY_DEFAULT)
                .overrideConfiguration(call -> call.apiCallTimeout(time)));
  }

  private String global() {
    return PartitionMetadata.of(software.amazon.awssdk.regions.Region.of(region)).id() + "-global";
  }

  private static String problem(AccountId account, SdkException e) {
    String code = AwsErrors.codeOrStatus(e);
    String said = code.isEmpty() ? String.valueOf(e.getMessage()) : code;
    return "list regions of "
        + account
        + ": "
        + SafeText.line(said, MAX_DETAIL)
        + "; allow "
        + ACTION
        + " and make the function's account a delegated administrator of account.amazonaws.com";
  }
}
