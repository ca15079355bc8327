package io.dynamicaccounts.infra.aws;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What CloudWatch tells metrics apart by: another dimension more or less is another metric. */
record MetricId(String namespace, String name, Map<String, String> dimensions) {

    /** The metric that an alarm of the template names; what only a deployment knows stays a name. */
    static MetricId in(Map<String, Object> written) {
        return new MetricId(
                (String) written.get("Namespace"),
                (String) written.get("MetricName"),
                ((List<?>) written.get("Dimensions"))
                        .stream()
                                .map(Template::map)
                                .collect(Collectors.toMap(
                                        dimension -> (String) dimension.get("Name"),
                                        dimension -> name(dimension.get("Value")))));
    }

    /** {@code Queue} for {@code !GetAtt Queue.QueueName}, and {@code Function:live} for {@code !Sub ${Function}:live}. */
    private static String name(Object value) {
        return switch (value) {
            case Map<?, ?> function
            when function.get("Fn::GetAtt") instanceof String attribute ->
                attribute.substring(0, attribute.indexOf('.'));
            case Map<?, ?> function
            when function.get("Fn::Sub") instanceof String text -> text.replaceAll("\\$\\{(\\w+)}", "$1");
            default -> value.toString();
        };
    }
}
