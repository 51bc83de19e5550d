package invitations.remote;

import java.io.IOException;
import javax.net.ssl.SSLContext;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;

/** Holds the certificate against the host's name, and tells a folder that cannot be listed from an empty one. */
public final class StrictFtpsClient extends FTPSClient {
    /** @param implicit whether the connection is encrypted from its first byte on */
    public StrictFtpsClient(boolean implicit, SSLContext context) {
        super(implicit, context);
        setEndpointCheckingEnabled(true);
    }

    @Override
    public FTPFile[] listFiles(String folder) throws IOException {
        FTPFile[] files = super.listFiles(folder);
        if (!FTPReply.isPositiveCompletion(getReplyCode())) {
            throw new IOException("the folder " + folder + " cannot be listed: "
                    + getReplyString().strip());
        }
        return files;
    }
}
