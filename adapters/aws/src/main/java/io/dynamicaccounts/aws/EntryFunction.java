package io.dynamicaccounts.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;
import java.util.function.Function;
import org.springframework.cloud.function.adapter.aws.AWSLambdaUtils;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;

/**
 * Registers the one function that this environment runs, under its role's name, without a scan and without anything
 * that the role does not need.
 */
public final class EntryFunction implements ApplicationContextInitializer<GenericApplicationContext> {

    @Override
    public void initialize(GenericApplicationContext context) {
        LambdaConfiguration configuration = LambdaConfiguration.read(System.getenv());
        switch (configuration.role()) {
            case OPERATORS, AGENTS -> {
                ApiFunction api = ApiFunction.open(configuration);
                EntryFunction.<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>register(
                        context,
                        configuration.role(),
                        message -> api.answer(message.getPayload(), invocation(message)),
                        ResolvableType.forClass(APIGatewayV2HTTPEvent.class),
                        ResolvableType.forClass(APIGatewayV2HTTPResponse.class));
            }
            case SWEEP -> {
                SweepFunction sweep = SweepFunction.open(configuration);
                EntryFunction.<Map<String, Object>, Map<String, Object>>register(
                        context,
                        configuration.role(),
                        message -> sweep.run(invocation(message)),
                        ResolvableType.forClassWithGenerics(Map.class, String.class, Object.class),
                        ResolvableType.forClassWithGenerics(Map.class, String.class, Object.class));
            }
        }
    }

    private static <I, O> void register(
            GenericApplicationContext context,
            Role role,
            Function<Message<I>, O> function,
            ResolvableType input,
            ResolvableType output) {
        var type = ResolvableType.forClassWithGenerics(
                Function.class, ResolvableType.forClassWithGenerics(Message.class, input), output);
        context.registerBean(
                role.definition(),
                FunctionRegistration.class,
                () -> new FunctionRegistration<>(function, role.definition()).type(type.getType()));
    }

    private static Context invocation(Message<?> message) {
        Context context = message.getHeaders().get(AWSLambdaUtils.AWS_CONTEXT, Context.class);
        if (context == null) {
            throw new IllegalStateException("Lambda gave no context");
        }
        return context;
    }
}
