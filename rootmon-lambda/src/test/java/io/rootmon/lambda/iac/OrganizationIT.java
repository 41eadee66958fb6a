package io.rootmon.lambda.iac;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.rootmon.lambda.ControlMessageExamples;
import io.rootmon.lambda.ZipWorker;
import io.rootmon.lambda.moto.JsonScalars;
import io.rootmon.lambda.moto.MotoServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The complete example in an organization, from terraform's apply to its destroy. */
@Tag("iac")
@Timeout(600)
class OrganizationIT {
  private static final Map<String, Integer> ONCE = Map.of("sns", 1, "ses", 1, "slack", 1);
  private static final Map<String, Integer> NEVER = Map.of("sns", 0, "ses", 0, "slack", 0);
  private static final String DEAD_LETTERS = "rootmon-spoke-dead-letters";
  private static final String SIGN_IN_REGION = "us-east-1";
  private static final String SIGN_IN = "critical/root.sign-in.without-mfa";
  private static final String TRAIL_STOPPED = "critical/root.logging.off";
  private static final Path ZIP =
      Path.of(System.getProperty("rootmon.zip", "target/rootmon-lambda.zip"));

  private final TestEvidence proven = new TestEvidence();

  @Test
  void detectsRootEverywhereAndNotifiesOnce(@TempDir Path code, @TempDir Path zip)
      throws Exception {
    MotoOrganization organization = MotoOrganization.create(MotoServer.shared());
    MotoAccountRegion hub = organization.hub();
    try (RecipientInboxes people = new RecipientInboxes(hub)) {
      ExampleOnMoto example = ExampleOnMoto.in(code, organization, ZIP, people.prepare());
      deploy(example);
      people.subscribe();
      point(hub, example.output("configuration"), people);
      try (ZipWorker worker = ZipWorker.start(zip, environmentOfTheFunction(hub))) {
        QueueConsumer pump = new QueueConsumer(hub, example.output("queue_url"), worker);
        everyRegionSendsHeartbeats(organization, people, pump);
        whatIsNotRootsDoesNotComeThrough(organization, pump);
        aDeadChannelIsTriedAgain(organization, people, pump);
        heartbeatsAreTaken(organization, pump);
        assertThat(people.received("could not be read")).isEqualTo(NEVER);
      }
      assertThat(RemainingResources.in(organization.accountRegions()))
          .hasSize(RemainingResources.LISTS);
      example.destroy();
      assertThat(RemainingResources.in(organization.accountRegions())).isEmpty();
      proven.add(
          "destroy leaves nothing",
          RemainingResources.LISTS + " lists name rootmon before, none does after, in every place",
          "moto; members' instances by account");
    }
    System.out.println("\n" + proven + "\n");
  }

  private void deploy(ExampleOnMoto example) throws Exception {
    example.apply();
    Set<String> rules =
        Set.of(
            "root-activity",
            "tampering",
            "tampering-hub",
            "tampering-stacks",
            "tampering-function",
            "guardrails",
            "guardrails-roles",
            "account-notices",
            "detection-off",
            "heartbeat");
    for (MotoAccountRegion place : example.organization().accountRegions()) {
      String made = place.call("events", "AWSEvents.ListRules", "{}");
      assertThat(rules).as("%s: %s", place, made).allMatch(it -> made.contains("rootmon-" + it));
    }
    proven.add(
        "hub, members' StackSet, management's StackSet",
        "apply; the spoke's rules are in 3 accounts × 3 regions",
        "moto; all from the management account, to an OU");
    for (MotoAccountRegion place : example.organization().accountRegions()) {
      boolean isHub = place.account().equals(example.organization().hub().account());
      assertThat(place.call("sqs", "AmazonSQS.ListQueues", "{}").contains(DEAD_LETTERS))
          .as("%s has the dead-letter queue", place)
          .isEqualTo(isHub);
    }
    proven.add(
        "one dead-letter queue per region",
        "the queue is in the hub account in 3 regions, and in no other account",
        "moto");
    assertThat(example.output("failed_spokes", "-json")).isEqualTo("{}");
    assertThat(example.drift()).isEqualTo(ExampleOnMoto.KNOWN_DRIFT);
    proven.add(
        "another apply changes nothing",
        "plan: " + ExampleOnMoto.KNOWN_DRIFT.size() + " known changes, all of what moto forgets",
        "moto");
    proven.add(
        "redrive_allow_policy, snap_start, auto-deployment", "moto has none of them", "AWS only");
  }

