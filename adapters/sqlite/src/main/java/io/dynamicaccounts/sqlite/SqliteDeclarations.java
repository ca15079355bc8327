package io.dynamicaccounts.sqlite;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.account.AgentId;
import io.dynamicaccounts.functions.account.ZoneId;
import io.dynamicaccounts.functions.store.Declarations;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

final class SqliteDeclarations implements Declarations {

    private final Writer writer;
    private final Readers readers;

    SqliteDeclarations(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public boolean replace(Optional<Declaration> before, Declaration after) {
        return before.map(read -> change(read, after)).orElseGet(() -> insert(after));
    }

    private boolean insert(Declaration declaration) {
        String names = sorted(declaration.names());
        String former = sorted(declaration.dropped());
        String refused = sorted(declaration.refused());
        return writer.write(sql -> sql.update(
                        "INSERT INTO declarations (zone, agent, registration, names, former, refused)"
                                + " VALUES (?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (zone, agent) DO NOTHING",
                        declaration.zone().value(),
                        declaration.agent().value(),
                        declaration.registration(),
                        names,
                        former,
                        refused))
                == 1;
    }

    private boolean change(Declaration before, Declaration after) {
        String names = sorted(after.names());
        String former = sorted(after.dropped());
        String refused = sorted(after.refused());
        String namesBefore = sorted(before.names());
        String formerBefore = sorted(before.dropped());
        String refusedBefore = sorted(before.refused());
        return writer.write(sql -> sql.update(
                        "UPDATE declarations SET registration = ?, names = ?, former = ?, refused = ?"
                                + " WHERE zone = ? AND agent = ? AND registration = ? AND names = ? AND former = ?"
                                + " AND refused = ?",
                        after.registration(),
                        names,
                        former,
                        refused,
                        after.zone().value(),
                        after.agent().value(),
                        before.registration(),
                        namesBefore,
                        formerBefore,
                        refusedBefore))
                == 1;
    }

    @Override
    public Optional<Declaration> find(ZoneId zone, AgentId agent) {
        return readers.read(sql -> sql.one(
                "SELECT * FROM declarations WHERE zone = ? AND agent = ?",
                SqliteDeclarations::declaration,
                zone.value(),
                agent.value()));
    }

    @Override
    public List<Declaration> inZone(ZoneId zone) {
        return readers.read(sql -> sql.all(
                "SELECT * FROM declarations WHERE zone = ? ORDER BY agent",
                SqliteDeclarations::declaration,
                zone.value()));
    }

    @Override
    public void delete(Declaration declaration) {
        writer.write(sql -> sql.update(
                "DELETE FROM declarations WHERE zone = ? AND agent = ? AND registration = ?",
                declaration.zone().value(),
                declaration.agent().value(),
                declaration.registration()));
    }

    /** Returns the same text for the same names, so that a condition can compare the text. */
    private static String sorted(Set<AccountName> names) {
        return ColumnJson.names(names.stream().sorted().toList());
    }

    private static Declaration declaration(Row row) throws SQLException {
        return new Declaration(
                new ZoneId(row.text("zone")),
                new AgentId(row.text("agent")),
                row.number("registration"),
                names(row.texts("names")),
                names(row.texts("former")),
                names(row.texts("refused")));
    }

    private static Set<AccountName> names(List<String> names) {
        return names.stream().map(AccountName::new).collect(Collectors.toSet());
    }
}
