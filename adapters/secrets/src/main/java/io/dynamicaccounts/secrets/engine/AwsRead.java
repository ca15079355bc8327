package io.dynamicaccounts.secrets.engine;

import io.dynamicaccounts.functions.definition.SecretEngine.NotResolved;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * One read of a service of AWS: bounded in time, with reasons for operators in the place of the SDK's exceptions, which
 * quote what was asked for.
 */
final class AwsRead {

    /** As many bytes as a definition may have characters. */
    static final int MOST_BYTES = 256 * 1024;

    /** A region becomes a part of a host's name, so nothing else may be in it. */
    private static final Pattern REGION = Pattern.compile("[a-z]{2,8}(-[a-z]{2,16}){1,3}-[0-9]{1,2}");

    private static final Pattern CODE = Pattern.compile("[A-Za-z]{1,64}");

    private AwsRead() {}

    /** A call of the SDK, with the limits of its time. */
    @FunctionalInterface
    interface Call<T> {
        T run(AwsRequestOverrideConfiguration limits) throws NotResolved;
    }

    /** Returns a region that can be in a host's name. */
    static String region(String given) throws NotResolved {
        if (!REGION.matcher(given).matches()) {
            throw new NotResolved("r: must be a region, such as eu-central-1");
        }
        return given;
    }

    /**
     * Makes a call.
     *
     * @param action what the control plane must be permitted
     */
    static <T> T of(String engine, String action, Supplier<Duration> patience, Call<T> call) throws NotResolved {
        Duration left = patience.get();
        if (!left.isPositive()) {
            throw new NotResolved("no time was left to ask " + engine + "; it is tried again");
        }
        try {
            return call.run(AwsRequestOverrideConfiguration.builder()
                    .apiCallTimeout(left)
                    .build());
        } catch (AwsServiceException answered) {
            throw new NotResolved(reason(engine, action, answered));
        } catch (SdkClientException silent) {
            throw new NotResolved(engine + " did not answer; it is tried again");
        }
    }

    private static String reason(String engine, String action, AwsServiceException answered) {
        if (answered.isThrottlingException() || answered.statusCode() >= 500) {
            return engine + " throttles or failed; it is tried again";
        }
        String code =
                answered.awsErrorDetails() == null || answered.awsErrorDetails().errorCode() == null
                        ? ""
                        : answered.awsErrorDetails().errorCode();
        return switch (code) {
            case "ResourceNotFoundException", "NoSuchKey", "NoSuchBucket" ->
                engine + " has no such secret: look at its name and region";
            case "AccessDeniedException", "AccessDenied" ->
                "the control plane may not read it: permit " + action
                        + ", and kms:Decrypt where a key of yours encrypts it";
            default ->
                engine + " refused with status " + answered.statusCode()
                        + (CODE.matcher(code).matches() ? " (" + code + ")" : "");
        };
    }

    /** Returns a secret that was read as text. */
    static String text(byte[] bytes) throws NotResolved {
        if (bytes.length > MOST_BYTES) {
            throw tooLarge();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (OwnSecrets.looksOwn(text)) {
                throw ownSecret();
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new NotResolved("it is not a text in UTF-8");
        }
    }

    static NotResolved tooLarge() {
        return new NotResolved("it is larger than 256 KiB");
    }

    static NotResolved ownSecret() {
        return new NotResolved("it is a secret of the control plane itself, which nobody is given: name another");
    }
}
