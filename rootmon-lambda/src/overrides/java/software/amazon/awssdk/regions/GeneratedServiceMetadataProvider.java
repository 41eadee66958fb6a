package software.amazon.awssdk.regions;

import java.util.Map;
import software.amazon.awssdk.regions.servicemetadata.AccountServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.AthenaServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.CloudformationServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.DynamodbServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.EmailServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.EnhancedS3ServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.OrganizationsServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.SecretsmanagerServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.SnsServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.SqsServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.SsmServiceMetadata;

/**
 * Replaces the SDK's class of this name, which creates an object for each of about 400 services
 * when the first client is built. This one lists the services that the function calls, with the
 * SDK's own data. The SDK treats every other service as one that it does not know.
 */
public final class GeneratedServiceMetadataProvider implements ServiceMetadataProvider {
  private static final Map<String, ServiceMetadata> SERVICES =
      Map.of(
          "account", new AccountServiceMetadata(),
          "cloudformation", new CloudformationServiceMetadata(),
          "dynamodb", new DynamodbServiceMetadata(),
          "email", new EmailServiceMetadata(),
          "organizations", new OrganizationsServiceMetadata(),
          "s3", new EnhancedS3ServiceMetadata(),
          "secretsmanager", new SecretsmanagerServiceMetadata(),
          "sns", new SnsServiceMetadata(),
          "sqs", new SqsServiceMetadata(),
          "ssm", new SsmServiceMetadata());

  @Override
  @SuppressWarnings("NullAway") // null means an unknown service, as in the SDK's own class
  public ServiceMetadata serviceMetadata(String endpointPrefix) {
    return endpointPrefix.equals("athena")
        // Called once a day, so that a cold start does not load its data.
        ? new AthenaServiceMetadata()
        : SERVICES.get(endpointPrefix);
  }
}
