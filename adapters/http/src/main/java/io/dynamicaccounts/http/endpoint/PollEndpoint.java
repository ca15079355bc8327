package io.dynamicaccounts.http.endpoint;

import io.dynamicaccounts.functions.FunctionName;
import io.dynamicaccounts.functions.Functions;
import io.dynamicaccounts.functions.account.SessionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.agent.Poll;
import io.dynamicaccounts.functions.agent.Task;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code POST /armory/agents/{agentId}/poll}: a heartbeat, and the question what to do. */
public final class PollEndpoint implements Endpoint<PollEndpoint.Body> {

    /** The body of a poll; the path has the id of the agent. */
    public record Body(
            ZoneId zone,
            SessionId session,
            OptionalLong revision,
            int capacity,
            String version,
            List<String> secretEngines,
            Optional<List<Map<String, Object>>> staticAccounts,
            OptionalLong cachingRevision,
            Optional<Duration> leaseHeld,
            OptionalLong registration) {}

    /**
     * The version of the protocol that each answer announces. Agents send {@link #CACHING_REVISION} and
     * {@link #LEASE_HELD} only to a control plane that announced 2, and {@link #REGISTRATION} only to one that
     * announced 3. An older control plane refuses a poll with these members, and no agent may fall silent when an
     * installation goes back to an older version.
     */
    private static final int PROTOCOL = 3;

    /** The most accounts that an agent may declare: as many as a zone may hold. */
    private static final int MOST_STATIC = 20_000;

    private static final Field<Long> REVISION = Field.optional(
            "revision", Shapes.whole(0, Long.MAX_VALUE), "The newest revision that this agent has applied.");
    private static final Field<Long> CAPACITY =
            Field.required("capacity", Shapes.whole(0, Integer.MAX_VALUE), "How many further starts it takes now.");
    private static final Field<String> VERSION =
            Field.required("version", Shapes.text(128), "What the agent says of itself.");
    private static final Field<List<String>> ENGINES = Field.optional(
            "secretEngines", ListShape.of(Shapes.text(128), 0, 100), "The secret engines that it knows.");
    private static final Field<List<Map<String, Object>>> STATIC = Field.optional(
            "staticAccounts",
            ListShape.of(Shapes.anyObject(), 0, MOST_STATIC),
            "Definitions that its own configuration declares: sent first, when they change, and when asked. At most 20,000, none of"
                    + " which holds a secret; the agent's token decides which names it may declare.");

    private static final Field<Long> CACHING_REVISION = Field.optional(
            "cachingRevision",
            Shapes.whole(0, Long.MAX_VALUE),
            "The revision of the newest list that this agent has taken: it no longer caches anything that this list does not name as"
                    + " caching, whatever may still be stopping. Left out where no list counts.");
    private static final Field<Duration> LEASE_HELD = Field.optional(
            "leaseHeldSeconds",
            Shapes.seconds(0, 3600),
            "How long the agent's lease still holds, by its own clock, when it sends this poll: 0 where it has none, never rounded"
                    + " down.");
    private static final Field<Long> REGISTRATION = Field.optional(
            "registration",
            Shapes.whole(0, Long.MAX_VALUE),
            "The registration that the newest answer named. A session that registered earlier than the one that holds the agent's id"
                    + " is superseded.");

    private static final Shape<Body> SHAPE = ObjectShape.of(
                    AgentCall.ZONE,
                    AgentCall.SESSION,
                    REVISION,
                    CAPACITY,
                    VERSION,
                    ENGINES,
                    STATIC,
                    CACHING_REVISION,
                    LEASE_HELD,
                    REGISTRATION)
            .as(PollEndpoint::body);

    private static final Map<String, Object> COUNT = Schema.of("type", "integer", "minimum", 0);
    private static final Map<String, Object> FLAG = Schema.of("type", "boolean");

    private static final Map<String, Object> TEXT = Schema.of("type", "string");

    private static final ObjectWriter<Task> TASK = ObjectWriter.of(
            Member.required(
                    "account",
                    Identifiers.ACCOUNT.schema(),
                    task -> task.account().value()),
            Member.required("generation", COUNT, Task::generation),
            Member.required(
                    "action",
                    Schema.codeOf(Task.Action.class),
                    task -> task.action().code()),
            Member.required("caching", FLAG, Task::caching),
            Member.required("confirm", FLAG, Task::confirm),
            // Left out of most of thousands.
            Member.optional(
                    "failed",
                    Schema.with(FLAG, "description", "The agent's last report that was heard was FAILED."),
                    task -> ifTrue(task.failed())));

