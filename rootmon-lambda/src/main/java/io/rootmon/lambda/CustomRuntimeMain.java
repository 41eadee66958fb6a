package io.rootmon.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import io.rootmon.lambda.priming.BackgroundInitializer;

/**
 * What the custom runtime's bootstrap starts: the head start, and then Lambda's runtime interface
 * client, which makes the handler. The managed runtime starts its client itself.
 */
final class CustomRuntimeMain {
  private CustomRuntimeMain() {}

  public static void main(String[] handler) throws Throwable {
    BackgroundInitializer.ofProcess();
    AWSLambda.main(handler);
  }
}
