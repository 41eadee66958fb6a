package io.rootmon.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.judge.Exclusion.CidrBlock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrBlockTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.255, true",
    "192.0.2.0/24, 192.0.3.0, false",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "192.0.2.0/24, cloudformation.amazonaws.com, false",
    "192.0.2.0/24, 2001:db8::1, false",
    "192.0.2.0/24, ::ffff:192.0.2.1, true",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:DB9::1, false",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "192.0.2.0/24, AWS Internal, false"
  })
  void containsTheAddressesOfTheRange(String block, String address, boolean contains) {
    assertThat(CidrBlock.parse(block).contains(address)).isEqualTo(contains);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1/24",
        "192.0.2.0/33",
        "0.0.0.0/0",
        "::/0",
        "192.0.2",
        "256.0.0.1/32",
        "localhost",
        "2001:db8::/129",
        "192.0.2.0/",
        "/24",
        "2001:db8::1/64"
      })
  void rejectsATextThatIsNoRange(String text) {
    assertThatThrownBy(() -> CidrBlock.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }
}
