package io.rootmon.lambda.moto;

import io.rootmon.aws.AwsAccess;
import io.rootmon.internal.state.dynamodb.DynamoDbStore;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** An account of moto's with all that the function uses, and what arrived in it. */
final class MotoAccount {
  static final String SENDER = "rootmon@example.com";

  /** What the function is in it, unlike the test. */
  static final String FUNCTION_KEY = "AKIAI44QH8DHBEXAMPLE";

  private static final String TABLE = "rootmon";
  private static final String DOCUMENT = "/rootmon/configuration";

  private final MotoServer moto;
  private final AwsAccess access;
  private final String queue;
  private final String people;

  private MotoAccount(MotoServer moto, String queue, String people) {
    this.moto = moto;
    this.access = moto.access();
    this.queue = queue;
    this.people = people;
  }

  /** An account whose Slack and webhook endpoints are the test server. */
  static MotoAccount withFarEnd(MotoServer moto, URI farEnd)
      throws IOException, InterruptedException {
    return withFarEnd(moto, farEnd, "");
  }

  /** One whose document says more, such as {@code ,"organization":{}}. */
  static MotoAccount withFarEnd(MotoServer moto, URI farEnd, String more)
      throws IOException, InterruptedException {
    moto.reset();
    MotoAccount account = new MotoAccount(moto, queue(moto, "rootmon"), queue(moto, "people"));
    account.make(farEnd, more);
    return account;
  }

  private static String queue(MotoServer moto, String name)
      throws IOException, InterruptedException {
    String created = moto.call("sqs", "AmazonSQS.CreateQueue", "{\"QueueName\":\"" + name + "\"}");
    return JsonScalars.of(created).getOrDefault("/QueueUrl", "");
  }

  private void make(URI farEnd, String more) {
    createTable(access, TABLE);
    access
        .configure(SesClient.builder(), MotoServer.REGION)
        .build()
        .verifyEmailIdentity(it -> it.emailAddress(SENDER));
    put("/rootmon/hook", farEnd + "/hook");
    put(
        DOCUMENT,
        """
        {"channels":{
          "topic":{"type":"sns","topic":"%s"},
          "mail":{"type":"ses","from":"%s","to":["security@example.com"]},
          "chat":{"type":"slack","token":{"secretsManager":"%s"},"channel":"C0123456789",
            "api":"%s/slack/"},
          "hook":{"type":"webhook","address":{"ssm":"/rootmon/hook"},
            "key":{"secretsManager":"%s","key":"signing"}}},
         "state":{"table":"%s"},
         "coverage":{"regions":["%s"]}%s}
        """
            .formatted(
                topic(),
                SENDER,
                secret("slack", "xoxb-not-a-token"),
                farEnd,
                secret("hook", "{\"other\":\"no\",\"signing\":\"not-a-signing-key\"}"),
                TABLE,
                MotoServer.REGION,
                more));
  }

  private String topic() {
    SnsClient sns = access.configure(SnsClient.builder(), MotoServer.REGION).build();
    String topic = sns.createTopic(it -> it.name("root-alerts")).topicArn();
    String account = topic.split(":", -1)[4];
    String queueArn = "arn:aws:sqs:" + MotoServer.REGION + ":" + account + ":people";
    sns.subscribe(it -> it.topicArn(topic).protocol("sqs").endpoint(queueArn));
    return topic;
  }

  private String secret(String name, String value) {
    return access
        .configure(SecretsManagerClient.builder(), MotoServer.REGION)
        .build()
        .createSecret(it -> it.name(name).secretString(value))
        .arn();
  }

  private void put(String parameter, String value) {
    access
        .configure(SsmClient.builder(), MotoServer.REGION)
        .build()
        .putParameter(it -> it.name(parameter).value(value).type(ParameterType.SECURE_STRING));
  }

  /** As the infrastructure makes it. */
  static void createTable(AwsAccess access, String table) {
    DynamoDbClient client = access.configure(DynamoDbClient.builder(), MotoServer.REGION).build();
    AttributeDefinition id =
        AttributeDefinition.builder()
            .attributeName(DynamoDbStore.KEY)
            .attributeType(ScalarAttributeType.S)
            .build();
    KeySchemaElement key =
        KeySchemaElement.builder().attributeName(DynamoDbStore.KEY).keyType(KeyType.HASH).build();
    client.createTable(
        it ->
            it.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(id)
                .keySchema(key));
    client.updateTimeToLive(
        it ->
            it.tableName(table)
                .timeToLiveSpecification(
                    ttl -> ttl.attributeName(DynamoDbStore.EXPIRY).enabled(true)));
  }

  /** The function's, whose whole configuration is in the account. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("ROOTMON_CONFIG_PARAMETER", DOCUMENT);
    environment.put("ROOTMON_QUEUE_URL", queue);
    environment.put("AWS_ENDPOINT_URL", moto.address().toString());
    environment.put("AWS_REGION", MotoServer.REGION);
    environment.put("AWS_ACCESS_KEY_ID", FUNCTION_KEY);
    environment.put("AWS_SECRET_ACCESS_KEY", "not-a-secret-access-key");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    return environment;
  }

  /** What a subscriber of the topic gets, each once. */
  List<Map<String, String>> notifications() throws IOException, InterruptedException {
    String body = "{\"QueueUrl\":\"" + people + "\",\"MaxNumberOfMessages\":10}";
    List<Map<String, String>> notifications = new ArrayList<>();
    for (Map.Entry<String, String> it :
        JsonScalars.of(moto.call("sqs", "AmazonSQS.ReceiveMessage", body)).entrySet()) {
      if (it.getKey().endsWith("/Body")) {
        notifications.add(JsonScalars.of(it.getValue()));
      }
    }
    return notifications;
  }

  /** What the table has, texts and numbers alike. */
  List<Map<String, String>> items() {
    List<Map<String, String>> items = new ArrayList<>();
    for (Map<String, AttributeValue> item :
        access
            .configure(DynamoDbClient.builder(), MotoServer.REGION)
            .build()
            .scan(it -> it.tableName(TABLE))
            .items()) {
      Map<String, String> texts = new HashMap<>();
      item.forEach((name, value) -> texts.put(name, value.s() == null ? value.n() : value.s()));
      items.add(texts);
    }
    return items;
  }
}