  /** Slack is on the loopback interface; the rest is the document that terraform wrote. */
  private void point(MotoAccountRegion hub, String document, RecipientInboxes people)
      throws Exception {
    String parameter =
        JsonScalars.of(hub.call("ssm", "AmazonSSM.GetParameter", "{\"Name\":\"/rootmon/config\"}"))
            .getOrDefault("/Parameter/Value", "none");
    assertThat(parameter).isEqualTo(document);
    String slack = "\"type\":\"slack\"";
    String pointed = parameter.replace(slack, "\"api\":\"" + people.slack() + "\"," + slack);
    assertThat(pointed).isNotEqualTo(parameter);
    hub.call(
        "ssm",
        "AmazonSSM.PutParameter",
        "{\"Name\":\"/rootmon/config\",\"Type\":\"String\",\"Overwrite\":true,\"Value\":"
            + quoted(pointed)
            + "}");
    proven.add(
        "the function reads what terraform wrote",
        "the packaged zip starts with the parameter and the function's environment",
        "moto; Slack's address put into the document");
  }

  static Map<String, String> environmentOfTheFunction(MotoAccountRegion hub) throws Exception {
    Map<String, String> function =
        JsonScalars.of(hub.get("lambda", "/2015-03-31/functions/rootmon/configuration"));
    assertThat(function).containsEntry("/Handler", "io.rootmon.lambda.Handler");
    Map<String, String> environment = new HashMap<>();
    String variables = "/Environment/Variables/";
    function.forEach(
        (name, value) -> {
          if (name.startsWith(variables)) {
            environment.put(name.substring(variables.length()), value);
          }
        });
    assertThat(environment).containsEntry("ROOTMON_CONFIG_PARAMETER", "/rootmon/config");
    environment.put("AWS_ENDPOINT_URL", hub.moto().address().toString());
    environment.put("AWS_REGION", hub.region());
    environment.put("AWS_ACCESS_KEY_ID", hub.accessKey());
    environment.put("AWS_SECRET_ACCESS_KEY", "not-a-secret-access-key");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    return environment;
  }

  private void everyRegionSendsHeartbeats(
      MotoOrganization organization, RecipientInboxes people, QueueConsumer pump) throws Exception {
    int number = 0;
    for (MotoAccountRegion place : organization.accountRegions()) {
      boolean isSignInRegion = place.region().equals(SIGN_IN_REGION);
      // An event from another network is alerted within an open incident.
      String network = place.region().equals(MotoOrganization.OTHER) ? "192.0.2." : "198.51.100.";
      String address = network + ++number;
      // Sign-ins are recorded in us-east-1.
      PutEvent.of(isSignInRegion ? SIGN_IN : TRAIL_STOPPED, place, address).put(place);
      QueueConsumer.Round round = pump.round();
      assertThat(round.taken())
          .as("%s", place)
          .filteredOn(it -> it.contains(address))
          .hasSizeGreaterThan(1);
      // Of the rule on the hub's own default bus.
      assertThat(round.taken().toString().contains("\"coverage-check\""))
          .as("%s", place)
          .isEqualTo(place.equals(organization.hub()));
      assertThat(round.kept()).as("%s", place).isEmpty();
      assertThat(
              people.received(
                  place.account(), address, isSignInRegion ? "ConsoleLogin" : "StopLogging"))
          .as("%s", place)
          .isEqualTo(ONCE);
    }
    for (String who : List.of("a member", "the hub account", "the management account")) {
      proven.add(
          "root signs in to " + who + ": email",
          "us-east-1's default bus → spoke → hub's bus → queue → zip → SES, SNS, Slack",
          "moto; email as SES's call and the topic's message");
    }
    proven.add(
        "root in the home region and a third region",
        "eu-west-1's and eu-central-1's default bus → the same way",
        "moto");
    proven.add(
        "each alert once, though each event came several times",
        "moto's schedules match every event, so a second rule forwards it",
        "moto");
    proven.add(
        "the coverage check's rule makes its message",
        "input transformer → queue → zip; what a check tells is MotoCoverageIT's",
        "moto; at its time: AWS only");
    proven.add(
        "the envelope's account, policies of bus and queues", "moto has none of them", "AWS only");
  }

