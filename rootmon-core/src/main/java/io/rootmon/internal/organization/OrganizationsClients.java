package io.rootmon.internal.organization;

import io.rootmon.aws.AwsAccess;
import io.rootmon.internal.aws.AwsErrors;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.OrganizationsClientBuilder;

/**
 * How AWS Organizations is reached, and what its refusals mean.
 *
 * @param region any of the partition: each has one endpoint
 */
public record OrganizationsClients(AwsAccess access, String region) {
  private static final Map<String, String> REMEDIES =
      Map.of(
          "AWSOrganizationsNotInUseException", "the account is in no organization",
          "TooManyRequestsException", "others ask as well; try later",
          "UnrecognizedClientException", "check the credentials",
          "InvalidSignatureException", "check the credentials");

  /** To be closed without the HTTP client, which was given. */
  public OrganizationsClient client(int mostAttempts) {
    OrganizationsClientBuilder builder = access.configure(OrganizationsClient.builder(), global());
    return builder
        .overrideConfiguration(
            builder.overrideConfiguration().toBuilder()
                .retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(mostAttempts)
                        .build())
                .build())
        .build();
  }

  /** The one of the region's partition that stands for all, such as {@code aws-cn-global}. */
  public String global() {
    String partition = PartitionMetadata.of(Region.of(region)).id();
    return partition + "-global";
  }

  /**
   * Why a call failed, in a line.
   *
   * @param call as a person says it
   * @param action that the role must be allowed
   */
  public static String problem(String call, String action, SdkException e) {
    Map<String, String> remedies = new HashMap<>(REMEDIES);
    remedies.put(
        "AccessDeniedException",
        "allow " + action + ", in the management account or one that is a delegated administrator");
    return call + ": " + AwsErrors.describe(e, remedies);
  }
}
