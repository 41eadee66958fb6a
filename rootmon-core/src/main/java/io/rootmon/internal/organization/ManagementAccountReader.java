package io.rootmon.internal.organization;

import io.rootmon.account.AccountId;
import io.rootmon.aws.AwsAccess;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

/**
 * Reads the number of the management account, which the <a
 * href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html">ARN of each
 * account</a> contains. The first result is kept. Safe for use by multiple threads.
 */
public final class ManagementAccountReader {
  private static final Pattern ARN =
      Pattern.compile("^arn:[a-z-]+:organizations::([0-9]{12}):account/");

  private static final Duration MAX_CALL = Duration.ofSeconds(3);

  /** Organizations throttles early, and the list of accounts needs its calls. */
  private static final int MAX_CALLS = 3;

  private final OrganizationsClients organizations;
  private final AtomicInteger calls = new AtomicInteger();
  private volatile Optional<AccountId> found = Optional.empty();

  /**
   * Creates a reader.
   *
   * @param region any region of the partition
   */
  public ManagementAccountReader(AwsAccess access, String region) {
    this.organizations = new OrganizationsClients(access, region);
  }

  /** Returns the management account; empty if Organizations cannot be read. */
  public Optional<AccountId> read(Deadline deadline) {
    Duration left = deadline.left();
    if (found.isPresent() || left.toMillis() < 1 || calls.incrementAndGet() > MAX_CALLS) {
      return found;
    }
    Duration time = left.compareTo(MAX_CALL) < 0 ? left : MAX_CALL;
    try (OrganizationsClient client = organizations.client(1)) {
      found =
          client
              .listAccounts(
                  it -> it.maxResults(1).overrideConfiguration(call -> call.apiCallTimeout(time)))
              .accounts()
              .stream()
              .map(it -> ARN.matcher(String.valueOf(it.arn())))
              .filter(Matcher::find)
              .map(it -> new AccountId(it.group(1)))
              .findFirst();
    } catch (SdkException e) {
      // The coverage check reads the same list, and reports why it cannot be read.
    }
    return found;
  }
}
