package io.rootmon;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.List;

@AnalyzeClasses(packages = "io.rootmon", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule theLineHasNoWayBack =
      slices()
          .assignedFrom(
              new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                  // An internal package belongs to the public package of its name.
                  String name =
                      type.getPackageName()
                          .replaceFirst("^io\\.rootmon\\.?(internal\\.?)?", "")
                          .replaceFirst("\\..*", "");
                  return name.isEmpty() ? SliceIdentifier.ignore() : SliceIdentifier.of(name);
                }

                @Override
                public String getDescription() {
                  return "the packages of rootmon";
                }
              })
          .should()
          .beFreeOfCycles();

  @ArchTest
  static final ArchRule theValuesNeedNoLibraryButTheJsonParser =
      classes()
          .that()
          .resideInAnyPackage(
              "io.rootmon.account..",
              "io.rootmon..cloudtrail..",
              "io.rootmon.detect..",
              "io.rootmon.judge..",
              "io.rootmon..alert..",
              "io.rootmon.internal.text..",
              "io.rootmon.time..")
          .and()
          .resideOutsideOfPackage("io.rootmon.internal.cloudtrail.s3..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.rootmon..", "java..", "org.jspecify..", "com.fasterxml.jackson.core..");

  @ArchTest
  static final ArchRule onlyRenderKnowsFreeMarker =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.rootmon..render..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("freemarker..");

  @ArchTest
  static final ArchRule onlySlackKnowsSlack =
      only("io.rootmon..channel.slack..", "com.slack..", "okhttp3..", "com.google.gson..");

  @ArchTest
  static final ArchRule onlyItsStoreKnowsDynamoDb =
      only("io.rootmon.internal.state.dynamodb..", "software.amazon.awssdk.services.dynamodb..");

  @ArchTest
  static final ArchRule onlySnsKnowsSns =
      only("io.rootmon..channel.sns..", "software.amazon.awssdk.services.sns..");

  @ArchTest
  static final ArchRule onlySesKnowsSes =
      only("io.rootmon..channel.ses..", "software.amazon.awssdk.services.ses..");

  @ArchTest
  static final ArchRule onlySecretsKnowSecretsManager =
      only("io.rootmon.internal.secret.aws..", "software.amazon.awssdk.services.secretsmanager..");

  @ArchTest
  static final ArchRule onlySecretsAndTemplatesKnowTheParameterStore =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.rootmon.internal.secret.aws..", "io.rootmon.internal.render.aws..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk.services.ssm..");

  @ArchTest
  static final ArchRule onlyCoverageAndNamesKnowOrganizations =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.rootmon.internal.organization..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk.services.organizations..");

  @ArchTest
  static final ArchRule onlyTimersAndDeadLettersKnowSqs =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.rootmon.internal.incident.sqs..", "io.rootmon.internal.coverage..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk.services.sqs..");

  @ArchTest
  static final ArchRule onlyCoverageKnowsCloudFormationAndAccountManagement =
      only(
          "io.rootmon.internal.coverage..",
          "software.amazon.awssdk.services.cloudformation..",
          "software.amazon.awssdk.services.account..");

  @ArchTest
  static final ArchRule onlyObjectsAndTemplatesKnowS3 =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.rootmon.internal.cloudtrail.s3..", "io.rootmon.internal.render.aws..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk.services.s3..");

  @ArchTest
  static final ArchRule onlyPatternsUseTheMatcherOfEventBridge =
      only(
          "io.rootmon.internal.pattern..",
          "software.amazon.event.ruler..",
          "com.fasterxml.jackson.databind..");

  @ArchTest
  static final ArchRule onlyLocationReadsDatabasesOfAddresses =
      only("io.rootmon.internal.location..", "com.maxmind..");

  @ArchTest
  static final ArchRule theLifecycleDoesNotKnowThePipeline =
      noClasses()
          .that()
          .resideInAPackage("io.rootmon.internal.lifecycle..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.rootmon");

  @ArchTest
  static final ArchRule onlyThePipelineUsesTheLifecycle =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.rootmon", "io.rootmon.internal.lifecycle..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.rootmon.internal.lifecycle..");

  @ArchTest
  static final ArchRule onlyTestsUseTheSchemaLibrary =
      noClasses().should().dependOnClassesThat().resideInAPackage("dev.harrel..");

  @ArchTest
  static final ArchRule onlyTheConfigurationKnowsAllChannels =
      noClasses()
          .that()
          .resideInAnyPackage("io.rootmon..channel", "io.rootmon.route..", "io.rootmon.settings..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.rootmon.internal.config..",
              "io.rootmon..channel.sns..",
              "io.rootmon..channel.ses..",
              "io.rootmon..channel.slack..",
              "io.rootmon..channel.webhook..",
              "io.rootmon..channel.pagerduty..",
              "io.rootmon..channel.teams..",
              "io.rootmon..channel.jsm..",
              "io.rootmon..channel.eventbridge..",
              "io.rootmon..channel.securityhub..",
              "io.rootmon..channel.outbox..");

  @ArchTest
  static final ArchRule onlyWhatReachesAwsKnowsItsSdk =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.rootmon.internal.athena..",
              "io.rootmon.aws..",
              "io.rootmon.internal.aws..",
              "io.rootmon.channel.internal.aws..",
              "io.rootmon..channel.sns..",
              "io.rootmon..channel.ses..",
              "io.rootmon.internal.secret.aws..",
              "io.rootmon.internal.coverage..",
              "io.rootmon.internal.organization..",
              "io.rootmon.internal.incident.sqs..",
              "io.rootmon.internal.cloudtrail.s3..",
              "io.rootmon.internal.render.aws..",
              "io.rootmon.internal.state.dynamodb..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk..");

  @ArchTest
  static final ArchRule noChannelKnowsAnotherButTheOutbox =
      slices()
          .matching(
              "io.rootmon..channel.(sns|ses|slack|webhook|pagerduty|teams|jsm|eventbridge|securityhub)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule whatAllChannelsShareNeedsNoSdk =
      classes()
          .that()
          .resideInAnyPackage(
              "io.rootmon..channel",
              "io.rootmon..delivery",
              "io.rootmon..control",
              "io.rootmon.channel.internal",
              "io.rootmon..channel.webhook..",
              "io.rootmon..channel.pagerduty..",
              "io.rootmon..channel.teams..",
              "io.rootmon..channel.jsm..",
              "io.rootmon.secret",
              "io.rootmon..state",
              "io.rootmon.route..",
              "io.rootmon.settings..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.rootmon..",
              "java..",
              "javax.crypto..",
              "javax.net.ssl..",
              "jakarta.mail..",
              "org.jspecify..",
              "com.fasterxml.jackson.core..",
              // Only channel.internal: see onlyMailKnowsMail.
              "jakarta.mail..");

  @ArchTest
  static final ArchRule onlyMailKnowsMail = only("io.rootmon.channel.internal..", "jakarta.mail..");

  @ArchTest
  static final ArchRule noStepBeforeTheChannelsKnowsThem =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.rootmon..cloudtrail..",
              "io.rootmon.detect..",
              "io.rootmon.judge..",
              "io.rootmon..alert..",
              "io.rootmon.internal.coverage..",
              "io.rootmon..render..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.rootmon..channel..", "io.rootmon..delivery..");

  @ArchTest
  static final ArchRule noChannelKnowsItsDispatcher =
      noClasses()
          .that()
          .resideInAnyPackage("io.rootmon..channel..", "io.rootmon..state..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.rootmon..delivery..");

  /** Code in {@code x.internal} serves the packages below {@code x} only. */
  @ArchTest
  static final ArchRule internalPackagesAreUsedByTheirParentOnly =
      classes()
          .that()
          .resideInAPackage("..internal..")
          .should(
              new ArchCondition<>("be used below the parent of their internal package only") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  String name = type.getPackageName();
                  String parent = name.substring(0, name.indexOf(".internal"));
                  for (Dependency use : type.getDirectDependenciesToSelf()) {
                    String user = use.getOriginClass().getPackageName();
                    boolean isBelow = user.equals(parent) || user.startsWith(parent + ".");
                    if (!isBelow) {
                      events.add(SimpleConditionEvent.violated(use, use.getDescription()));
                    }
                  }
                }
              });

  /** A user of the library cannot compile against a signature with an internal type. */
  @ArchTest
  static final ArchRule noPublicSignatureHasAnInternalType =
      classes()
          .that()
          .arePublic()
          .and()
          .resideOutsideOfPackages("..internal..", "io.rootmon.lambda..", "io.rootmon.cli..")
          .should(
              new ArchCondition<>("have no internal type in a public signature") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  for (JavaCodeUnit unit : type.getCodeUnits()) {
                    boolean isPublic = unit.getModifiers().contains(JavaModifier.PUBLIC);
                    List<JavaClass> types = new ArrayList<>(unit.getRawParameterTypes());
                    types.add(unit.getRawReturnType());
                    types.stream()
                        .filter(it -> isPublic && it.getPackageName().contains(".internal"))
                        .filter(it -> it.getPackageName().startsWith("io.rootmon"))
                        .forEach(
                            it ->
                                events.add(
                                    SimpleConditionEvent.violated(
                                        unit, unit.getFullName() + " has " + it.getName())));
                  }
                }
              });

  @ArchTest
  static final ArchRule thePrefilterNeedsTheJdkOnly =
      classes()
          .that()
          .resideInAPackage("io.rootmon.cloudtrail.internal.prefilter..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "org.jspecify..", "io.rootmon.cloudtrail.internal.prefilter..");

  private static ArchRule only(String own, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(own)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries);
  }
}
