package io.rootmon.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The function with a line to one webhook, until the configuration can say so. */
public final class WebhookHandler implements RequestStreamHandler {
  private final Handler handler = new Handler(new WebhookWiring(), System.getenv(), System.out);

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    handler.handleRequest(in, out, context);
  }
}
