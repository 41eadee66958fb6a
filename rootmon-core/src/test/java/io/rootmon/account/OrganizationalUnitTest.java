package io.rootmon.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationalUnitTest {
  @ParameterizedTest
  @CsvSource({
    "Root, Root, true",
    "Root, Root/Workloads/Prod, true",
    "Root/Workloads, Root/Workloads/Prod, true",
    "Root/Workloads/Prod, Root/Workloads, false",
    "Root/Work, Root/Workloads, false",
    "root, Root, false"
  })
  void containsItselfAndWhatLiesBelow(String unit, String other, boolean contains) {
    assertThat(new OrganizationalUnit(unit).contains(new OrganizationalUnit(other)))
        .isEqualTo(contains);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "/", "Root/", "/Root", "Root//Prod", "Root/ /Prod"})
  void hasNoNamelessLevel(String path) {
    assertThatThrownBy(() -> new OrganizationalUnit(path))
        .hasMessageStartingWith("organizational unit: must be names separated by slashes but is");
  }

  @Test
  void aSlashInANameAddsNoLevel() {
    assertThat(OrganizationalUnit.of(List.of("Root", "a/b", "\n", "x\ny")))
        .isEqualTo(new OrganizationalUnit("Root/a-b/-/x y"));
  }
}
