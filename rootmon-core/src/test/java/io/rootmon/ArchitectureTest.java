package io.rootmon;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.rootmon", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule theLineHasNoWayBack =
      slices().matching("io.rootmon.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theValuesNeedNoLibraryButTheJsonParser =
      classes()
          .that()
          .resideInAnyPackage(
              "io.rootmon.account..",
              "io.rootmon.cloudtrail..",
              "io.rootmon.detect..",
              "io.rootmon.judge..",
              "io.rootmon.alert..",
              "io.rootmon.text..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.rootmon..", "java..", "org.jspecify..", "com.fasterxml.jackson.core..");

  @ArchTest
  static final ArchRule onlyRenderKnowsFreeMarker =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.rootmon.render..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("freemarker..");

  @ArchTest
  static final ArchRule onlySlackKnowsSlack =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.rootmon.channel.slack..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.slack..");

  @ArchTest
  static final ArchRule onlyMailKnowsMail =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.rootmon.channel.mail..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.mail..");

  @ArchTest
  static final ArchRule noStepBeforeTheChannelsKnowsThem =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.rootmon.cloudtrail..",
              "io.rootmon.detect..",
              "io.rootmon.judge..",
              "io.rootmon.alert..",
              "io.rootmon.render..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.rootmon.channel..");
}
