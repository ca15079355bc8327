package io.dynamicaccounts.s3;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/** A request for an object, signed with version 4 of AWS's signature. */
final class SignedRequest {

    /** Headers that the client sends by itself. */
    private static final Set<String> OF_THE_CLIENT = Set.of("host", "content-length");

    private SignedRequest() {}

    /**
     * Returns a request for an object, unless the object still has this tag.
     *
     * @param timeout how long the request may take
     */
    static HttpRequest get(
            URI url, String region, AwsCredentials credentials, Optional<String> tag, Duration timeout, Instant now) {
        SdkHttpRequest.Builder plain =
                SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(url);
        tag.ifPresent(known -> plain.putHeader("If-None-Match", known));
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials)
                        .request(plain.build())
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        // S3 takes the path as it is sent.
                        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock(now)))
                .request();
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(timeout);
        signed.forEachHeader((name, values) -> {
            if (!OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
