package io.dynamicaccounts.sources;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.Definition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A configuration file of a test, with its accounts and problems. */
record ConfigurationFile(Path path) {

    static ConfigurationFile in(Path folder, String yaml) {
        return new ConfigurationFile(folder.resolve("clouddriver-local.yml")).write(yaml);
    }

    /** Writes a file with these entries of {@code kubernetes.accounts}. */
    static ConfigurationFile withAccounts(Path folder, String accounts) {
        return in(folder, "kubernetes:\n  accounts:\n" + accounts.indent(4));
    }

    ConfigurationFile write(String yaml) {
        try {
            Files.writeString(path, yaml);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ClouddriverConfiguration source() {
        return new ClouddriverConfiguration(path);
    }

    List<SourceProblem> problems() {
        return source().problems();
    }

    /** Returns the fields of one account. */
    Map<String, Object> account(String name) {
        return find(name).get(new AccountName(name)).fields();
    }

    /** Returns which of these names the file has. */
    List<String> found(String... names) {
        List<String> found = new ArrayList<>();
        find(names).keySet().forEach(name -> found.add(name.value()));
        return found;
    }

    private Map<AccountName, Definition> find(String... names) {
        return source().find(List.of(names).stream().map(AccountName::new).toList());
    }
}
