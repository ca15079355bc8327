package io.dynamicaccounts.dynamodb;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Packs the two parts of an encrypted definition into the attribute {@link ItemAttribute#BODY}, and reads them. */
final class DefinitionBody {

    private static final String OPEN = "open";
    private static final String SEALED = "sealed";

    private DefinitionBody() {}

    static AttributeValue of(EncryptedDefinition definition) {
        return AttributeValues.bytes(
                CompressedJson.pack(Map.of(OPEN, definition.fieldsInClear(), SEALED, definition.sealed())));
    }

    /** Reads the definition that has these identifiers and whose parts are in the item. */
    static EncryptedDefinition definition(AccountName account, DefinitionId id, Instant written, Item item) {
        Map<String, Object> body = CompressedJson.unpack(item.bytes(ItemAttribute.BODY));
        var sealed = new HashMap<String, String>();
        CompressedJson.object(body, SEALED).forEach((pointer, ciphertext) -> sealed.put(pointer, (String) ciphertext));
        return new EncryptedDefinition(account, id, written, CompressedJson.object(body, OPEN), sealed);
    }
}
