package io.dynamicaccounts.http.json;

/**
 * Where something is: a JSON pointer into the body (RFC 6901), {@code ?name} for a parameter of the query, or {@code {name}} for a
 * variable of the path.
 */
public record Pointer(String text) {

    public static final Pointer ROOT = new Pointer("");

    /** A member's name comes from the caller and may be as long as the body: this much of it is enough to find it by. */
    private static final int LONGEST_STEP = 80;

    private static final int LONGEST = 400;

    public static Pointer ofParameter(String name) {
        return new Pointer("?" + cut(name));
    }

    public static Pointer ofPath(String variable) {
        return new Pointer("{" + variable + "}");
    }

    public Pointer field(String name) {
        return new Pointer(text + "/" + cut(name).replace("~", "~0").replace("/", "~1"));
    }

    public Pointer item(int index) {
        return new Pointer(text + "/" + index);
    }

    /** What a pointer, made elsewhere and relative to this place, points at. */
    public Pointer below(String pointer) {
        return new Pointer(text + (pointer.length() <= LONGEST ? pointer : pointer.substring(0, LONGEST) + "…"));
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_STEP ? name : name.substring(0, LONGEST_STEP) + "…";
    }

    @Override
    public String toString() {
        return text;
    }
}
