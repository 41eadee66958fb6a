package io.rootmon.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import io.rootmon.lambda.priming.BackgroundInitializer;

/**
 * The main class of the custom runtime: starts the background initializer, and then Lambda's
 * runtime interface client, which creates the handler. The managed runtime starts its client
 * itself.
 */
final class CustomRuntimeMain {
  private CustomRuntimeMain() {}

  public static void main(String[] handler) throws Throwable {
    BackgroundInitializer.ofProcess();
    AWSLambda.main(handler);
  }
}
