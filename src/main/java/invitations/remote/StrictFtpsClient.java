package invitations.remote;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;
import org.jspecify.annotations.Nullable;

/**
 * Holds the certificate of each connection against the host's name, of those for files as of the one for commands: else
 * a machine with any certificate that is trusted could stand between both and read the files. Tells a folder that cannot be
 * listed from an empty one.
 */
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
        return FTPReply.isPositiveCompletion(rnto(to)) || (deleteFile(to) && super.rename(from, to));
    }

    @Override
    protected void _prepareDataSocket_(Socket socket) throws IOException {
        super._prepareDataSocket_(socket);
        if (!(socket instanceof SSLSocket encrypted)) {
            throw new SSLException("the connection for files is not encrypted");
        }
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        // The server says where to connect to by an address; the name that it must have is the one that is set.
        if (!isAddress(_hostname_)) {
            parameters.setServerNames(List.of(new SNIHostName(_hostname_)));
        }
        encrypted.setSSLParameters(parameters);
    }

    private static boolean isAddress(@Nullable String host) {
        return host == null || host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
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
