package io.rootmon.lambda.moto;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.channel.FakeHttpServer;
import io.rootmon.channel.FakeHttpServer.Answer;
import io.rootmon.internal.organization.AwsAccounts;
import io.rootmon.lambda.ZipWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Names, units and owners of an organization of moto's, as the zip tells them. */
@Tag("iac")
@Timeout(240)
class MotoNamesIT {
  private static final String ALL_DONE = "{\"batchItemFailures\":[]}";
  private static final String SERVICE = "organizations";
  private static final String TARGET = "AWSOrganizationsV20161128.";
  private static final Path PERMISSIONS = Path.of("..", "iac", "permissions.json");

  private final MotoServer moto = MotoServer.shared();
  private final Path folder;

  MotoNamesIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void anAlertNamesTheAccountItsUnitAndItsOwner() throws Exception {
    try (FakeHttpServer farEnd =
        FakeHttpServer.answering(
            new Answer(200, "{\"ok\":true,\"ts\":\"1.2\",\"channel\":\"C0\"}"))) {
      MotoAccount account =
          MotoAccount.withFarEnd(
              moto, farEnd.address(), ",\"organization\":{\"ownerTag\":\"team\"}");
      String payments = payments();
      moto.record();
      try (ZipWorker worker = ZipWorker.start(folder, account.environment())) {
        // The first question may take longer than an alert waits, and goes on with what follows.
        worker.take("m1", MotoEvents.signIn("sign-in").replace("444455556666", payments));
        for (int i = 0; i < 5; i++) {
          worker.take("s" + i, MotoEvents.byService("s" + i).replace("444455556666", payments));
        }
        account.notifications();
        assertThat(
                worker.take(
                    "m2",
                    MotoEvents.assumeRoot("assume", "ASIAIOSFODNN7EXAMPLE")
                        .replace("444455556666", payments)))
            .isEqualTo(ALL_DONE);
      }
      assertThat(account.notifications())
          .singleElement()
          .satisfies(
              it ->
                  assertThat(it.getOrDefault("/Message", ""))
                      .contains(
                          "payments-prod (" + payments + ")",
                          "payments team",
                          "Root/Workloads/Prod")
                      .doesNotContain("root-of-payments"));
      assertThatTheRoleIsGrantedWhatWasAsked();
    }
  }

  private void assertThatTheRoleIsGrantedWhatWasAsked() throws Exception {
    Set<String> called = new TreeSet<>();
    for (RecordedCall call : moto.recorded()) {
      if (call.accessKey().equals(MotoAccount.FUNCTION_KEY)) {
        called.addAll(call.actions());
      }
    }
    Map<String, String> permissions = JsonScalars.of(Files.readString(PERMISSIONS));
    permissions.keySet().removeIf(it -> !it.startsWith("/organization/"));
    assertThat(called)
        .filteredOn(it -> it.startsWith("organizations:"))
        .containsExactlyInAnyOrderElementsOf(permissions.values());
    assertThat(permissions.values()).containsExactlyInAnyOrderElementsOf(AwsAccounts.ACTIONS);
  }

  /** The number of an account in {@code Root/Workloads/Prod}. */
  private String payments() throws IOException, InterruptedException {
    MotoCoverageIT.createOrganization(moto);
    String root = field("ListRoots", "{}", "/Roots/0/Id");
    String parent = root;
    for (String unit : List.of("Workloads", "Prod")) {
      String request = "{\"ParentId\":\"" + parent + "\",\"Name\":\"" + unit + "\"}";
      parent = field("CreateOrganizationalUnit", request, "/OrganizationalUnit/Id");
    }
    String account =
        field(
            "CreateAccount",
            """
            {"AccountName":"payments-prod","Email":"root-of-payments@example.com",
             "Tags":[{"Key":"team","Value":"payments team"}]}
            """,
            "/CreateAccountStatus/AccountId");
    moto.call(
        SERVICE,
        TARGET + "MoveAccount",
        "{\"AccountId\":\"%s\",\"SourceParentId\":\"%s\",\"DestinationParentId\":\"%s\"}"
            .formatted(account, root, parent));
    return account;
  }

  private String field(String action, String request, String pointer)
      throws IOException, InterruptedException {
    return JsonScalars.of(moto.call(SERVICE, TARGET + action, request))
        .getOrDefault(pointer, "none");
  }
}
