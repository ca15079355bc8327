package io.dynamicaccounts.http;

import io.dynamicaccounts.http.endpoint.Input;
import io.dynamicaccounts.http.json.Flaws;
import io.dynamicaccounts.http.json.JsonText;
import io.dynamicaccounts.http.json.Pointer;
import io.dynamicaccounts.http.json.Shape;
import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.Optional;

/** Reads a request's query or body as the endpoint's input. */
final class Inputs {

    private Inputs() {}

    /** What reading came to. */
    sealed interface Read<I> {

        record Right<I>(I input) implements Read<I> {}

        record Wrong<I>(Problem problem) implements Read<I> {}
    }

    @SuppressWarnings("unchecked") // Nothing and Ignored are Input<Nothing>: I is Nothing there
    static <I> Read<I> read(Input<I> input, HttpRequest request) {
        return switch (input) {
            case Input.Nothing nothing -> (Read<I>) new Read.Right<>(nothing);
            case Input.Ignored ignored -> (Read<I>) new Read.Right<>(new Input.Nothing());
            case Input.Query<I>(var shape) -> {
                var flaws = new Flaws();
                yield result(shape.read(request.query(), flaws), flaws, "the query is wrong: see errors");
            }
            case Input.Body<I>(var shape) -> body(shape, request);
        };
    }

    private static <I> Read<I> body(Shape<I> shape, HttpRequest request) {
        if (request.body().length == 0) {
            return new Read.Wrong<>(Problem.of(ProblemKind.NOT_JSON, "the body is empty, and JSON is expected"));
        }
        Optional<Problem> wrongType = MediaType.problem(request.headers());
        if (wrongType.isPresent()) {
            return new Read.Wrong<>(wrongType.get());
        }
        return switch (JsonText.read(request.body())) {
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
                        ? Problem.of(ProblemKind.INVALID, told(flaws, detail), flaws.wrong())
                        : Problem.of(ProblemKind.TOO_LARGE, told(flaws, "too large: see errors"), flaws.tooLarge()));
    }

    private static String told(Flaws flaws, String detail) {
        int shown = flaws.wrong().size() + flaws.tooLarge().size();
        return flaws.count() > shown ? detail + ", the first " + shown + " of " + flaws.count() : detail;
    }
}
