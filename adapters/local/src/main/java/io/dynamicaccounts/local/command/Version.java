package io.dynamicaccounts.local.command;

import picocli.CommandLine.IVersionProvider;

/** The version of this build. */
final class Version implements IVersionProvider {

    /** Returns the version from the jar's manifest. */
    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "dynamic-accounts " + text() + ", Java " + Runtime.version().feature()
        };
    }
}
