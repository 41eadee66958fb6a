package io.rootmon;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The public API: the public types outside of internal packages. */
class PublicApiTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import io\\.rootmon[\\w.]*\\.internal[\\w.]*\\.(\\w+);");
  private static final Pattern LINK = Pattern.compile("\\{@link[\\s*]+(\\w+)");

  @Test
  void everyPublicMemberHasADescription() throws IOException {
    List<Path> files = files();
    assertThat(files).hasSizeGreaterThan(100);
    assertThat(undescribed(files)).isEmpty();
  }

  @Test
  void noDescriptionLinksToAnInternalType() throws IOException {
    for (Path file : files()) {
      String source = Files.readString(file);
      List<String> internal = IMPORT.matcher(source).results().map(it -> it.group(1)).toList();
      assertThat(LINK.matcher(source).results().map(it -> it.group(1)))
          .as(file.toString())
          .doesNotContainAnyElementsOf(internal.isEmpty() ? List.of("-") : internal);
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(SOURCES)) {
      return all.filter(it -> it.toString().endsWith(".java"))
          .filter(it -> !SOURCES.relativize(it).toString().contains("internal"))
          .toList();
    }
  }

  private static List<String> undescribed(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> missing = new ArrayList<>();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, List.of(), null, manager.getJavaFileObjectsFromPaths(files));
      DocTrees comments = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        for (Tree type : unit.getTypeDecls()) {
          if (type instanceof ClassTree top && isPublic(top.getModifiers())) {
            check(comments, new TreePath(new TreePath(unit), top), missing);
          }
        }
      }
    }
    return missing;
  }

  private static void check(DocTrees comments, TreePath path, List<String> missing) {
    ClassTree type = (ClassTree) path.getLeaf();
    String name = path.getCompilationUnit().getPackageName() + "." + type.getSimpleName();
    if (comments.getDocComment(path) == null) {
      missing.add(name);
    }
    for (Tree member : type.getMembers()) {
      TreePath inner = new TreePath(path, member);
      if (member instanceof ClassTree nested && isVisible(type, nested.getModifiers())) {
        check(comments, inner, missing);
      } else if (needsComment(type, member) && comments.getDocComment(inner) == null) {
        missing.add(name + ": " + member.toString().strip().lines().findFirst().orElse(""));
      }
    }
  }

  private static boolean needsComment(ClassTree type, Tree member) {
    if (member instanceof VariableTree field) {
      return isVisible(type, field.getModifiers());
    } else if (member instanceof MethodTree method) {
      boolean overrides =
          method.getModifiers().getAnnotations().stream()
              .anyMatch(it -> it.getAnnotationType().toString().equals("Override"));
      // A compact constructor has the description of its record.
      boolean isCompact =
          type.getKind() == Tree.Kind.RECORD && method.getName().contentEquals("<init>");
      return isVisible(type, method.getModifiers()) && !overrides && !isCompact;
    }
    return false;
  }

  private static boolean isVisible(ClassTree owner, ModifiersTree modifiers) {
    return owner.getKind() == Tree.Kind.INTERFACE
        ? !modifiers.getFlags().contains(Modifier.PRIVATE)
        : isPublic(modifiers);
  }

  private static boolean isPublic(ModifiersTree modifiers) {
    return modifiers.getFlags().contains(Modifier.PUBLIC);
  }
}
