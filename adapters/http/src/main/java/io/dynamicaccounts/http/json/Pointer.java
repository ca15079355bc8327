package io.dynamicaccounts.http.json;

/**
 * A place in a request: a JSON pointer into the body (RFC 6901), {@code ?name} for a parameter of the query, or
 * {@code {name}} for a variable of the path.
 */
public record Pointer(String text) {

    public static final Pointer ROOT = new Pointer("");

    /**
     * The name of a member comes from the caller and may be as long as the body: this much of the name is enough to
     * find the member.
     */
    private static final int LONGEST_STEP = 80;

    private static final int LONGEST = 400;

    /** Returns the place of a parameter of the query. */
    public static Pointer ofParameter(String name) {
        return new Pointer("?" + cut(name));
    }

    /** Returns the place of a variable of the path. */
    public static Pointer ofPath(String variable) {
        return new Pointer("{" + variable + "}");
    }

    /** Returns the place of a member of the object at this place. */
    public Pointer field(String name) {
        return new Pointer(text + "/" + cut(name).replace("~", "~0").replace("/", "~1"));
    }

    /** Returns the place of an item of the list at this place. */
    public Pointer item(int index) {
        return new Pointer(text + "/" + index);
    }

    /** Returns the place that a pointer, relative to this place, points at. */
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
