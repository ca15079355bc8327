package io.dynamicaccounts.aws.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Within a function under test: writes down the class whose {@code handleRequest} is on the stack while a service is
 * called, one of them a line. The SDK finds it by itself.
 */
public final class RecordedHandlers implements ExecutionInterceptor {

    /** The system property that names the file. */
    static final String FILE = "recorded.handlers";

    private final Path file = Path.of(System.getProperty(FILE));
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        StackWalker.getInstance().forEach(frame -> {
            if (frame.getMethodName().equals("handleRequest") && known.add(frame.getClassName())) {
                write(frame.getClassName());
            }
        });
    }

    private void write(String handler) {
        try {
            Files.writeString(file, handler + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
