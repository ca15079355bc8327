package io.dynamicaccounts.sources;

import io.dynamicaccounts.functions.account.AccountName;
import io.dynamicaccounts.functions.definition.Definition;
import java.util.List;
import java.util.Map;

/**
 * What a configuration file said when it was read.
 *
 * @param accounts the usable Kubernetes accounts, in the order of the file
 * @param problems what an operator should mend, in the order of the file
 */
record ClouddriverAccounts(Map<AccountName, Definition> accounts, List<SourceProblem> problems) {}
