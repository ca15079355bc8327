package io.dynamicaccounts.dynamodb;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Connections that lose requests and answers, below the SDK and its repeats. */
final class FaultyConnections implements SdkHttpClient {

    private static final Duration DELAY = Duration.ofMillis(50);

    private static final String NO_CAPACITY =
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ThrottlingException\",\"message\":\"on purpose\"}";

    private final SdkHttpClient connections;
    private final Faults faults;

    FaultyConnections(SdkHttpClient connections, Faults faults) {
        this.connections = connections;
        this.faults = faults;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest sound = connections.prepareRequest(request);
        String target =
                request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return switch (faults.next(target)) {
                    case NONE -> sound.call();
                    case DROPPED_BEFORE -> throw new IOException("dropped before it was sent");
                    case DROPPED_AFTER -> {
                        sound.call().responseBody().ifPresent(AbortableInputStream::abort);
                        throw new IOException("the answer was dropped");
                    }
                    case DELAYED -> {
                        pause();
                        yield sound.call();
                    }
                    case THROTTLED -> throttled();
                };
            }

            @Override
            public void abort() {
                sound.abort();
            }
        };
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(DELAY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static HttpExecuteResponse throttled() {
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder().statusCode(400).build())
                .responseBody(AbortableInputStream.create(
                        new ByteArrayInputStream(NO_CAPACITY.getBytes(StandardCharsets.UTF_8))))
                .build();
    }

    @Override
    public void close() {
        connections.close();
    }
}
