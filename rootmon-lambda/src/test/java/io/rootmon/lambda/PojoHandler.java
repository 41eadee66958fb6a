package io.rootmon.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

/** The same as {@link Handler}, but for the JSON: that is read and written by the runtime. */
public final class PojoHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final Handler handler = new Handler();

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    return handler.handle(batch, Invocation.of(context));
  }
}
