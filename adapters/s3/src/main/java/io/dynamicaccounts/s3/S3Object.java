package io.dynamicaccounts.s3;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The name of an object: its bucket and its key. */
public record S3Object(String bucket, String key) {

    /** Returns the key as the path of a URL, without the first stroke. */
    String path() {
        return Arrays.stream(key.split("/", -1)).map(S3Object::encoded).collect(Collectors.joining("/"));
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
