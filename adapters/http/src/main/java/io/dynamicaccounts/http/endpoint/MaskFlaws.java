package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.http.json.Flaw;
import io.dynamicaccounts.http.json.Pointer;
import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.Set;

/** The refusal of masks that stand where no secret is stored. */
final class MaskFlaws {

    private MaskFlaws() {}

    /** Returns the refusal of masks at these JSON pointers. */
    static Answer refused(Set<String> pointers) {
        return Answer.refused(Problem.of(
                ProblemKind.INVALID,
                "a mask stands where no secret is stored: see errors",
                pointers.stream()
                        .sorted()
                        .map(pointer -> new Flaw(
                                Pointer.ROOT.below(pointer), "is a mask, and no secret is stored here: give the value"))
                        .toList()));
    }
}
