package io.rootmon.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.MonitorFixtures;
import io.rootmon.RootMonitor;
import io.rootmon.account.Account;
import io.rootmon.account.AccountDirectory;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.RecordingChannel;
import io.rootmon.internal.delivery.Dispatcher;
import io.rootmon.internal.text.PlantedSecrets;
import io.rootmon.judge.OrganizationPolicy;
import io.rootmon.judge.Rule;
import io.rootmon.judge.Severity;
import io.rootmon.judge.rules.StandardRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

class InvocationLoggerTest {
  @Test
  void aFindingIsOneLineWithEveryRequestedField() throws Exception {
    TestHandler fakes = TestHandler.sending(alert -> {});
    fakes.failures(ExampleEvents.batch("m1", ExampleEvents.signIn("e1")));
    assertThat(fakes.lines().get(0).replaceAll("\"latencyMs\":\\d+", "\"latencyMs\":0"))
        .matches("\\{\"timestamp\":\"[0-9TZ.:-]+\",.*")
        .endsWith(
            "\"level\":\"INFO\",\"message\":\"root activity\",\"requestId\":\"request-1\","
                + "\"messageId\":\"m1\",\"eventId\":\"e1\",\"eventName\":\"ConsoleLogin\","
                + "\"eventTime\":\"2026-03-14T02:00:12Z\",\"account\":\"111122223333\","
                + "\"kind\":\"DIRECT\",\"outcome\":\"SUCCEEDED\",\"severity\":\"CRITICAL\","
                + "\"rule\":\"root.sign-in.without-mfa\",\"latencyMs\":0,\"verdict\":\"OPEN\","
                + "\"notificationReason\":\"first\","
                + "\"deliveries\":[{\"channel\":\"fake\",\"result\":\"DELIVERED\"}]}");
  }

  @Test
  void reportsTheReasonOfAFailure() throws Exception {
    TestHandler fakes =
        TestHandler.sending(
            alert -> {
              throw DeliveryException.rejected("no such channel", null);
            });
    fakes.failures(ExampleEvents.batch("m1", ExampleEvents.signIn("e1")));
    assertThat(fakes.lines().get(0))
        .contains("\"level\":\"ERROR\"")
        .contains("{\"channel\":\"fake\",\"result\":\"REJECTED\",\"problem\":\"no such channel\"}");
  }

  @Test
  void countsEventsWithoutRoot() throws Exception {
    TestHandler fakes = TestHandler.sending(alert -> {});
    fakes.failures(
        ExampleEvents.batch(
            "m1", ExampleEvents.notRoot("secret-1"), "m2", ExampleEvents.notRoot("secret-2")));
    assertThat(fakes.lines()).noneMatch(it -> it.contains("secret"));
    assertThat(fakes.lines().get(0)).contains("\"root\":0,\"notRoot\":2,\"skipped\":0");
  }

  @Test
  void theRawEventIsWrittenForDebuggingOnly() throws Exception {
    for (String level : List.of("", "INFO", "DEBUG", "TRACE")) {
      TestHandler fakes = TestHandler.sending(alert -> {}, Map.of("AWS_LAMBDA_LOG_LEVEL", level));
      fakes.failures(
          ExampleEvents.batch("m1", ExampleEvents.signIn("e1"), "m2", ExampleEvents.notRoot("e2")));
      boolean debugging = level.equals("DEBUG") || level.equals("TRACE");
      assertThat(fakes.lines())
          .filteredOn(it -> it.contains("203.0.113.7"))
          .hasSize(debugging ? 2 : 0);
    }
  }

  @Test
  void noPlantedSecretIsLoggedAtAnyLevel() throws Exception {
    List<String> messages = new ArrayList<>();
    for (String members : PlantedSecrets.all()) {
      String root = ExampleEvents.signIn("e" + messages.size());
      String planted = "\"requestParameters\":{" + members + "},\"eventName\"";
      messages.add("m" + messages.size());
      messages.add(root.replaceFirst("\"eventName\"", Matcher.quoteReplacement(planted)));
      messages.add("m" + messages.size());
      messages.add("{\"eventName\":\"X\"," + members + ",\"oops");
    }
    for (String level : List.of("INFO", "DEBUG")) {
      TestHandler fakes = TestHandler.sending(alert -> {}, Map.of("AWS_LAMBDA_LOG_LEVEL", level));
      for (int from = 0; from < messages.size(); from += 100) {
        List<String> some = messages.subList(from, Math.min(messages.size(), from + 100));
        fakes.failures(ExampleEvents.batch(some.toArray(String[]::new)));
      }
      assertThat(fakes.lines())
          .noneMatch(it -> it.contains(PlantedSecrets.MARK))
          .filteredOn(it -> it.contains("\"messageId\":"))
          .hasSize(messages.size() / 2);
    }
  }

