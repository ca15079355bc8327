package io.dynamicaccounts.entry;

import io.dynamicaccounts.functions.CatalogFunctions;
import io.dynamicaccounts.functions.FunctionBeans;
import io.dynamicaccounts.functions.Functions;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.context.support.GenericApplicationContext;

/** The smallest Spring context that runs the functions of the control plane, for an entry that no adapter starts. */
public final class FunctionContext implements AutoCloseable {

    private final GenericApplicationContext context = new GenericApplicationContext();

    /** Starts a context with these functions. */
    public FunctionContext(Functions functions) {
        CatalogBeans.register(context);
        new FunctionBeans(() -> functions).initialize(context);
        context.refresh();
    }

    /** Returns the functions of the control plane, run by Spring Cloud Function. */
    public Functions functions() {
        return new CatalogFunctions(context.getBean(FunctionCatalog.class));
    }

    @Override
    public void close() {
        context.close();
    }
}
