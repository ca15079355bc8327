package io.dynamicaccounts.simulation;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;

/** The product with a fault in its source, in classes of its own, under a simulation of its own. */
final class FaultyProduct implements LongFunction<String> {

    private static final MethodType SEED_TO_RULE = MethodType.methodType(String.class, long.class);

    private final MethodHandle ruleBrokenBy;

    private FaultyProduct(MethodHandle ruleBrokenBy) {
        this.ruleBrokenBy = ruleBrokenBy;
    }

    static FaultyProduct with(SourceFault fault) {
        Map<String, byte[]> patches = new HashMap<>();
        fault.sources().forEach((name, source) -> patches.putAll(InMemoryCompiler.compile(name, source)));
        var classes = new PatchedClasses(patches);
        try {
            return new FaultyProduct(MethodHandles.publicLookup()
                    .findStatic(classes.loadClass(FaultyRun.class.getName()), "ruleBrokenBy", SEED_TO_RULE));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the simulation of a faulty product", e);
        }
    }

    /** The rule that the script of this seed breaks; empty if it breaks none. */
    @Override
    public String apply(long seed) {
        try {
            return (String) ruleBrokenBy.invokeExact(seed);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable checked) {
            throw new IllegalStateException(checked);
        }
    }
}
