package io.rootmon.internal.state.dynamodb;

import io.rootmon.aws.AwsAccess;
import io.rootmon.aws.FakeAwsServer;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.html">Dyn
 * amoDB local</a>, in memory and on the loopback interface only, with a class loader of its own. It
 * starts once and ends with the JVM.
 */
public final class DynamoDbLocal {
  public static final String REGION = "eu-west-1";

  private static final String RUNNER = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner";
  // The build copies them there; other modules' tests find them from theirs.
  private static final Path JARS = Path.of("..", "rootmon-core", "target", "dynamodb-local");

  private static final class Running {
    static final URI ADDRESS = started();
    static final AwsAccess ACCESS = FakeAwsServer.at(ADDRESS);
  }

  private DynamoDbLocal() {}

  public static AwsAccess access() {
    return Running.ACCESS;
  }

  public static URI address() {
    return Running.ADDRESS;
  }

  static DynamoDbClient client() {
    return access().configure(DynamoDbClient.builder(), REGION).build();
  }

  public static void createTable(String name) {
    createTable(client(), name, DynamoDbStore.KEY);
  }

  static void createTable(DynamoDbClient client, String name, String key) {
    AttributeDefinition attribute =
        AttributeDefinition.builder()
            .attributeName(key)
            .attributeType(ScalarAttributeType.S)
            .build();
    KeySchemaElement partition =
        KeySchemaElement.builder().attributeName(key).keyType(KeyType.HASH).build();
    client.createTable(
        it ->
            it.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(List.of(attribute))
                .keySchema(List.of(partition)));
  }

  private static URI started() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      ClassLoader loader = new URLClassLoader(jars(), ClassLoader.getPlatformClassLoader());
      thread.setContextClassLoader(loader);
      String[] arguments = {"-inMemory", "-sharedDb", "-disableTelemetry", "-port", "8000"};
      Object server =
          loader
              .loadClass(RUNNER)
              .getMethod("createServerFromCommandLineArgs", String[].class)
              .invoke(null, (Object) arguments);
      Field field = server.getClass().getDeclaredField("server");
      field.setAccessible(true);
      Object jetty = field.get(server);
      // By default it listens on all interfaces and accepts no ephemeral port.
      for (Object connector :
          (Object[]) jetty.getClass().getMethod("getConnectors").invoke(jetty)) {
        connector.getClass().getMethod("setHost", String.class).invoke(connector, "127.0.0.1");
        connector.getClass().getMethod("setPort", int.class).invoke(connector, 0);
      }
      server.getClass().getMethod("start").invoke(server);
      return (URI) jetty.getClass().getMethod("getURI").invoke(jetty);
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB local does not start from " + JARS, e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URL[] jars() throws Exception {
    List<URL> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(JARS)) {
      for (Path file : files.toList()) {
        jars.add(file.toUri().toURL());
      }
    }
    return jars.toArray(URL[]::new);
  }
}
