package io.rootmon.render;

import static org.assertj.core.api.Assertions.assertThat;

import freemarker.template.TemplateModel;
import freemarker.template.TemplateSequenceModel;
import io.rootmon.alert.ReportContent.HeatMap;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RecordTemplateModelTest {
  @Test
  void doesNotTruncateAChart() throws Exception {
    assertThat(shown(Collections.nCopies(7, new HeatMap.Day("Mon", "16")))).isEqualTo(7);
    assertThat(shown(Collections.nCopies(7, "a string"))).isEqualTo(2);
  }

  private static int shown(List<?> list) throws Exception {
    TemplateModel model = new RecordTemplateModel(new RenderLimits(40, 2), false).wrap(list);
    return ((TemplateSequenceModel) Objects.requireNonNull(model)).size();
  }
}
