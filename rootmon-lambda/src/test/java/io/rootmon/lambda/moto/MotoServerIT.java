package io.rootmon.lambda.moto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("iac")
@Timeout(60)
class MotoServerIT {
  @Test
  void aMissingProgramFailsWithItsInstallCommand() {
    assertThatThrownBy(() -> MotoServer.start("/no-such-folder"))
        .isInstanceOf(AssertionError.class)
        .hasMessage("expected moto_server but there is none; pip install 'moto[server]'");
  }

  @Test
  void closesItsPort() throws Exception {
    MotoServer moto = MotoServer.start(System.getenv("PATH"));
    moto.reset();

    moto.close();

    assertThatThrownBy(moto::reset).isInstanceOf(ConnectException.class);
  }

  @Test
  void recordsTheResultAfterwards() throws Exception {
    try (MotoServer moto = MotoServer.start(System.getenv("PATH"))) {
      moto.call("sqs", "AmazonSQS.CreateQueue", "{\"QueueName\":\"before\"}");
      moto.record();
      moto.call("sqs", "AmazonSQS.ListQueues", "{}");

      assertThat(moto.recorded())
          .flatExtracting(RecordedCall::actions)
          .containsExactly("sqs:ListQueues");
    }
  }
}
