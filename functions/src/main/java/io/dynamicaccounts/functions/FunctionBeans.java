package io.dynamicaccounts.functions;

import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ResolvableType;

/**
 * Registers every function as a bean of Spring Cloud Function, under the name an operator would use and with its
 * types, without a scan or an annotation. Only this class and {@link CatalogFunctions} depend on Spring.
 */
public final class FunctionBeans implements ApplicationContextInitializer<GenericApplicationContext> {

    private final Supplier<? extends Functions> functions;

    /**
     * Registers these functions. The supplier is called when the context first needs a function, so the functions
     * may come from a bean of the context.
     */
    public FunctionBeans(Supplier<? extends Functions> functions) {
        this.functions = functions;
    }

    @Override
    public void initialize(GenericApplicationContext context) {
        FunctionName.ALL.forEach(name -> register(context, name));
    }

    private <I, O> void register(GenericApplicationContext context, FunctionName<I, O> name) {
        context.registerBean(
                name.value(),
                FunctionRegistration.class,
                () -> new FunctionRegistration<Function<I, O>>(functions.get().get(name), name.value())
                        .type(ResolvableType.forClassWithGenerics(Function.class, name.input(), name.output())
                                .getType()));
    }
}
