package io.rootmon.lambda.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.internal.state.dynamodb.DynamoDbLocal;
import io.rootmon.lambda.ProcessFunction;
import io.rootmon.lambda.drill.KillSchedule.KillPoint;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The zip as a real process, killed in the middle of deliveries, with DynamoDB as its memory: no
 * alert is lost, and one comes twice only where the worker died between sending and marking it, or
 * said itself that it cannot tell, since an answer did not come in time.
 */
@Tag("drill")
class KillDrillIT {
  private static final int EVENTS = 200;
  private static final int CHATS = 10;
  private static final int DRILLS_AT_ONCE = 3;
  private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(20);

  /** Longer than a claim's lease, which is the time that is left plus five seconds. */
  private static final Duration VISIBILITY = Duration.ofSeconds(30);

  private static final Duration MAX_DURATION = Duration.ofMinutes(10);
  private static final Pattern DELIVERY =
      Pattern.compile("delivery#\\d+#([a-z]+)\\d?#[^\"]*?(drill-\\d+)");
  private static final Map<String, WireProtocol> MEDIA =
      Map.of("topic", WireProtocol.SNS, "mail", WireProtocol.SES, "chat", WireProtocol.SLACK);

  private static final List<WireProtocol> TARGETS =
      List.of(WireProtocol.SNS, WireProtocol.SES, WireProtocol.SLACK);

  private static final Map<WireProtocol, String> CHANNELS =
      Map.of(WireProtocol.SNS, "topic", WireProtocol.SES, "mail", WireProtocol.SLACK, "chat");

  private record Result(int kills, int lost, int twice, int unseen, int dead, String row) {}

  @Test
  @Timeout(1_800)
  void losesNothingHoweverItDies(@TempDir Path folder) throws Exception {
    List<Future<Result>> running = new ArrayList<>();
    List<Result> results = new ArrayList<>();
    ExecutorService drills = Executors.newFixedThreadPool(DRILLS_AT_ONCE);
    try {
      for (KillPoint moment : KillPoint.values()) {
        for (WireProtocol target : TARGETS) {
          Path own = folder.resolve(moment + "-" + target);
          running.add(drills.submit(() -> run(moment, target, own)));
        }
      }
      System.out.printf(
          "%n%-32s %-6s %6s %5s %5s %5s %5s %5s %6s %6s %5s%n",
          "killed", "in", "events", "kills", "sns", "ses", "slack", "twice", "unsure", "unseen",
          "lost");
      for (Future<Result> result : running) {
        results.add(result.get());
        System.out.println(results.get(results.size() - 1).row());
      }
    } finally {
      drills.shutdownNow();
    }

    assertThat(results).allMatch(it -> it.lost() == 0 && it.dead() == 0);
    assertThat(results).allMatch(it -> it.unseen() == 0);
    assertThat(results).allMatch(it -> it.kills() == 2);
    assertThat(results.stream().mapToInt(Result::twice).sum()).isPositive();
  }

  private static Result run(KillPoint moment, WireProtocol target, Path folder) throws Exception {
    CompletableFuture<Runnable> kill = new CompletableFuture<>();
    KillSchedule deaths = new KillSchedule(moment, target, () -> kill.join().run());
    Map<WireProtocol, FakeEndpoint> stations = new EnumMap<>(WireProtocol.class);
    for (WireProtocol medium : TARGETS) {
      stations.put(
          medium,
          new FakeEndpoint(
              medium,
              request -> Optional.empty(),
              (event, unclaimed) -> deaths.sent(medium, event, unclaimed)));
    }
    String table = "rootmon-" + moment + "-" + target;
    DynamoDbLocal.createTable(table);
    SimulatedQueue queue = new SimulatedQueue(VISIBILITY, 5, InstantSource.system());
    IntStream.range(0, EVENTS).mapToObj(DrillEvents::keyCreated).forEach(queue::send);
    try (StoreProxy store =
            new StoreProxy(
                DynamoDbLocal.access().endpoint().orElseThrow(), it -> stored(it, deaths));
        ProcessFunction function =
            new ProcessFunction(
                folder, environment(stations, table, store.address()), FUNCTION_TIMEOUT)) {
      kill.complete(function::kill);
      EventSourceMapping source = new EventSourceMapping(queue);
      long end = System.nanoTime() + MAX_DURATION.toNanos();
      while (!queue.isEmpty() && System.nanoTime() < end) {
        if (!source.poll(batch -> invoke(function, batch, deaths))) {
          TimeUnit.MILLISECONDS.sleep(200); // until a dead worker's messages are visible again
        }
      }
      function.end();
      return result(moment, target, deaths, stations, queue, function);
    } finally {
      stations.values().forEach(FakeEndpoint::close);
    }
  }