    private static final ObjectWriter<Poll.Conflict> CONFLICT = ObjectWriter.of(
            Member.required("name", TEXT, Poll.Conflict::name), Member.required("detail", TEXT, Poll.Conflict::detail));

    private static final ObjectWriter<Poll.Result.Answer> ANSWER = ObjectWriter.of(
            Member.required(
                    "revision",
                    Schema.with(COUNT, "description", "Say so in a later poll, once this is applied."),
                    Poll.Result.Answer::revision),
            Member.required(
                    "epoch",
                    Schema.with(COUNT, "description", "The zone's fencing number."),
                    Poll.Result.Answer::epoch),
            Member.required(
                    "pollAfterSeconds",
                    Schema.of("type", "integer", "minimum", 1),
                    answer -> AgentCall.waitSeconds(answer.pollAfter())),
            Member.required(
                    "leaseSeconds",
                    Schema.with(
                            COUNT,
                            "description",
                            "How long after sending this poll caching may go on without another."),
                    answer -> answer.lease().toSeconds()),
            Member.required(
                    "protocol",
                    Schema.of(
                            "type",
                            "integer",
                            "minimum",
                            PROTOCOL,
                            "description",
                            "From 2 on, polls may say cachingRevision and leaseHeldSeconds, and from 3 on registration. An older"
                                    + " control plane refuses a poll that says more than it knows; the oldest do not answer this."),
                    answer -> PROTOCOL),
            Member.optional(
                    "registration",
                    Schema.with(
                            COUNT,
                            "description",
                            "The number of this agent's registration: every later one has a higher number. Left out while the"
                                    + " feature is off."),
                    answer -> answer.registration().stream().boxed().findFirst()),
            Member.optional(
                    "assignments",
                    Schema.with(
                            TASK.listSchema(),
                            "description",
                            "The complete desired state: what it does not name, the agent drops. Left out where nothing changed."),
                    answer -> answer.assignments().map(TASK::writeAll)),
            Member.optional("resendStaticAccounts", FLAG, answer -> ifTrue(answer.resendStaticAccounts())),
            Member.optional(
                    "conflicts",
                    Schema.with(
                            CONFLICT.listSchema(),
                            "description",
                            "Static accounts of this poll that were not taken, and what would be right."),
                    answer -> Optional.of(CONFLICT.writeAll(answer.conflicts())).filter(all -> !all.isEmpty())));

    private final Functions functions;

    public PollEndpoint(Functions functions) {
        this.functions = functions;
    }

    @Override
    public Description<Body> description() {
        return Description.of("An agent's heartbeat, and its question what to do", new Input.Body<>(SHAPE))
                .replies(200, "What to do.", ANSWER.schema())
                .refuses(AgentCall.REJECTIONS);
    }

    private static Body body(ObjectFields fields) {
        return new Body(
                fields.get(AgentCall.ZONE),
                fields.get(AgentCall.SESSION),
                fields.find(REVISION).map(OptionalLong::of).orElseGet(OptionalLong::empty),
                fields.get(CAPACITY).intValue(),
                fields.get(VERSION),
                fields.find(ENGINES).orElse(List.of()),
                fields.find(STATIC),
                fields.find(CACHING_REVISION).map(OptionalLong::of).orElseGet(OptionalLong::empty),
                fields.find(LEASE_HELD),
                fields.find(REGISTRATION).map(OptionalLong::of).orElseGet(OptionalLong::empty));
    }

    @Override
    public Answer answer(Call call, Body body) {
        return AgentCall.forAgent(call, body.zone(), agent -> {
            var request = new Poll.Request(
                    agent,
                    body.zone(),
                    body.session(),
                    body.revision(),
                    body.capacity(),
                    body.version(),
                    body.secretEngines(),
                    body.staticAccounts(),
                    body.cachingRevision(),
                    body.leaseHeld(),
                    body.registration(),
                    call.principal()::mayDeclare);
            return switch (functions.get(FunctionName.POLL).apply(request)) {
                case Poll.Result.Rejected(var refusal) -> AgentCall.rejected(refusal);
                case Poll.Result.Answer answer -> Answer.ok(ANSWER.write(answer));
            };
        });
    }

    private static Optional<Boolean> ifTrue(boolean flag) {
        return flag ? Optional.of(true) : Optional.empty();
    }
}
