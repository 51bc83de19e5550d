package invitations.camel.remote;

import invitations.remote.StrictFtpsClient;
import invitations.remote.TrustedAuthorities;
import java.net.URI;
import java.util.Map;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileExist;
import org.apache.camel.component.file.remote.FtpsComponent;
import org.apache.camel.component.file.remote.FtpsConfiguration;
import org.apache.camel.component.file.remote.FtpsEndpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.util.StringHelper;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;

/**
 * Camel's FTPS, but that the certificate is held against authorities and the host's name, and files are encrypted as well:
 * by default the client looks at nothing but the certificate's dates.
 */
@Component("ftps")
final class StrictFtpsComponent extends FtpsComponent {
    private final RemoteEndpointRules rules;

    StrictFtpsComponent(RemoteEndpointRules rules) {
        this.rules = rules;
    }

    @Override
    protected GenericFileEndpoint<FTPFile> buildFileEndpoint(
            String uri, String remaining, Map<String, Object> parameters) throws Exception {
        URI address = new URI(StringHelper.before(uri, "?", uri));
        FtpsConfiguration configuration = new FtpsConfiguration(address);
        RemoteEndpointRules.setFolder(configuration, address.getPath());
        return new Server(uri, this, configuration);
    }

    @Override
    protected void afterPropertiesSet(GenericFileEndpoint<FTPFile> endpoint) {
        rules.apply(endpoint);
        FtpsConfiguration configuration = (FtpsConfiguration) endpoint.getConfiguration();
        configuration.setPassiveMode(true);
        configuration.setBinary(true);
        configuration.setDisableSecureDataChannelDefaults(false);
        configuration.setExecPbsz(0L);
        configuration.setExecProt("P");
    }

    private final class Server extends FtpsEndpoint {
        Server(String uri, FtpsComponent component, FtpsConfiguration configuration) {
            super(uri, component, configuration);
        }

        @Override
        protected FTPClient createFtpClient() {
            StrictFtpsClient client =
                    new StrictFtpsClient(getConfiguration().isImplicit(), TrustedAuthorities.context(rules.settings()));
            if (getFileExist() == GenericFileExist.TryRename) {
                client.replaceOnRename();
            }
            return client;
        }
    }
}
