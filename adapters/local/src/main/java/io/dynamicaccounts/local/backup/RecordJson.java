package io.dynamicaccounts.local.backup;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AccountState;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.DefinitionId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.definition.EncryptedDefinition;
import io.dynamicaccounts.functions.installation.BackupRecord;
import io.dynamicaccounts.functions.lifecycle.Event;
import io.dynamicaccounts.functions.store.Credentials.Revision;
import io.dynamicaccounts.functions.store.Declarations.Declaration;
import io.dynamicaccounts.functions.store.History.PastTransition;
import io.dynamicaccounts.functions.store.Intent;
import io.dynamicaccounts.functions.store.MigrationMarks;
import io.dynamicaccounts.functions.store.Observations.Observation;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes and reads a record as the JSON of a line: one object under the name of the record's kind. Instants are
 * milliseconds since 1970.
 */
final class RecordJson {

    static final String ZONE = "zone";
    static final String DECLARATION = "declaration";
    static final String ACCOUNT = "account";
    static final String DEFINITION = "definition";
    static final String OBSERVED = "observed";
    static final String PAST = "past";
    static final String CREDENTIAL = "credential";
    static final String MIGRATION_MARK = "mark";

    private RecordJson() {}

    static String kind(BackupRecord kept) {
        return switch (kept) {
            case BackupRecord.ZoneRecord zone -> ZONE;
            case BackupRecord.DeclarationRecord declaration -> DECLARATION;
            case BackupRecord.AccountRecord account -> ACCOUNT;
            case BackupRecord.DefinitionRecord definition -> DEFINITION;
            case BackupRecord.ObservationRecord observed -> OBSERVED;
            case BackupRecord.TransitionRecord past -> PAST;
            case BackupRecord.CredentialRecord credential -> CREDENTIAL;
            case BackupRecord.MigrationMarkRecord mark -> MIGRATION_MARK;
        };
    }

    static Map<String, Object> write(BackupRecord kept) {
        return Map.of(kind(kept), fields(kept));
    }

    private static Object fields(BackupRecord kept) {
        return switch (kept) {
            case BackupRecord.ZoneRecord(ZoneId zone) -> Map.of("id", zone.value());
            case BackupRecord.DeclarationRecord(Declaration it) -> {
                var fields = new LinkedHashMap<String, Object>();
                fields.put("zone", it.zone().value());
                fields.put("agent", it.agent().value());
                fields.put("registration", it.registration());
                fields.put("names", words(it.names()));
                fields.put("former", words(it.dropped()));
                if (!it.refused().isEmpty()) {
                    fields.put("refused", words(it.refused()));
                }
                yield fields;
            }
            case BackupRecord.AccountRecord(var account) -> AccountJson.write(account);
            case BackupRecord.DefinitionRecord(EncryptedDefinition it) -> {
                var fields = new LinkedHashMap<String, Object>();
                fields.put("account", it.account().value());
                fields.putAll(definition(it));
                yield fields;
            }
            case BackupRecord.ObservationRecord(AccountName account, Observation it) -> {
                var fields = new LinkedHashMap<String, Object>();
                fields.put("account", account.value());
                it.kubeHost().ifPresent(host -> fields.put("kubeHost", host));
                it.kubeVersion().ifPresent(version -> fields.put("kubeVersion", version));
                it.certFingerprint().ifPresent(fingerprint -> fields.put("certFingerprint", fingerprint));
                fields.put("namespaces", it.namespaces());
                yield fields;
            }
            case BackupRecord.TransitionRecord(PastTransition it) -> {
                var fields = new LinkedHashMap<String, Object>();
                fields.put("account", it.account().value());
                fields.put("version", it.version());
                fields.put("time", it.time().toEpochMilli());
                fields.put("event", it.event().code());
                fields.put("from", it.from().code());
                fields.put("to", it.to().code());
                fields.put("actor", it.actor());
                it.message().ifPresent(message -> fields.put("message", message));
                yield fields;
            }
            case BackupRecord.MigrationMarkRecord(MigrationMarks.Mark mark, AccountName name) -> {
                var fields = new LinkedHashMap<String, Object>();
                fields.put("mark", mark.code());
                fields.put("name", name.value());
                yield fields;
            }
            case BackupRecord.CredentialRecord(Revision it) -> {
                var fields = new LinkedHashMap<String, Object>();
                fields.put("name", it.name().value());
                fields.put("version", it.version());
                fields.put("written", it.written().toEpochMilli());
                fields.put("writer", it.writer());
                fields.put("actor", it.actor());
                it.definition().ifPresent(definition -> fields.put("definition", definition(definition)));
                it.intent().ifPresent(intent -> fields.put("intent", intent(intent)));
                yield fields;
            }
        };
    }

