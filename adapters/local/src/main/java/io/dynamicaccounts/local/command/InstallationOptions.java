package io.dynamicaccounts.local.command;

import io.dynamicaccounts.functions.Settings;
import io.dynamicaccounts.local.process.Storage;
import picocli.CommandLine.Mixin;

/**
 * The options of commands that work on the store of an installation: where it is, and the settings it is served with.
 */
final class InstallationOptions {

    @Mixin
    private final StorageOptions storage = new StorageOptions();

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    /** Returns where the store is. */
    Storage storage() {
        return storage.chosen();
    }

    /** Returns the settings that the store is served with. */
    Settings settings() {
        return settings.read();
    }
}
