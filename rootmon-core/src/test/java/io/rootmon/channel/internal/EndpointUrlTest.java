package io.rootmon.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rootmon.channel.DeliveryException;
import io.rootmon.secret.Secret;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointUrlTest {
  private static final String EXPECTED = "api: must be an https address with a host but is ";

  @ParameterizedTest
  @ValueSource(
      strings = {"https://slack.example/api/", "http://127.0.0.1:8080/", "http://localhost/"})
  void acceptsHttpsAndLoopback(String address) {
    assertThat(EndpointUrl.parse("api", address)).isEqualTo(URI.create(address));
  }

  @Test
  void quotesAnotherSetting() {
    assertThatThrownBy(() -> EndpointUrl.parse("api", "http://slack.example/"))
        .hasMessage(EXPECTED + "http://slack.example/");
    assertThatThrownBy(() -> EndpointUrl.parse("api", "not an address"))
        .hasMessage(EXPECTED + "not an address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://alice:hush@slack.example/api/",
        "https://alice:hu/sh@slack.example/api/",
        "https://alice:hush @slack.example/api/",
        "https://alice:hu@sh@slack.example/api/"
      })
  void neverQuotesAPassword(String address) {
    Throwable e = catchThrowable(() -> EndpointUrl.parse("api", address));

    assertThat(e).hasMessage(EXPECTED + "***@slack.example/api/").hasNoCause();
  }

  @Test
  void quotesNothingOfAnAddressThatIsASecret() {
    for (String address : new String[] {"http://slack.example/hush", "hush%"}) {
      Throwable e = catchThrowable(() -> EndpointUrl.of(new Secret(address)));

      assertThat(e).isInstanceOf(DeliveryException.class).hasNoCause();
      assertThat(e.getMessage()).doesNotContain("hush");
    }
  }
}