  private static Optional<String> invoke(
      ProcessFunction function, String batch, KillSchedule deaths) throws InterruptedException {
    Optional<String> answer = function.invoke(batch);
    if (answer.isEmpty()) {
      deaths.ended();
    }
    return answer;
  }

  private static void stored(String request, KillSchedule deaths) {
    Matcher delivery = DELIVERY.matcher(request);
    if (delivery.find()) {
      WireProtocol medium = MEDIA.getOrDefault(delivery.group(1), WireProtocol.SNS);
      if (request.contains("\"lease\"")) {
        deaths.claimed(medium, delivery.group(2));
      } else if (request.contains("\"reference\"")) {
        deaths.marked(medium, delivery.group(2));
      }
    }
  }

  private static Map<String, String> environment(
      Map<WireProtocol, FakeEndpoint> stations, String table, String store) {
    StringBuilder chats = new StringBuilder();
    StringBuilder routes = new StringBuilder();
    for (int i = 0; i < CHATS; i++) {
      chats.append(
          ",\"chat%d\":{\"type\":\"slack\",\"token\":{\"env\":\"TOKEN\"},\"channel\":\"C0%d\",\"api\":\"%s/\"}"
              .formatted(i, 100 + i, address(stations, WireProtocol.SLACK)));
      int chat = i;
      String accounts =
          IntStream.range(0, EVENTS)
              .filter(it -> it % CHATS == chat)
              .mapToObj(it -> "\"" + DrillEvents.account(it) + "\"")
              .collect(Collectors.joining(","));
      routes.append(",{\"accounts\":[%s],\"channels\":[\"chat%d\"]}".formatted(accounts, chat));
    }
    String document =
        """
        {"channels":{
          "topic":{"type":"sns","topic":"arn:aws:sns:eu-west-1:111122223333:root-alerts"},
          "mail":{"type":"ses","from":"rootmon@example.com","to":["security@example.com"]}%s},
         "routes":[{"channels":["topic","mail"]}%s],
         "state":{"table":"%s"}}
        """
            .formatted(chats, routes, table);
    Map<String, String> environment = new HashMap<>();
    environment.put("ROOTMON_CONFIG", document);
    environment.put("TOKEN", "not-a-token");
    environment.put("AWS_REGION", DynamoDbLocal.REGION);
    environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
    environment.put("AWS_SECRET_ACCESS_KEY", "not-a-secret-access-key");
    environment.put("AWS_ENDPOINT_URL_SNS", address(stations, WireProtocol.SNS));
    environment.put("AWS_ENDPOINT_URL_SES", address(stations, WireProtocol.SES));
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", store);
    return environment;
  }

  private static String address(Map<WireProtocol, FakeEndpoint> stations, WireProtocol medium) {
    return stations.entrySet().stream()
        .filter(it -> it.getKey() == medium)
        .map(it -> it.getValue().address().toString())
        .findFirst()
        .orElseThrow();
  }

  /**
   * What came twice: unsure, where the worker said that it cannot tell, and unseen, where none died
   * between a sending and its mark either. Both are printed.
   */
  private static Result result(
      KillPoint moment,
      WireProtocol target,
      KillSchedule deaths,
      Map<WireProtocol, FakeEndpoint> stations,
      SimulatedQueue queue,
      ProcessFunction function) {
    int lost = 0;
    int twice = 0;
    int unsure = 0;
    int unseen = 0;
    StringBuilder counts = new StringBuilder();
    StringBuilder unplaced = new StringBuilder();
    for (Map.Entry<WireProtocol, FakeEndpoint> entry : stations.entrySet()) {
      WireProtocol medium = entry.getKey();
      FakeEndpoint station = entry.getValue();
      lost += EVENTS - station.distinct();
      twice += (int) station.repeats();
      for (String event : station.repeated()) {
        if (!deaths.explain(medium, event)) {
          boolean said =
              deaths.isUnleased(medium, event)
                  || function.isUncertain(event, CHANNELS.getOrDefault(medium, "none"));
          unsure += said ? 1 : 0;
          unseen += said ? 0 : 1;
          unplaced
              .append(said ? "%n  unsure: ".formatted() : "%n  unseen: ".formatted())
              .append(deaths.report(medium, event));
        }
      }
      counts.append("%5d ".formatted(station.distinct()));
    }
    String row =
        "%-32s %-6s %6d %5d %s%5d %6d %6d %5d"
            .formatted(
                moment.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                target.channel(),
                EVENTS,
                deaths.kills(),
                counts,
                twice,
                unsure,
                unseen,
                lost);
    return new Result(
        deaths.kills(), lost, twice, unseen, queue.deadLetters().size(), row + unplaced);
  }
}
