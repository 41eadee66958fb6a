package software.amazon.awssdk.regions;

import java.util.Map;
import software.amazon.awssdk.regions.servicemetadata.AccountServiceMetadata;
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
 * Stands in the function in place of the SDK's own class of this name, which makes an object for
 * each of AWS's four hundred services when the first client is built: a tenth of a cold start. This
 * one knows the services that the function calls, by the SDK's own data; a test holds both against
 * each other. To every other service the SDK gives what it gives to one that it does not know.
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
  @SuppressWarnings("NullAway") // as the SDK's own says that it does not know one
  public ServiceMetadata serviceMetadata(String endpointPrefix) {
    return SERVICES.get(endpointPrefix);
  }
}
