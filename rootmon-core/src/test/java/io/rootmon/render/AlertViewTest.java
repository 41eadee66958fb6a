package io.rootmon.render;

import static org.assertj.core.api.Assertions.assertThat;

import freemarker.template.TemplateModel;
import freemarker.template.TemplateSequenceModel;
import io.rootmon.alert.Heat;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AlertViewTest {
  @Test
  void aPictureIsNotShortenedAsOtherListsAre() throws Exception {
    assertThat(shown(Collections.nCopies(7, new Heat.Day("Mon", "16")))).isEqualTo(7);
    assertThat(shown(Collections.nCopies(7, "a text"))).isEqualTo(2);
  }

  private static int shown(List<?> list) throws Exception {
    TemplateModel model = new AlertView(new Extent(40, 2), false).wrap(list);
    return ((TemplateSequenceModel) Objects.requireNonNull(model)).size();
  }
}
