package io.rootmon.cli.history;

import io.rootmon.cli.aws.AccountSessions.Target;
import io.rootmon.cli.aws.AwsProblem;
import io.rootmon.cli.aws.AwsSession;
import io.rootmon.cli.scan.TimeRange;
import io.rootmon.internal.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/**
 * Looks up root's events and AssumeRoot in event histories. <a
 * href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html">LookupEvents</a>
 * takes one attribute a call, returns 50 events a page, and allows two calls a second for a region
 * of an account. CloudTrail records root's events under the user name {@code root}.
 */
final class EventLookup {
  static final Duration INTERVAL = Duration.ofMillis(500);

  private static final int PAGE = 50;
  private static final List<Map.Entry<LookupAttributeKey, String>> ATTRIBUTES =
      List.of(
          Map.entry(LookupAttributeKey.USERNAME, "root"),
          Map.entry(LookupAttributeKey.EVENT_NAME, "AssumeRoot"));

  private final TimeRange range;
  private final InstantSource clock;
  private final Sleeper sleeper;

  EventLookup(TimeRange range, InstantSource clock, Sleeper sleeper) {
    this.range = range;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /** Reads a history and passes its pages on one by one. */
  void read(EventHistory history, Consumer<List<Event>> pages) throws AwsProblem {
    try (CloudTrailClient client =
        history.session().configure(CloudTrailClient.builder(), history.region()).build()) {
      Optional<Instant> last = Optional.empty();
      for (Map.Entry<LookupAttributeKey, String> attribute : ATTRIBUTES) {
        @Nullable String token = null;
        do {
          await(last);
          last = Optional.of(clock.instant());
          LookupEventsResponse page = client.lookupEvents(request(attribute, token));
          pages.accept(page.events());
          token = page.nextToken();
        } while (token != null && !token.isEmpty());
      }
    } catch (SdkException e) {
      throw AwsProblem.of("look up events", e, "Allow cloudtrail:LookupEvents");
    }
  }

  private LookupEventsRequest request(
      Map.Entry<LookupAttributeKey, String> attribute, @Nullable String token) {
    LookupEventsRequest.Builder request =
        LookupEventsRequest.builder()
            .lookupAttributes(
                LookupAttribute.builder()
                    .attributeKey(attribute.getKey())
                    .attributeValue(attribute.getValue())
                    .build())
            .maxResults(PAGE)
            .nextToken(token);
    range.since().ifPresent(request::startTime);
    range.until().ifPresent(request::endTime);
    return request.build();
  }

  private void await(Optional<Instant> last) throws AwsProblem {
    Optional<Duration> wait =
        last.map(it -> INTERVAL.minus(Duration.between(it, clock.instant())))
            .filter(it -> !it.isNegative() && !it.isZero());
    if (wait.isPresent()) {
      try {
        sleeper.sleep(wait.get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw AwsProblem.interrupted("look up events");
      }
    }
  }

  /** The event history of a region of an account. */
  record EventHistory(Target account, String region, AwsSession session) {
    String name() {
      return account.label() + " " + region;
    }
  }
}
