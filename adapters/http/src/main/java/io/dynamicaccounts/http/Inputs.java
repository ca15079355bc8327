package io.dynamicaccounts.http;

import io.dynamicaccounts.http.endpoint.Input;
import io.dynamicaccounts.http.json.Flaws;
import io.dynamicaccounts.http.json.JsonText;
import io.dynamicaccounts.http.json.Pointer;
import io.dynamicaccounts.http.json.QueryShape;
import io.dynamicaccounts.http.json.Shape;
import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the query or the body of a request as the endpoint's input. */
final class Inputs {

    private static final Problem EMPTY = Problem.of(ProblemKind.NOT_JSON, "the body is empty, and JSON is expected");

    private Inputs() {}

    /** The result of reading. */
    sealed interface Read<I> {

        record Right<I>(I input) implements Read<I> {}

        record Wrong<I>(Problem problem) implements Read<I> {}
    }

    /** Returns what is wrong with a body, as far as the head shows. */
    static Optional<Problem> problemOfHead(Headers headers, OptionalLong bodyLength) {
        return bodyLength.isPresent() && bodyLength.getAsLong() == 0 ? Optional.of(EMPTY) : MediaType.problem(headers);
    }

    @SuppressWarnings("unchecked") // Nothing is Input<Nothing>: I is Nothing there
    static <I> Read<I> nothing() {
        return (Read<I>) new Read.Right<>(new Input.Nothing());
    }

    /** Reads the query. */
    static <I> Read<I> query(QueryShape<I> shape, HttpRequest request) {
        var flaws = new Flaws();
        return result(shape.read(request.query(), flaws), flaws, "the query is wrong: see errors");
    }

    /** Reads the body. */
    static <I> Read<I> body(Shape<I> shape, byte[] body) {
        if (body.length == 0) {
            return new Read.Wrong<>(EMPTY);
        }
        return switch (JsonText.read(body)) {
            case JsonText.Result.Broken(int line, int column, String detail) ->
                new Read.Wrong<>(
                        Problem.of(ProblemKind.NOT_JSON, "line " + line + ", column " + column + ": " + detail));
            case JsonText.Result.Value(var value) -> {
                var flaws = new Flaws();
                yield result(shape.read(value, Pointer.ROOT, flaws), flaws, "the body is wrong: see errors");
            }
        };
    }

    private static <I> Read<I> result(Optional<I> input, Flaws flaws, String detail) {
        if (input.isPresent() && flaws.isEmpty()) {
            return new Read.Right<>(input.get());
        }
        return new Read.Wrong<>(
                flaws.tooLarge().isEmpty()
                        ? Problem.of(ProblemKind.INVALID, counted(flaws, detail), flaws.wrong())
                        : Problem.of(ProblemKind.TOO_LARGE, counted(flaws, "too large: see errors"), flaws.tooLarge()));
    }

    /** Returns the detail, and how many flaws the answer leaves out. */
    private static String counted(Flaws flaws, String detail) {
        int shown = flaws.wrong().size() + flaws.tooLarge().size();
        return flaws.count() > shown ? detail + ", the first " + shown + " of " + flaws.count() : detail;
    }
}
