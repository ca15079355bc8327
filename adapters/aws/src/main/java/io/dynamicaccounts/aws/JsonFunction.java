package io.dynamicaccounts.aws;

import com.amazonaws.services.lambda.runtime.Context;
import io.dynamicaccounts.http.json.JsonBytes;
import io.dynamicaccounts.http.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.cloud.function.adapter.aws.AWSLambdaUtils;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/** A function as the adapter calls it: reads the event from the stream, and returns the result's bytes. */
final class JsonFunction implements Function<Message<InputStream>, Message<byte[]>> {

    /** By its parameter the adapter knows that the function reads the stream itself. */
    static final ResolvableType TYPE =
            ResolvableType.forClass(JsonFunction.class).as(Function.class);

    private final BiFunction<Map<?, ?>, Context, Map<String, ?>> function;

    /**
     * Creates the function.
     *
     * @param function receives the event, which is a JSON object, and returns the JSON object to answer with
     */
    JsonFunction(BiFunction<Map<?, ?>, Context, Map<String, ?>> function) {
        this.function = function;
    }

    @Override
    public Message<byte[]> apply(Message<InputStream> message) {
        Map<String, ?> result = function.apply(event(message.getPayload()), invocation(message));
        return MessageBuilder.withPayload(JsonBytes.of(result)).build();
    }

    private static Map<?, ?> event(InputStream stream) {
        try {
            if (JsonText.read(stream.readAllBytes()) instanceof JsonText.Result.Value(Map<?, ?> json)) {
                return json;
            }
            throw new IllegalArgumentException("the event is no JSON object");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Context invocation(Message<?> message) {
        Context context = message.getHeaders().get(AWSLambdaUtils.AWS_CONTEXT, Context.class);
        if (context == null) {
            throw new IllegalStateException("Lambda gave no context");
        }
        return context;
    }
}
