package io.dynamicaccounts.aws.coldstart;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** As little as reads one item of a table and answers: no framework, no log. */
public final class Bare implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private final DynamoDbClient client = DynamoDbClient.create();
    private final String table = System.getenv("DYNAMIC_ACCOUNTS_TABLE");

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return read(client, table);
    }

    static APIGatewayV2HTTPResponse read(DynamoDbClient client, String table) {
        client.getItem(get -> get.tableName(table)
                .key(Map.of("pk", AttributeValue.fromS("sweep"), "sk", AttributeValue.fromS("sweep")))
                .consistentRead(true));
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(200)
                .withHeaders(Map.of("Content-Type", "application/json"))
                .withBody("{\"status\":\"UP\"}")
                .build();
    }
}
