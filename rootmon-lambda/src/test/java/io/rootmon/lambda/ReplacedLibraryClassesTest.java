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
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.GeneratedServiceMetadataProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The library files of which the function has its own version: {@code src/overrides}. */
class ReplacedLibraryClassesTest {
  private static final Pattern CLIENT =
      Pattern.compile(
          "software/amazon/awssdk/services/([a-z0-9]+)/Default[A-Za-z0-9]+Client[.]class");

  @ParameterizedTest
  @ValueSource(
      strings = {
        AccountClient.SERVICE_METADATA_ID,
        AthenaClient.SERVICE_METADATA_ID,
        CloudFormationClient.SERVICE_METADATA_ID,
        DynamoDbClient.SERVICE_METADATA_ID,
        OrganizationsClient.SERVICE_METADATA_ID,
        S3Client.SERVICE_METADATA_ID,
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

  /** A lost override costs start-up time and is visible nowhere else. */
  @Test
  void loadsTheOverridesInsteadOfTheLibraries() {
    URL rules = DefaultMemberAccessPolicy.class.getResource("DefaultMemberAccessPolicy-rules");
    assertThat(rules).isNotNull().hasProtocol("file");
    assertThat(
            GeneratedServiceMetadataProvider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath())
        .doesNotEndWith(".jar");
  }

  /** For an unknown service the SDK guesses, and may guess wrong. */
  @Test
  void theServicesMatchTheClientsOfTheFunction() throws Exception {
    Set<String> clients = new TreeSet<>();
    for (Path jar : jars()) {
      try (JarFile file = new JarFile(jar.toFile())) {
        file.stream()
            .map(it -> CLIENT.matcher(it.getName()))
            .filter(it -> it.matches())
            .forEach(it -> clients.add(it.group(1)));
      }
    }

    assertThat(clients)
        .containsExactly(
            "account",
            "athena",
            "cloudformation",
            "dynamodb",
            "organizations",
            "s3",
            "secretsmanager",
            "ses",
            "sns",
            "sqs",
            "ssm");
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

  private static List<Path> jars() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(Path::of)
        .filter(Files::isRegularFile)
        .toList();
  }

  /** The jars, without what rootmon compiles. */
  private static URLClassLoader libraries() throws Exception {
    List<URL> jars = new ArrayList<>();
    for (Path jar : jars()) {
      jars.add(jar.toUri().toURL());
    }
    return new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
