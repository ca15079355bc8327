package io.dynamicaccounts.http.contract;

import io.dynamicaccounts.http.Headers;
import io.dynamicaccounts.http.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A reply as a caller sees it. */
public record Reply(int status, Headers headers, byte[] body) {

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public String header(String name) {
        return headers.first(name).orElse("");
    }

    /** The body's JSON; fails where it is none. */
    public Object json() {
        if (JsonText.read(body) instanceof JsonText.Result.Value(var value) && value != null) {
            return value;
        }
        throw new AssertionError("no JSON: " + this);
    }

    @SuppressWarnings("unchecked")
    public Map<String, Object> object() {
        return (Map<String, Object>) json();
    }

    @SuppressWarnings("unchecked")
    public List<Object> list() {
        return (List<Object>) json();
    }

    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> objects() {
        return (List<Map<String, Object>>) json();
    }

    /** The objects in a member of the body. */
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> objectsOf(String member) {
        return (List<Map<String, Object>>) object().get(member);
    }

    /** The last part of a problem's type; empty where the body is no problem. */
    public String problem() {
        if (body.length == 0 || !header("Content-Type").startsWith("application/problem+json")) {
            return "";
        }
        return String.valueOf(object().get("type")).replace("urn:dynamic-accounts:problem:", "");
    }

    /** Where a problem's errors are. */
    @SuppressWarnings("unchecked")
    public List<String> pointers() {
        if (problem().isEmpty()) {
            return List.of();
        }
        var errors = (List<Map<String, Object>>) object().getOrDefault("errors", List.of());
        return errors.stream()
                .map(error -> String.valueOf(error.get("pointer")))
                .toList();
    }

    @Override
    public String toString() {
        return status + " " + headers.asMap() + " " + text();
    }
}