    private static Map<String, Object> intent(Intent intent) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("kind", intent.kind().code());
        intent.due().ifPresent(due -> fields.put("due", due.toEpochMilli()));
        fields.put("tries", (long) intent.tries());
        intent.basis().ifPresent(basis -> fields.put("basis", basis));
        intent.note().ifPresent(note -> fields.put("note", note));
        intent.outcome().ifPresent(outcome -> fields.put("outcome", outcome));
        return fields;
    }

    private static Map<String, Object> definition(EncryptedDefinition definition) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", definition.id().value());
        fields.put("written", definition.written().toEpochMilli());
        fields.put("open", definition.fieldsInClear());
        fields.put("sealed", definition.sealed());
        return fields;
    }

    private static List<String> words(Collection<AccountName> names) {
        return names.stream().map(AccountName::value).sorted().toList();
    }

    /** @throws MalformedLine when this version knows no record of the line's kind */
    static BackupRecord read(Map<String, Object> line) {
        if (line.size() != 1) {
            throw new MalformedLine("must have one object under the word for its kind");
        }
        String kind = line.keySet().iterator().next();
        var fields = new RecordFields(line.get(kind));
        try {
            BackupRecord kept = read(kind, fields);
            fields.end();
            return kept;
        } catch (IllegalArgumentException e) {
            // Thrown for an identifier: the message says what is legal and does not quote the value.
            throw new MalformedLine("has a value that is not legal: " + e.getMessage());
        }
    }

    private static BackupRecord read(String kind, RecordFields it) {
        return switch (kind) {
            case ZONE -> new BackupRecord.ZoneRecord(new ZoneId(it.text("id")));
            case DECLARATION ->
                new BackupRecord.DeclarationRecord(new Declaration(
                        new ZoneId(it.text("zone")),
                        new AgentId(it.text("agent")),
                        it.number("registration"),
                        names(it.texts("names")),
                        names(it.texts("former")),
                        names(it.textsIfAny("refused").orElse(List.of()))));
            case ACCOUNT -> new BackupRecord.AccountRecord(AccountJson.read(it));
            case DEFINITION -> new BackupRecord.DefinitionRecord(definition(new AccountName(it.text("account")), it));
            case OBSERVED ->
                new BackupRecord.ObservationRecord(
                        new AccountName(it.text("account")),
                        new Observation(
                                it.textIfAny("kubeHost"),
                                it.textIfAny("kubeVersion"),
                                it.textIfAny("certFingerprint"),
                                it.texts("namespaces")));
            case PAST ->
                new BackupRecord.TransitionRecord(new PastTransition(
                        new AccountName(it.text("account")),
                        it.number("version"),
                        it.instant("time"),
                        it.word("event", Event.class),
                        it.word("from", AccountState.class),
                        it.word("to", AccountState.class),
                        it.text("actor"),
                        it.textIfAny("message")));
            case MIGRATION_MARK ->
                new BackupRecord.MigrationMarkRecord(
                        it.word("mark", MigrationMarks.Mark.class), new AccountName(it.text("name")));
            case CREDENTIAL -> new BackupRecord.CredentialRecord(revision(new AccountName(it.text("name")), it));
            default ->
                throw new MalformedLine(
                        "is of a kind that this version does not know: restore with the version that wrote it");
        };
    }

    private static EncryptedDefinition definition(AccountName account, RecordFields it) {
        return new EncryptedDefinition(
                account,
                new DefinitionId(it.text("id")),
                it.instant("written"),
                it.object("open"),
                sealed(it.object("sealed")));
    }

    private static Revision revision(AccountName name, RecordFields it) {
        Optional<RecordFields> definition =
                it.has("definition") ? Optional.of(it.fields("definition")) : Optional.empty();
        Optional<RecordFields> intent = it.has("intent") ? Optional.of(it.fields("intent")) : Optional.empty();
        var revision = new Revision(
                name,
                it.number("version"),
                it.instant("written"),
                it.text("writer"),
                it.text("actor"),
                definition.map(fields -> definition(name, fields)),
                intent.map(RecordJson::intent));
        definition.ifPresent(RecordFields::end);
        intent.ifPresent(RecordFields::end);
        return revision;
    }

    private static Intent intent(RecordFields it) {
        return new Intent(
                it.word("kind", Intent.Kind.class),
                it.numberIfAny("due").map(Instant::ofEpochMilli),
                Math.toIntExact(it.number("tries")),
                it.textIfAny("basis"),
                it.textIfAny("note"),
                it.textIfAny("outcome"));
    }

    private static Set<AccountName> names(List<String> names) {
        return names.stream().map(AccountName::new).collect(Collectors.toSet());
    }

    private static Map<String, String> sealed(Map<String, Object> object) {
        var fields = new RecordFields(object);
        var sealed = new HashMap<String, String>();
        object.keySet().forEach(pointer -> sealed.put(pointer, fields.text(pointer)));
        return sealed;
    }
}
