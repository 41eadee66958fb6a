package io.rootmon.internal.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.incident.IncidentEvent;
import io.rootmon.incident.TakeoverScenario;
import io.rootmon.judge.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class AlertJsonTest {
  private static final Account ACCOUNT = Account.unnamed(new AccountId("111122223333"));
  private static final AlertFactory ALERTS = new AlertFactory(Account::unnamed);

  @Test
  void anAlertHasTheSameTextsAfterItWasStored() {
    for (String record : TakeoverScenario.of("111122223333").subList(0, 40)) {
      Alert alert = ALERTS.about(TakeoverScenario.judged(record));

      Alert read = AlertJson.read(AlertJson.write(alert).orElseThrow(), ACCOUNT);

      assertThat(read).usingRecursiveComparison().ignoringFields("finding").isEqualTo(alert);
      Finding expected = alert.finding().orElseThrow();
      Finding stored = read.finding().orElseThrow();
      assertThat(stored.ruleId()).isEqualTo(expected.ruleId());
      assertThat(stored.technique()).isEqualTo(expected.technique());
      assertThat(stored.page()).isEqualTo(expected.page());
      assertThat(stored.rootTask()).isEqualTo(expected.rootTask());
      assertThat(stored.severity()).isEqualTo(expected.severity());
      assertThat(stored.activity().mfa()).isEqualTo(expected.activity().mfa());
      assertThat(stored.activity().outcome()).isEqualTo(expected.activity().outcome());
      assertThat(read.eventKey()).isEqualTo(alert.eventKey());
      assertThat(read.rawEvent()).isEmpty();
    }
  }

  @Test
  void omitsTheFieldsOfAnEventThatWouldExceedTheLimit() {
    Alert alert = withFields(200, "v".repeat(200));

    String stored = AlertJson.write(alert).orElseThrow();

    assertThat(stored.length()).isLessThanOrEqualTo(IncidentEvent.MAX_ALERT_LENGTH);
    assertThat(AlertJson.read(stored, ACCOUNT).keyFields()).isEmpty();
    assertThat(AlertJson.read(stored, ACCOUNT).facts()).isEqualTo(alert.facts());
    assertThat(
            AlertJson.read(AlertJson.write(withFields(2, "v")).orElseThrow(), ACCOUNT).keyFields())
        .hasSize(2);
  }

  @Test
  void storesNothingThatIsTooLongWithoutTheFields() {
    Alert alert = withFields(1, "v");
    Alert endless =
        alert.toBuilder().footer(List.of("f".repeat(IncidentEvent.MAX_ALERT_LENGTH))).build();

    assertThat(AlertJson.write(endless)).isEmpty();
  }

  @Test
  void storesNoAlertWithoutAFinding() {
    Alert alert = withFields(1, "v");

    assertThat(AlertJson.write(withoutFinding(alert))).isEmpty();
  }

  @Test
  void anInvalidStoredAlertNamesTheField() {
    String stored = AlertJson.write(withFields(1, "v")).orElseThrow();

    Assertions.assertThatThrownBy(
            () -> AlertJson.read(stored.replace("\"advice\":[", "\"advise\":["), ACCOUNT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("advice: expected a list in the stored alert but was another value");
  }

  private static Alert withFields(int count, String value) {
    Alert alert = ALERTS.about(TakeoverScenario.judged(TakeoverScenario.of("111122223333").get(9)));
    List<Fact> fields =
        IntStream.range(0, count).mapToObj(it -> new Fact("field" + it, value)).toList();
    return new Alert(
        alert.id(),
        alert.time(),
        alert.severity(),
        alert.headline(),
        alert.account(),
        alert.finding(),
        alert.facts(),
        alert.reasons(),
        alert.advice(),
        alert.links(),
        fields,
        List.of());
  }

  private static Alert withoutFinding(Alert alert) {
    return new Alert(
        alert.id(),
        alert.time(),
        alert.severity(),
        alert.headline(),
        alert.account(),
        Optional.empty(),
        alert.facts(),
        alert.reasons(),
        alert.advice(),
        alert.links(),
        alert.keyFields(),
        List.of());
  }
}
