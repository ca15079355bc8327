package io.dynamicaccounts.local.command;

import io.dynamicaccounts.configuration.Misconfigured;
import io.dynamicaccounts.dynamodb.UnusableTable;
import io.dynamicaccounts.entry.PemIdentity;
import io.dynamicaccounts.functions.definition.CredentialSource;
import io.dynamicaccounts.functions.definition.DefinitionEncryption;
import io.dynamicaccounts.functions.definition.WrongKey;
import io.dynamicaccounts.functions.installation.NotReady;
import io.dynamicaccounts.functions.store.StoreUnavailable;
import io.dynamicaccounts.http.auth.KnownTokens;
import io.dynamicaccounts.local.backup.UnusableBackup;
import io.dynamicaccounts.sqlite.UnusableDatabase;
import picocli.CommandLine.ExitCode;

/**
 * The reason why a command failed, as one line for the person who ran it.
 *
 * @param code 2 where the command line or the configuration must be corrected, 1 otherwise
 */
record CommandFailure(int code, String line) {

    /** Returns the failure that stands for an exception which ended a command. */
    static CommandFailure of(Exception exception) {
        return switch (exception) {
            case Usage usage -> new CommandFailure(ExitCode.USAGE, message(usage));
            case Misconfigured misconfigured -> new CommandFailure(ExitCode.USAGE, message(misconfigured));
            case KnownTokens.Unusable tokens -> new CommandFailure(ExitCode.USAGE, message(tokens));
            case PemIdentity.Unusable identity -> new CommandFailure(ExitCode.USAGE, message(identity));
            case CredentialSource.Unreadable source -> new CommandFailure(ExitCode.USAGE, message(source));
            case WrongKey key -> new CommandFailure(ExitCode.USAGE, message(key));
            case UnusableDatabase database -> new CommandFailure(ExitCode.SOFTWARE, message(database));
            case UnusableBackup backup -> new CommandFailure(ExitCode.SOFTWARE, message(backup));
            case NotReady notReady -> new CommandFailure(ExitCode.SOFTWARE, message(notReady));
            case UnusableTable table -> new CommandFailure(ExitCode.SOFTWARE, message(table));
            case StoreUnavailable silent -> new CommandFailure(ExitCode.SOFTWARE, message(silent));
            case DefinitionEncryption.DecryptionFailed keyset -> new CommandFailure(ExitCode.SOFTWARE, message(keyset));
            case CannotListen listen -> new CommandFailure(ExitCode.SOFTWARE, message(listen));
            default -> new CommandFailure(ExitCode.SOFTWARE, exception.toString());
        };
    }

    private static String message(Exception exception) {
        return String.valueOf(exception.getMessage());
    }

    /** A mistake on the command line that its syntax does not show. */
    static final class Usage extends RuntimeException {
        private static final long serialVersionUID = 1;

        Usage(String message) {
            super(message);
        }
    }

    /** The address is in use, or does not belong to this machine. */
    static final class CannotListen extends RuntimeException {
        private static final long serialVersionUID = 1;

        CannotListen(String message) {
            super(message);
        }
    }
}
