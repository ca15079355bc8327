package io.dynamicaccounts.aws.coldstart;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.function.Function;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The same in the shape of Spring Cloud Function's samples: scanned, configured by itself, under its own handler. */
@SpringBootApplication
public class Sample {

    @Bean
    public DynamoDbClient client() {
        return DynamoDbClient.create();
    }

    @Bean
    public Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> answer(DynamoDbClient client) {
        return event -> Bare.read(client, System.getenv("DYNAMIC_ACCOUNTS_TABLE"));
    }
}
