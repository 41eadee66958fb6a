package io.rootmon.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of Security Lake name the source as their collector does. */
class OcsfProductTest {
  private static final String RECORD =
      """
      {"class_uid":6003,"metadata":{"uid":"e-1","product":{"name":"%s","vendor_name":"AWS"}},\
      "time_dt":"2026-03-14T02:00:00Z","api":{"operation":"CreateAccessKey",\
      "service":{"name":"iam.amazonaws.com"}},"actor":{"user":{"type":"%s",\
      "uid":"arn:aws:iam::111122223333:root","account":{"uid":"111122223333"}}}}
      """;

  private final CloudTrailReader reader = new CloudTrailReader();

  @ParameterizedTest
  @ValueSource(strings = {"CloudTrail", "AWS CloudTrail", "aws_cloudtrail", "AWS Cloud Trail"})
  void readsARecordOfCloudTrail(String product) throws Exception {
    assertThat(reader.events(RECORD.formatted(product, "Root")))
        .singleElement()
        .satisfies(it -> assertThat(it.identity().isRoot()).isTrue());
  }

  @Test
  void skipsARecordOfAnotherSourceUnlessItIsAboutRoot() {
    List<String> outcomes =
        RecordFormats.outcomes(
            reader.read(RECORD.formatted("VPC", "IAMUser") + RECORD.formatted("Other", "Root")));

    assertThat(outcomes)
        .satisfiesExactly(
            it -> assertThat(it).isEqualTo("- OTHER_OCSF"),
            it ->
                assertThat(it)
                    .startsWith("! input: record 2: metadata.product.name: expected CloudTrail")
                    .contains("'Other'"));
  }
}
