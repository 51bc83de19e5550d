package invitations.remote;

import java.io.IOException;
import javax.net.ssl.SSLContext;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;

/** Holds the certificate against the host's name, and tells a folder that cannot be listed from an empty one. */
public final class StrictFtpsClient extends FTPSClient {
    private boolean replacing;

    /** @param implicit whether the connection is encrypted from its first byte on */
    public StrictFtpsClient(boolean implicit, SSLContext context) {
        super(implicit, context);
        setEndpointCheckingEnabled(true);
    }

    /**
     * From now on {@link #rename} replaces a file of the new name. Most servers do so at once. One that refuses is told to
     * delete that file before, so that it has neither for a moment.
     */
    public void replaceOnRename() {
        replacing = true;
    }

    @Override
    public boolean rename(String from, String to) throws IOException {
        if (!replacing) {
            return super.rename(from, to);
        }
        if (!FTPReply.isPositiveIntermediate(rnfr(from))) {
            return false;
        }
        return FTPReply.isPositiveCompletion(rnto(to)) || deleteFile(to) && super.rename(from, to);
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
