package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.http.json.Field;
import io.dynamicaccounts.http.json.Identifiers;
import io.dynamicaccounts.http.json.ListShape;
import io.dynamicaccounts.http.json.Member;
import io.dynamicaccounts.http.json.ObjectFields;
import io.dynamicaccounts.http.json.ObjectShape;
import io.dynamicaccounts.http.json.ObjectWriter;
import io.dynamicaccounts.http.json.Schema;
import io.dynamicaccounts.http.json.Shape;
import io.dynamicaccounts.http.json.Shapes;
import java.util.List;
import java.util.Optional;

/** An account that an operator names in a batch, with the zone and the kubeconfig that the account is to have. */
record AccountRequest(AccountName name, Optional<ZoneId> zone, Optional<String> kubeconfigFile) {

    /** The most entries of any batch: as many as one function can process in parallel within its time. */
    static final int MOST = 1_000;

    static final Field<AccountName> NAME = Field.required("name", Identifiers.ACCOUNT, "The account.");
    static final Field<ZoneId> ZONE = Field.optional(
            "zoneId",
            Identifiers.ZONE,
            "The zone whose agents should watch it; left out, it stays where it is or is given one.");
    static final Field<String> KUBECONFIG_FILE = Field.optional(
            "kubeconfigFile", Shapes.text(4_096), "A kubeconfig for the agent to use instead of the definition's.");

    private static final Shape<AccountRequest> SHAPE =
            ObjectShape.of(NAME, ZONE, KUBECONFIG_FILE).as(AccountRequest::of);

    /** The shape of a batch of at least one request, each account once. */
    static final Shape<List<AccountRequest>> BATCH =
            ListShape.of(SHAPE, 1, MOST).uniqueBy(AccountRequest::name, NAME.name());

    /** The shape of a batch of names alone. A name may occur twice: both times the same is requested. */
    static final Shape<List<AccountName>> NAMES = ListShape.of(Identifiers.ACCOUNT, 1, MOST);

    /** Writes requests as they were sent. */
    static final ObjectWriter<AccountRequest> BODY = ObjectWriter.of(
            Member.required(
                    "name", Identifiers.ACCOUNT.schema(), it -> it.name().value()),
            Member.optional("zoneId", Identifiers.ZONE.schema(), it -> it.zone().map(ZoneId::value)),
            Member.optional("kubeconfigFile", Schema.of("type", "string"), AccountRequest::kubeconfigFile));

    /** Returns the request that these fields describe. */
    static AccountRequest of(ObjectFields fields) {
        return new AccountRequest(fields.get(NAME), fields.find(ZONE), fields.find(KUBECONFIG_FILE));
    }
}
