package io.dynamicaccounts.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.dynamicaccounts.aws.gateway.GatewayJson;
import io.dynamicaccounts.entry.FunctionContext;
import io.dynamicaccounts.http.json.JsonBytes;
import io.dynamicaccounts.http.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Function;
import org.springframework.cloud.function.adapter.aws.AWSLambdaUtils;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/**
 * The handler of all three functions. It reads the event, runs the one function in Spring Cloud Function's catalog,
 * and writes the function's result. An environment that cannot be used ends the init with a message that says what
 * to set.
 *
 * <p>This handler replaces Spring Cloud Function's own handler, under which the same function runs too, because of
 * that handler's treatment of an event: it logs the whole event with tokens and secrets, turns a caller's headers
 * into headers of the message, and runs whatever function these headers name where the environment names none.
 */
public final class Lambda implements RequestStreamHandler {

    private final Role role;
    private final Function<Message<?>, ?> function;

    /**
     * Builds the function, which connects it to its services.
     *
     * @throws io.dynamicaccounts.configuration.Misconfigured when the environment cannot be used
     */
    public Lambda() {
        this.role = Role.in(System.getenv());
        this.function = new FunctionContext(new EntryFunction()).function(role.definition());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Message<?> message = MessageBuilder.withPayload(event(in.readAllBytes()))
                .setHeader(AWSLambdaUtils.AWS_CONTEXT, context)
                .build();
        out.write(JsonBytes.of(json(function.apply(message))));
    }

    private Object event(byte[] bytes) {
        if (!(JsonText.read(bytes) instanceof JsonText.Result.Value(Map<?, ?> json))) {
            throw new IllegalArgumentException("the event is no JSON object");
        }
        return switch (role) {
            case OPERATORS, AGENTS -> GatewayJson.event(json);
            case SWEEP -> json;
        };
    }

    private static Object json(Object result) {
        return result instanceof APIGatewayV2HTTPResponse response ? GatewayJson.of(response) : result;
    }
}
