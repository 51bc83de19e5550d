package invitations.camel.remote;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import invitations.remote.HostKeys;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileExist;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.component.file.remote.RemoteFileConfiguration;
import org.apache.camel.component.file.remote.RemoteFileOperations;
import org.apache.camel.component.file.remote.SftpComponent;
import org.apache.camel.component.file.remote.SftpConfiguration;
import org.apache.camel.component.file.remote.SftpEndpoint;
import org.apache.camel.component.file.remote.SftpOperations;
import org.apache.camel.component.file.remote.SftpRemoteFile;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * Camel's SFTP, but that the server's key is always checked, folders may be absolute, and ciphers are those of one server:
 * Camel sets them for all connections of the process.
 */
@Component("sftp")
@SuppressWarnings("rawtypes") // As Camel has it.
final class StrictSftpComponent extends SftpComponent {
    private static final String CHECKED = "CheckKexes";
    private static final String KEY_EXCHANGES_TO_CHECK = keyExchangesToCheck();

    private final RemoteEndpointRules rules;

    StrictSftpComponent(RemoteEndpointRules rules) {
        this.rules = rules;
    }

    @Override
    protected GenericFileEndpoint<SftpRemoteFile> buildFileEndpoint(
            String uri, String remaining, Map<String, Object> parameters) throws Exception {
        URI address = new URI(StringHelper.before(uri, "?", uri));
        SftpConfiguration configuration = new SftpConfiguration(address);
        RemoteEndpointRules.setFolder(configuration, address.getPath());
        return new Server(uri, this, configuration);
    }

    @Override
    protected void afterPropertiesSet(GenericFileEndpoint<SftpRemoteFile> endpoint) {
        rules.apply(endpoint);
        SftpConfiguration configuration = (SftpConfiguration) endpoint.getConfiguration();
        configuration.setStrictHostKeyChecking("yes");
        configuration.setUseUserKnownHostsFile(false);
        configuration.setAutoCreateKnownHostsFile(false);
        if (orNull(configuration.getKnownHostsFile()) == null) {
            configuration.setKnownHostsFile(HostKeys.file(rules.settings()).toString());
        }
        configuration.setServerHostKeys(orNull(configuration.getServerHostKeys()));
        configuration.setPublicKeyAcceptedAlgorithms(orNull(configuration.getPublicKeyAcceptedAlgorithms()));
        configuration.setPrivateKeyFile(orNull(configuration.getPrivateKeyFile()));
        configuration.setPrivateKeyPassphrase(
                RemoteEndpointRules.secret(endpoint, configuration.getPrivateKeyPassphrase()));
        configuration.setPreferredAuthentications(
                configuration.getPrivateKeyFile() == null ? "password,keyboard-interactive" : "publickey,password");
        configuration.setJschLoggingLevel(LoggingLevel.OFF);
        ((Server) endpoint).keepAlgorithms();
    }

    /**
     * Before it connects, the client makes a key for each kind of key exchange, to see whether it can. That of sntrup761
     * takes longer than all the rest, and needs no proof where Bouncy Castle is there.
     */
    private static String keyExchangesToCheck() {
        String all = JSch.getConfig(CHECKED);
        try {
            Class.forName("org.bouncycastle.pqc.crypto.ntruprime.SNTRUPrimeKeyPairGenerator");
        } catch (ClassNotFoundException e) {
            return all;
        }
        return Stream.of(all.split(","))
                .filter(kind -> !kind.startsWith("sntrup761"))
                .collect(Collectors.joining(","));
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static final class Server extends SftpEndpoint {
        private @Nullable String ciphers;
        private @Nullable String keyExchange;

        Server(String uri, SftpComponent component, SftpConfiguration configuration) {
            super(uri, component, configuration);
        }

        /** Asked for by each session of ours; where they were, Camel would set them for all. */
        void keepAlgorithms() {
            ciphers = orNull(configuration.getCiphers());
            keyExchange = orNull(configuration.getKeyExchangeProtocols());
            configuration.setCiphers(null);
            configuration.setKeyExchangeProtocols(null);
        }

        @Override
        public RemoteFileOperations<SftpRemoteFile> createRemoteFileOperations() {
            Operations operations = new Operations(ciphers, keyExchange, getFileExist() == GenericFileExist.TryRename);
            operations.setEndpoint(this);
            return operations;
        }
    }

    /**
     * A file that is renamed replaces another one at once where the server offers {@code posix-rename@openssh.com}, which
     * JSch uses then. The plain request of SFTP 3 is refused where the new name is taken: such a server is told to delete
     * that file before, so that it has neither for a moment.
     */
    private static final class Operations extends SftpOperations {
        private final @Nullable String ciphers;
        private final @Nullable String keyExchange;
        private final boolean replacing;

        Operations(@Nullable String ciphers, @Nullable String keyExchange, boolean replacing) {
            this.ciphers = ciphers;
            this.keyExchange = keyExchange;
            this.replacing = replacing;
        }

        @Override
        public boolean renameFile(String from, String to) {
            try {
                return super.renameFile(from, to);
            } catch (GenericFileOperationFailedException e) {
                if (!replacing || !isRefused(e) || !existsFile(to) || !deleteFile(to)) {
                    throw e;
                }
                return super.renameFile(from, to);
            }
        }

        /** {@return whether the server said so; a connection that was lost has a cause} */
        private static boolean isRefused(GenericFileOperationFailedException failure) {
            return failure.getCause() instanceof SftpException reply
                    && reply.getCause() == null
                    && reply.id != ChannelSftp.SSH_FX_NO_SUCH_FILE;
        }

        @Override
        protected Session createSession(RemoteFileConfiguration configuration) throws JSchException {
            Session session = super.createSession(configuration);
            session.setConfig(CHECKED, KEY_EXCHANGES_TO_CHECK);
            if (ciphers != null) {
                session.setConfig("cipher.s2c", ciphers);
                session.setConfig("cipher.c2s", ciphers);
            }
            if (keyExchange != null) {
                session.setConfig("kex", keyExchange);
            }
            return session;
        }
    }
}
