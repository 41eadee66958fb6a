package io.rootmon.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.RootMonitor;
import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.channel.DeliveryException;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HandlerTest {
  private final List<String> notified = Collections.synchronizedList(new ArrayList<>());
  private final TestHandler taking = TestHandler.sending(alert -> notified.add(alert.headline()));

  @Test
  void aMessageIsDoneWhenAllOfItIs() throws Exception {
    String several = "{\"Records\":[" + record("a") + "," + record("b") + "]}";
    assertThat(
            taking.failures(
                ExampleEvents.batch(
                    "m1",
                    ExampleEvents.signIn("e1"),
                    "m2",
                    ExampleEvents.notRoot("e2"),
                    "m3",
                    several)))
        .isEmpty();
    assertThat(notified).hasSize(3);
  }

  @Test
  void returnsOnlyUnfinishedMessages() throws Exception {
    TestHandler refusing =
        TestHandler.sending(
            alert -> {
              if (alert.id().equals("bad")) {
                throw DeliveryException.retryable("busy", null);
              }
            });
    String half = "{\"Records\":[" + record("good") + "," + record("bad") + "]}";
    assertThat(
            refusing.failures(
                ExampleEvents.batch("m1", half, "m2", ExampleEvents.signIn("fine"), "m3", half)))
        .containsExactlyInAnyOrder("m1", "m3");
  }

  @Test
  void aRepeatedIdIsReturnedOnce() throws Exception {
    TestHandler busy = TestHandler.sending(HandlerTest::busy);
    String two = "{\"Records\":[" + record("a") + "," + record("b") + "]}";
    assertThat(busy.failures(ExampleEvents.batch("m1", two, "m1", two))).containsExactly("m1");
  }

  /** An empty id in the answer would be a failure of the whole batch; saying so is plainer. */
  @Test
  void aFailedMessageWithoutIdBringsTheWholeBatchBack() {
    TestHandler busy = TestHandler.sending(HandlerTest::busy);
    assertThatThrownBy(() -> busy.failures(ExampleEvents.batch("", ExampleEvents.signIn("e1"))))
        .hasMessage("messageId: expected the id of a message but was empty");
  }

  @Test
  void unreadableMessagesReturnAndAreAlertedOnceAnHour() throws Exception {
    assertThat(
            taking.failures(
                ExampleEvents.batch(
                    "m1", ExampleEvents.UNREADABLE, "m2", ExampleEvents.signIn("e1"), "m3", " ")))
        .containsExactlyInAnyOrder("m1", "m3");
    assertThat(notified)
        .filteredOn(it -> it.startsWith("A message could not be parsed"))
        .hasSize(1);
  }

  @Test
  void anIrrelevantMessageIsDone() throws Exception {
    String other =
        "{\"detail-type\":\"Scheduled"
            + " Event\",\"source\":\"aws.events\",\"detail\":{},\"id\":\"1\"}";
    assertThat(taking.failures(ExampleEvents.batch("m1", other))).isEmpty();
    assertThat(notified).isEmpty();
    assertThat(taking.lines().get(0)).contains("\"skipped\":1");
  }

  @Test
  void anAssumeRootExplainsLaterEventsOfItsBatch() throws Exception {
    taking.failures(
        ExampleEvents.batch(
            "m1",
            ExampleEvents.assumeRoot("ASIAEXAMPLE1"),
            "m2",
            ExampleEvents.eventWith("ASIAEXAMPLE1")));
    assertThat(taking.lines()).anyMatch(it -> it.contains("\"kind\":\"ASSUMED_ROOT\""));
  }

  @Test
  void aBugInOneMessageDoesNotAffectTheOthers() throws Exception {
    TestHandler broken =
        TestHandler.around(
            RootMonitor.builder()
                .accounts(
                    id -> {
                      throw new StackOverflowError();
                    })
                .build());
    assertThat(
            broken.failures(
                ExampleEvents.batch(
                    "m1", ExampleEvents.signIn("e"), "m2", ExampleEvents.notRoot("n"))))
        .containsExactly("m1");
    assertThat(broken.lines()).anyMatch(it -> it.contains("a bug: java.lang.StackOverflowError"));
  }

  @Test
  void returnsAtTheDeadlineWhenARecipientHangs() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    TestHandler deaf = TestHandler.sending(alert -> sleepDeaf(never));
    assertThat(
            deaf.failures(
                ExampleEvents.batch(
                    "m1", ExampleEvents.signIn("e1"), "m2", ExampleEvents.notRoot("e2")),
                Duration.ofMillis(300)))
        .containsExactly("m1");
    never.countDown();
  }

  /** A directory that never answers is a hang outside of every channel's own limits. */
  @Test
  void returnsAtTheDeadlineWhenTheDirectoryHangs() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    TestHandler deaf =
        TestHandler.around(
            RootMonitor.builder()
                .accounts(
                    (AccountId id) -> {
                      sleepDeaf(never);
                      return Account.unnamed(id);
                    })
                .build());
    assertThat(
            deaf.failures(
                ExampleEvents.batch("m1", ExampleEvents.signIn("e1")),
                // The clock does not advance, so that a slow machine also starts with the event.
                Deadline.in(Duration.ofMillis(200), InstantSource.fixed(Instant.EPOCH))))
        .containsExactly("m1");
    assertThat(deaf.lines().get(0)).contains("no response in time; it may have arrived");
    never.countDown();
  }

  @Test
  void withoutTimeNothingIsBegun() throws Exception {
    assertThat(
            taking.failures(
                ExampleEvents.batch("m1", ExampleEvents.signIn("e1")), Duration.ofMillis(-700)))
        .containsExactly("m1");
    assertThat(notified).isEmpty();
  }

  @Test
  void deliversABareEvent() throws Exception {
    assertThat(taking.failures(ExampleEvents.signIn("e1"))).isEmpty();
    assertThat(notified).hasSize(1);
  }

  @Test
  void aBareEventThatIsNotDoneFailsTheInvocation() {
    TestHandler busy = TestHandler.sending(HandlerTest::busy);
    assertThatThrownBy(() -> busy.failures(ExampleEvents.signIn("e1")))
        .hasMessage("event: 1 of 1 findings were not processed");
    assertThatThrownBy(() -> taking.failures("{\"Records\":[{\"eventSource\":\"aws:sqs\""))
        .hasMessageContaining("findings were not processed");
    assertThat(notified).hasSize(1);
  }

  private static String record(String eventId) {
    return ExampleEvents.eventWith("ASIAEXAMPLE9")
        .replace("aaaaaaaa-0000-4000-8000-000000000002", eventId)
        .replace("444455556666", ExampleEvents.account(eventId));
  }

  private static void busy(Object alert) throws DeliveryException {
    throw DeliveryException.retryable("busy", null);
  }

  /** As a read on a socket is: an interrupt does not end it. */
  private static void sleepDeaf(CountDownLatch until) {
    boolean over = false;
    while (!over) {
      try {
        until.await();
        over = true;
      } catch (InterruptedException e) {
        over = false;
      }
    }
  }
}
