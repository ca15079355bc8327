package io.dynamicaccounts.local.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The self-signed certificate that all mock clusters of a demo share, made by the JDK's own tool and valid for this
 * machine only.
 *
 * @param tls the TLS context with which a mock cluster serves
 * @param authorityData the certificate in the form of a kubeconfig: PEM in Base64
 */
record MockCertificate(SSLContext tls, String authorityData) {

    /** Protects a key that is deleted with its folder. */
    private static final String PASSWORD = "thrown-away";

    private static final String ALIAS = "mock";

    /** Creates a certificate, and writes its key and the tool's output to the folder. Takes about a second. */
    static MockCertificate make(Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("mock-clusters.p12");
        Path log = folder.resolve("mock-certificate.log");
        int code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=mock-cluster",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("keytool made no certificate for the mock clusters: see " + log);
        }
        try {
            return read(file);
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate of the mock clusters cannot be used", e);
        }
    }

    private static MockCertificate read(Path file) throws IOException, GeneralSecurityException {
        char[] password = PASSWORD.toCharArray();
        KeyStore store = KeyStore.getInstance(file.toFile(), password);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return new MockCertificate(tls, base64(pem(store.getCertificate(ALIAS))));
    }

    private static String pem(Certificate certificate) throws GeneralSecurityException {
        String body = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
