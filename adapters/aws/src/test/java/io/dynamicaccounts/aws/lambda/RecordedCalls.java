package io.dynamicaccounts.aws.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Within a function under test: writes down which actions it calls on which kind of resource, one of them a line, so
 * that what it is permitted can be compared with what it does. The SDK finds it by itself.
 */
public final class RecordedCalls implements ExecutionInterceptor {

    /** The system property that names the file. */
    static final String FILE = "recorded.calls";

    private final Path file = Path.of(System.getProperty(FILE));
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String service = attributes
                .getAttribute(SdkExecutionAttribute.SERVICE_NAME)
                .replace(" ", "")
                .toLowerCase(Locale.ROOT);
        String call = service + ":" + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME) + " "
                + resource(service, context);
        if (known.add(call)) {
            write(call);
        }
    }

    private static String resource(String service, Context.BeforeExecution context) {
        return switch (service) {
            case "dynamodb" ->
                context.request() instanceof QueryRequest query && query.indexName() != null ? "index" : "table";
            case "kms" -> "key";
            case "secretsmanager" -> "secret";
            case "s3" -> "object";
            default -> "unknown";
        };
    }

    /** Other processes write to it too. */
    private void write(String call) {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                var lock = channel.lock()) {
            if (lock.isValid() && Files.readAllLines(file).stream().noneMatch(call::equals)) {
                channel.write(StandardCharsets.UTF_8.encode(call + "\n"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