  private void whatIsNotRootsDoesNotComeThrough(MotoOrganization organization, QueueConsumer pump)
      throws Exception {
    MotoAccountRegion member = organization.member().in("us-east-1");
    PutEvent.of(SIGN_IN, member, "198.51.100.99")
        .with("\"Root\"", "\"IAMUser\"")
        .with(":root\"", ":user/ana\"")
        .put(member);
    assertThat(pump.round()).isEqualTo(new QueueConsumer.Round(List.of(), List.of()));
    proven.add("a user's sign-in is not sent", "the queue stays empty", "moto's matcher");
  }

  private void aDeadChannelIsTriedAgain(
      MotoOrganization organization, RecipientInboxes people, QueueConsumer pump) throws Exception {
    MotoAccountRegion member = organization.member().in("us-east-1");
    String address = "198.51.100.77";
    people.slackIsDown(true);
    int calls = people.callsOfSlack();
    // A day later, so that it belongs to no notified incident.
    PutEvent.of(SIGN_IN, member, address).with("2026-03-14T", "2026-03-15T").put(member);
    QueueConsumer.Round down = pump.round();
    assertThat(down.taken()).isEmpty();
    assertThat(down.kept()).isNotEmpty().allMatch(it -> it.contains(address));
    assertThat(people.callsOfSlack()).isGreaterThan(calls);
    assertThat(people.received(address)).isEqualTo(Map.of("sns", 1, "ses", 1, "slack", 0));

    people.slackIsDown(false);
    QueueConsumer.Round up = pump.round();
    assertThat(up.taken()).hasSameSizeAs(down.kept());
    assertThat(up.kept()).isEmpty();
    assertThat(people.received(address)).isEqualTo(ONCE);
    proven.add(
        "Slack is down: the message comes again",
        "503, named as failed, kept, taken again: Slack once, SNS and SES not twice",
        "moto; visible again at once");
  }

  /** {@link MotoCoverageIT} tests the check itself, where moto has the organization. */
  private void heartbeatsAreTaken(MotoOrganization organization, QueueConsumer pump)
      throws Exception {
    for (MotoAccountRegion place : organization.accountRegions()) {
      send(pump, ControlMessageExamples.heartbeat(place.account(), place.region(), Instant.now()));
    }
    QueueConsumer.Round round = pump.round();
    assertThat(round.taken()).hasSize(organization.accountRegions().size());
    assertThat(round.kept()).isEmpty();
    assertThat(pump.worker().lines())
        .filteredOn(it -> it.contains("\"Heartbeats\":1"))
        .isNotEmpty();
    for (MotoAccountRegion place : organization.accountRegions()) {
      assertThat(items(pump.hub())).contains(place.account()).contains(place.region());
    }
    proven.add(
        "a heartbeat of each place is remembered",
        "the envelope put into the queue: moto has no schedules, and drops resources",
        "moto; its way from the rule: AWS only");
  }

  private static String items(MotoAccountRegion hub) throws IOException, InterruptedException {
    return hub.call("dynamodb", "DynamoDB_20120810.Scan", "{\"TableName\":\"rootmon\"}");
  }

  private static void send(QueueConsumer pump, String body)
      throws IOException, InterruptedException {
    pump.hub()
        .call(
            "sqs",
            "AmazonSQS.SendMessage",
            "{\"QueueUrl\":\"" + pump.queue() + "\",\"MessageBody\":" + quoted(body) + "}");
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
