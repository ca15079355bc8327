package io.dynamicaccounts.s3;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * How S3 is reached.
 *
 * @param region the region of the bucket
 * @param endpoint what speaks S3's protocol in its place; empty for S3
 * @param credentials who asks
 * @param request how long one request may take
 * @param most how long a request that begins now may take at most, whatever {@code request} says
 * @param refresh how long what was read is taken for the present object
 * @param clock tells when that time is over, and signs
 */
public record S3Connection(
        String region,
        Optional<URI> endpoint,
        AwsCredentialsProvider credentials,
        Duration request,
        Supplier<Duration> most,
        Duration refresh,
        InstantSource clock) {

    /** Returns who asks, as AWS's tools find it: the environment, a profile, or the machine's role. */
    public static AwsCredentialsProvider defaultCredentials() {
        return DefaultCredentialsProvider.builder().build();
    }

    /** Returns the region that the environment or a profile names; empty where none does. */
    public static Optional<String> defaultRegion() {
        try {
            return Optional.of(new DefaultAwsRegionProviderChain().getRegion().id());
        } catch (SdkClientException none) {
            return Optional.empty();
        }
    }

    /** Returns how long a request that begins now may take. */
    Duration patience() {
        Duration left = most.get();
        return left.compareTo(request) < 0 ? left : request;
    }
}