  @Test
  void theMetricsAreAddedUpOverTheInvocation() throws Exception {
    TestHandler fakes = TestHandler.sending(alert -> {});
    fakes.failures(
        ExampleEvents.batch(
            "m1", ExampleEvents.signIn("e1"),
            "m2", ExampleEvents.signIn("e2"),
            "m3", ExampleEvents.notRoot("e3"),
            "m4", ExampleEvents.UNREADABLE));
    assertThat(metrics(fakes))
        .containsExactly(
            metric("\"Channel\",\"Outcome\"", "Deliveries", "Count")
                + "\"Channel\":\"fake\",\"Outcome\":\"DELIVERED\",\"Deliveries\":3}",
            metric("\"Severity\"", "Findings", "Count")
                + "\"Severity\":\"CRITICAL\",\"Findings\":2}",
            metric("", "NotRoot", "Count") + "\"NotRoot\":1}",
            metric("", "Unreadable", "Count") + "\"Unreadable\":1}",
            metric("", "Latency", "Milliseconds") + "\"Latency\":[0,0]}");
  }

  @Test
  void aCustomRuleThatFailsIsLoggedAndCounted() throws Exception {
    Rule broken =
        StandardRules.custom(
            "own.broken",
            Severity.LOW,
            "a",
            List.of("Call the team.", "Compare the buckets."),
            activity -> {
              throw new IllegalStateException("the pattern could not be matched: too deep");
            });
    RootMonitor monitor =
        MonitorFixtures.builder(new Dispatcher(List.of(new RecordingChannel("fake"))))
            .accounts(AccountDirectory.of(Map.of()))
            .policy(
                StandardRules.policy()
                    .with(
                        new OrganizationPolicy(Map.of(), List.of(broken), List.of()),
                        Account::unnamed))
            .build();
    TestHandler fakes = TestHandler.around(monitor);
    fakes.failures(
        ExampleEvents.batch("m1", ExampleEvents.signIn("e1"), "m2", ExampleEvents.signIn("e2")));

    assertThat(fakes.lines().get(0))
        .contains("\"level\":\"WARN\",\"message\":\"root activity\"")
        .contains(
            "\"rule\":\"root.sign-in.without-mfa\",\"customRuleErrors\":\"Your rule own.broken"
                + " failed, and the other rules judged the event: the pattern could not be matched:"
                + " too deep\"");
    assertThat(metrics(fakes))
        .contains(metric("", "CustomRuleErrors", "Count") + "\"CustomRuleErrors\":2}");
  }

  /** The format's most is a hundred values. */
  @Test
  void manyLatenciesAreSeveralLines() throws Exception {
    TestHandler fakes = TestHandler.sending(alert -> {});
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < 130; i++) {
      messages.add("m" + i);
      messages.add(ExampleEvents.signIn("e" + i));
    }
    fakes.failures(ExampleEvents.batch(messages.toArray(String[]::new)));
    assertThat(metrics(fakes))
        .filteredOn(it -> it.contains("\"Latency\":["))
        .map(it -> it.substring(it.indexOf('[', it.indexOf("\"Latency\":["))).split(",", -1).length)
        .containsExactly(100, 30);
  }

  private static String metric(String dimensions, String name, String unit) {
    return "{\"_aws\":{\"Timestamp\":0,\"CloudWatchMetrics\":[{\"Namespace\":\"rootmon\","
        + ("\"Dimensions\":[[" + dimensions + "]],")
        + ("\"Metrics\":[{\"Name\":\"" + name + "\",\"Unit\":\"" + unit + "\"}]}]},");
  }

  private static List<String> metrics(TestHandler fakes) {
    return fakes.lines().stream()
        .filter(it -> it.contains("_aws"))
        .map(it -> it.replaceAll("\"Timestamp\":\\d+", "\"Timestamp\":0"))
        .map(it -> it.replaceAll("\\d{9,}", "0"))
        .toList();
  }
}
