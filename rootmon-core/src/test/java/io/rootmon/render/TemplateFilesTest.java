package io.rootmon.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateFilesTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void readsTheTemplatesAndIgnoresOtherFiles() throws Exception {
    write("ses/body.html.ftl", "<p>mine</p>");
    write("README.md", "what these are");
    write(".git/config.ftl", "hidden");

    assertThat(TemplateFiles.read(folder).texts())
        .isEqualTo(Map.of("ses/body.html.ftl", "<p>mine</p>"));
  }

  @Test
  void rejectsATemplateThatIsTooLong() throws Exception {
    write("ses/body.html.ftl", "x".repeat(TemplateFiles.MAX_FILE_BYTES + 1));

    assertThatThrownBy(() -> TemplateFiles.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessage("template ses/body.html.ftl: must have at most 131072 bytes but has 131073");
  }

  @Test
  void rejectsTooManyTemplates() throws Exception {
    for (int i = 0; i <= TemplateFiles.MAX_FILES; i++) {
      write("shared/part" + i + ".txt.ftl", "x");
    }

    assertThatThrownBy(() -> TemplateFiles.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessage("there are more than 100 templates");
  }

  @Test
  void rejectsATemplateThatIsNotUtf8() throws Exception {
    Files.write(folder.resolve("body.txt.ftl"), new byte[] {(byte) 0xfc});

    assertThatThrownBy(() -> TemplateFiles.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessage("template body.txt.ftl: must be UTF-8 text");
  }

  @Test
  void rejectsALinkOutOfTheFolder(@TempDir Path other) throws Exception {
    Path secret = Files.writeString(other.resolve("secret"), "hush");
    Files.createSymbolicLink(folder.resolve("body.txt.ftl"), secret);

    assertThatThrownBy(() -> TemplateFiles.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessage("template body.txt.ftl: is a link out of the folder. Copy the file");
  }

  @Test
  void rejectsAMissingFolder() {
    assertThatThrownBy(() -> TemplateFiles.read(folder.resolve("missing")))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no such folder");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
