package io.rootmon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void theExampleCompilesAndPrintsWhatIsSaid(@TempDir Path folder) throws Exception {
    String readme = Files.readString(ROOT.resolve("README.md"));
    Path source = Files.writeString(folder.resolve("Example.java"), block(readme, "java"));

    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());

    assertThat(result).isZero();
    String printed = run(folder, ROOT.resolve("examples/root-console-login.json"));
    assertThat(printed).isNotBlank();
    assertThat(readme).contains("prints `" + printed.strip() + "`");
  }

  @Test
  void theRulesAreAsManyAsTheChangelogSays() throws Exception {
    int rules = io.rootmon.judge.rules.StandardRules.policy().rules().size();

    assertThat(Files.readString(ROOT.resolve("CHANGELOG.md"))).contains("by " + rules + " rules");
  }

  private static String block(String markdown, String language) {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(markdown);
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  private static String run(Path classes, Path event) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()});
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(out);
      loader
          .loadClass("Example")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {event.toString()});
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
