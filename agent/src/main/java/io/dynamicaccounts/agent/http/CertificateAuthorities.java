package io.dynamicaccounts.agent.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Reads the certificate authorities of a PEM file, which are then the only authorities trusted for a control plane.
 */
public final class CertificateAuthorities {

    private CertificateAuthorities() {}

    /**
     * Returns a context that trusts the authorities of the file and none of the machine's own: an operator who names
     * an authority wants no other authority to be trusted. The file is read once.
     *
     * @throws IllegalArgumentException when the file cannot be read or holds no certificate; the message names the
     *     file
     */
    public static SSLContext only(Path pem) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            int number = 0;
            for (Certificate authority : certificates(pem)) {
                trusted.setCertificateEntry("authority-" + number++, authority);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("TLS cannot be set up with the authorities of " + pem, e);
        }
    }

    private static Collection<? extends Certificate> certificates(Path pem) {
        try {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(pem)));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("the authorities' file " + pem + " does not exist", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the authorities' file " + pem + " cannot be read", e);
        } catch (CertificateException e) {
            // The message below leaves out the text that the parser quotes.
        }
        throw new IllegalArgumentException(pem + " holds no certificate in PEM format (-----BEGIN CERTIFICATE-----)");
    }
}
