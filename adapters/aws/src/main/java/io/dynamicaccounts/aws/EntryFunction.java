package io.dynamicaccounts.aws;

import io.dynamicaccounts.aws.gateway.GatewayJson;
import io.dynamicaccounts.entry.CatalogBeans;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Registers the one function that this environment runs, under its role's name, without a scan and without anything
 * that the role does not need.
 */
public final class EntryFunction implements ApplicationContextInitializer<GenericApplicationContext> {

    @Override
    public void initialize(GenericApplicationContext context) {
        CatalogBeans.register(context);
        LambdaConfiguration configuration = LambdaConfiguration.read(System.getenv());
        JsonFunction function = connected(configuration);
        String name = configuration.role().definition();
        context.registerBean(
                name,
                FunctionRegistration.class,
                () -> new FunctionRegistration<>(function, name).type(JsonFunction.TYPE.getType()));
    }

    private static JsonFunction connected(LambdaConfiguration configuration) {
        return switch (configuration.role()) {
            case OPERATORS, AGENTS -> {
                ApiFunction api = ApiFunction.open(configuration);
                yield new JsonFunction(
                        (event, invocation) -> GatewayJson.of(api.answer(GatewayJson.event(event), invocation)));
            }
            case SCAN -> {
                ScanFunction scan = ScanFunction.open(configuration);
                yield new JsonFunction((event, invocation) -> scan.run(invocation));
            }
            case SWEEP -> {
                SweepFunction sweep = SweepFunction.open(configuration);
                yield new JsonFunction((event, invocation) -> sweep.run(invocation));
            }
        };
    }
}
