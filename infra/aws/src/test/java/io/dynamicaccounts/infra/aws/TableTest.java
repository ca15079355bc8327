package io.dynamicaccounts.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.dynamicaccounts.dynamodb.TableDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** The table of the template is the one that the code would create. */
class TableTest {

    private final Map<String, Object> table = Template.read().properties("Table");
    private final CreateTableRequest ours = TableDefinition.request("any");

    @Test
    void keys_and_attributes_are_the_same() {
        assertThat(table.get("KeySchema")).isEqualTo(keys(ours.keySchema()));
        assertThat(table.get("AttributeDefinitions"))
                .isEqualTo(ours.attributeDefinitions().stream()
                        .map(attribute -> Map.of(
                                "AttributeName", attribute.attributeName(),
                                "AttributeType", attribute.attributeTypeAsString()))
                        .toList());
        assertThat(table.get("BillingMode")).isEqualTo(ours.billingModeAsString());
    }

    @Test
    void so_is_the_index_of_due_accounts() {
        assertThat(table.get("GlobalSecondaryIndexes"))
                .isEqualTo(ours.globalSecondaryIndexes().stream()
                        .map(index -> Map.of(
                                "IndexName",
                                index.indexName(),
                                "KeySchema",
                                keys(index.keySchema()),
                                "Projection",
                                Map.of("ProjectionType", index.projection().projectionTypeAsString())))
                        .toList());
        assertThat(ours.localSecondaryIndexes()).isEmpty();
    }

    @Test
    void expired_items_go_by_the_same_attribute() {
        assertThat(table.get("TimeToLiveSpecification"))
                .isEqualTo(Map.of("AttributeName", TableDefinition.expiry(), "Enabled", true));
    }

    @Test
    void nothing_that_is_kept_is_lost_by_accident() {
        assertThat(table.get("DeletionProtectionEnabled")).isEqualTo(true);
        assertThat(table.get("PointInTimeRecoverySpecification")).isEqualTo(Map.of("PointInTimeRecoveryEnabled", true));
        assertThat(List.of("Table", "DefinitionKey", "Tokens"))
                .allSatisfy(kept -> assertThat(Template.read().resource(kept).get("DeletionPolicy"))
                        .isEqualTo("Retain"))
                .allSatisfy(kept -> assertThat(Template.read().resource(kept).get("UpdateReplacePolicy"))
                        .isEqualTo("Retain"));
    }

    private static List<Map<String, String>> keys(List<KeySchemaElement> keys) {
        return keys.stream()
                .map(key -> Map.of("AttributeName", key.attributeName(), "KeyType", key.keyTypeAsString()))
                .toList();
    }
}
