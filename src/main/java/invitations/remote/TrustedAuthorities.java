package invitations.remote;

import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whom FTPS servers' certificates are to be signed by. There is no way to trust all. */
public final class TrustedAuthorities {
    private TrustedAuthorities() {}

    /** For connections that trust the certificates of the file that is set, or else those that Java trusts. */
    public static SSLContext context(Settings settings) {
        Optional<Path> file = settings.optional(Property.FTPS_AUTHORITIES).map(Path::of);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(file.isPresent() ? read(file.get()) : null);
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    Property.FTPS_AUTHORITIES.key() + ": "
                            + file.map(Path::toString).orElse("Java's own") + " cannot be used as certificates in PEM: "
                            + e.getMessage(),
                    e);
        }
    }

    private static KeyStore read(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream stream = Files.newInputStream(file)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(stream)) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
        }
        if (store.size() == 0) {
            throw new GeneralSecurityException("there is none in it");
        }
        return store;
    }
}
