package io.dynamicaccounts.sources;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes configurations of many accounts, each with the options that exported files give every account. */
public final class GeneratedFleet {

    private GeneratedFleet() {}

    /**
     * Writes the accounts {@code fleet-00000}, {@code fleet-00001} and so on; every tenth has a kubeconfig of 2 KiB.
     */
    public static Path write(Path file, int accounts) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("aws:\n  enabled: false\nkubernetes:\n  enabled: true\n  accounts:\n");
            for (int i = 0; i < accounts; i++) {
                out.write(account(i));
            }
        }
        return file;
    }

    private static String account(int i) {
        return """
                - name: fleet-%05d
                  requiredGroupMembership: []
                  providerVersion: V2
                  permissions:
                    READ: [team-%d, operators]
                    WRITE: [team-%d]
                  dockerRegistries: []
                  configureImagePullSecrets: true
                  cacheThreads: 1
                  namespaces: [app-%d, shared]
                  omitNamespaces: []
                  kinds: []
                  omitKinds: [podPreset]
                  customResources: []
                  cachingPolicies: []
                  liveManifestCalls: true
                  oAuthScopes: []
                  onlySpinnakerManaged: true
                  checkPermissionsOnStartup: false
                  %s
                """.formatted(i, i % 50, i % 50, i, kubeconfig(i)).indent(2);
    }

    private static String kubeconfig(int i) {
        return i % 10 == 0
                ? "kubeconfigContents: \"" + ("# " + "x".repeat(60) + "\\n").repeat(32) + "\""
                : "kubeconfigFile: configserver:kubeconfigs/fleet-%05d.yml".formatted(i);
    }
}
