package io.rootmon.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import freemarker.ext.beans.DefaultMemberAccessPolicy;
import freemarker.template.Configuration;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.GeneratedServiceMetadataProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The two parts of libraries that the function has of its own. */
class ReplacedInTheFunctionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        DynamoDbClient.SERVICE_METADATA_ID,
        OrganizationsClient.SERVICE_METADATA_ID,
        SecretsManagerClient.SERVICE_METADATA_ID,
        SesClient.SERVICE_METADATA_ID,
        SnsClient.SERVICE_METADATA_ID,
        SqsClient.SERVICE_METADATA_ID,
        SsmClient.SERVICE_METADATA_ID
      })
  void aServiceSignsAndIsFoundAsTheSdkHasIt(String service) throws Exception {
    ServiceMetadata ours = new GeneratedServiceMetadataProvider().serviceMetadata(service);
    List<String> own = new ArrayList<>();
    List<String> sdks = new ArrayList<>();
    try (URLClassLoader libraries = libraries()) {
      for (Region region : Region.regions()) {
        own.add(region + " " + ours.signingRegion(region) + " " + ours.endpointFor(region));
        sdks.add(region + " " + bySdk(libraries, service, region));
      }
    }

    assertThat(own).hasSizeGreaterThan(30).isEqualTo(sdks);
  }

  @Test
  void noTemplateReachesAMemberOfAJavaObject() throws Exception {
    DefaultMemberAccessPolicy policy =
        DefaultMemberAccessPolicy.getInstance(Configuration.VERSION_2_3_34);

    assertThat(policy.forClass(String.class).isMethodExposed(String.class.getMethod("length")))
        .isFalse();
    assertThat(policy.forClass(Path.class).isMethodExposed(Object.class.getMethod("getClass")))
        .isFalse();
  }

  private static String bySdk(ClassLoader libraries, String service, Region region)
      throws Exception {
    Class<?> provider = libraries.loadClass(GeneratedServiceMetadataProvider.class.getName());
    Class<?> metadata = libraries.loadClass(ServiceMetadata.class.getName());
    Class<?> regions = libraries.loadClass(Region.class.getName());
    Object there = regions.getMethod("of", String.class).invoke(null, region.id());
    Object all = provider.getConstructor().newInstance();
    Object of = provider.getMethod("serviceMetadata", String.class).invoke(all, service);
    return metadata.getMethod("signingRegion", regions).invoke(of, there)
        + " "
        + metadata.getMethod("endpointFor", regions).invoke(of, there);
  }

  /** The jars, without what rootmon compiles. */
  private static URLClassLoader libraries() throws Exception {
    List<URL> jars = new ArrayList<>();
    for (String place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (Files.isRegularFile(Path.of(place))) {
        jars.add(Path.of(place).toUri().toURL());
      }
    }
    return new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
