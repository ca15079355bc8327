package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.Permissions;
import io.dynamicaccounts.http.json.Flaw;
import io.dynamicaccounts.http.json.Pointer;
import io.dynamicaccounts.http.problem.Problem;
import io.dynamicaccounts.http.problem.ProblemKind;
import java.util.List;

/** The refusals of callers whose roles the permissions of a credential do not name. */
final class MissingPermission {

    private MissingPermission() {}

    /** Refuses to write a credential. */
    static Answer toWrite() {
        return Answer.refused(
                ProblemKind.MISSING_PERMISSION,
                "the credential's permissions give " + Permissions.Action.WRITE + " to none of the caller's roles");
    }

    /**
     * Refuses a definition that would keep its writer from writing it again, in Clouddriver's words.
     *
     * @param doing "create" or "update"
     */
    static Answer lockedOut(String doing, AccountName name) {
        return Answer.refused(Problem.of(
                ProblemKind.LOCKS_WRITER_OUT,
                "Cannot " + doing + " account without granting permissions for current user (name: " + name + ")",
                List.of(new Flaw(
                        Pointer.ROOT.field("permissions"),
                        "must give " + Permissions.Action.WRITE
                                + " to a role of the caller, or name no role for any action"))));
    }
}
