package invitations.remote;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import invitations.settings.Property;
import invitations.settings.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.net.ftp.FTPReply;

/** Whether a server can be reached and trusted, lets us in, and has the folders; changes nothing there. */
public final class ServerCheck {
    private ServerCheck() {}

    /** {@return what is wrong with the SFTP server that is set; empty when nothing is} */
    public static Optional<RemoteProblem> sftp(Settings settings) {
        JSch client = new JSch();
        try {
            client.setKnownHosts(HostKeys.file(settings).toString());
            if (settings.optional(Property.SFTP_KEY_FILE).isPresent()) {
                client.addIdentity(
                        settings.text(Property.SFTP_KEY_FILE),
                        settings.optional(Property.SFTP_KEY_PASSPHRASE).orElse(null));
            }
            Session session = client.getSession(
                    settings.text(Property.SFTP_USERNAME),
                    settings.text(Property.SFTP_HOST),
                    settings.count(Property.SFTP_PORT));
            session.setConfig("StrictHostKeyChecking", "yes");
            settings.optional(Property.SFTP_PASSWORD).ifPresent(session::setPassword);
            configure(session, settings, Property.SFTP_CIPHERS, List.of("cipher.s2c", "cipher.c2s"));
            configure(session, settings, Property.SFTP_KEY_EXCHANGE, List.of("kex"));
            configure(session, settings, Property.SFTP_HOST_KEYS, List.of("server_host_key"));
            configure(session, settings, Property.SFTP_PUBLIC_KEYS, List.of("PubkeyAcceptedAlgorithms"));
            session.setTimeout(millis(settings, Property.REQUEST_TIMEOUT));
            session.connect(millis(settings, Property.CONNECT_TIMEOUT));
            try {
                ChannelSftp channel = (ChannelSftp) session.openChannel("sftp");
                channel.connect(millis(settings, Property.CONNECT_TIMEOUT));
                for (String folder : folders(
                        settings,
                        Property.SFTP_FOLDER,
                        Property.SFTP_AFTER,
                        Property.SFTP_ARCHIVE,
                        Property.SFTP_OUTGOING)) {
                    try {
                        channel.ls(folder, entry -> ChannelSftp.LsEntrySelector.BREAK);
                    } catch (SftpException e) {
                        return Optional.of(RemoteProblem.of(e).at(folder));
                    }
                }
                return Optional.empty();
            } finally {
                session.disconnect();
            }
        } catch (JSchException e) {
            return Optional.of(RemoteProblem.of(e));
        }
    }

    /** {@return what is wrong with the FTPS server that is set; empty when nothing is} */
    public static Optional<RemoteProblem> ftps(Settings settings) {
        StrictFtpsClient client = new StrictFtpsClient(false, TrustedAuthorities.context(settings));
        try {
            client.setConnectTimeout(millis(settings, Property.CONNECT_TIMEOUT));
            client.setDefaultTimeout(millis(settings, Property.REQUEST_TIMEOUT));
            client.connect(settings.text(Property.FTPS_HOST), settings.count(Property.FTPS_PORT));
            client.login(settings.text(Property.FTPS_USERNAME), settings.text(Property.FTPS_PASSWORD));
            for (String folder : folders(
                    settings,
                    Property.FTPS_FOLDER,
                    Property.FTPS_AFTER,
                    Property.FTPS_ARCHIVE,
                    Property.FTPS_OUTGOING)) {
                if (!FTPReply.isPositiveCompletion(client.getReplyCode())) {
                    break;
                }
                String start = client.printWorkingDirectory();
                client.changeWorkingDirectory(folder);
                Optional<RemoteProblem> problem = RemoteProblem.ofReply(client.getReplyCode(), client.getReplyString());
                if (problem.isPresent()) {
                    return problem.map(found -> found.at(folder));
                }
                client.changeWorkingDirectory(start);
            }
            return RemoteProblem.ofReply(client.getReplyCode(), client.getReplyString());
        } catch (IOException e) {
            return Optional.of(RemoteProblem.of(e));
        } finally {
            close(client);
        }
    }

    private static List<String> folders(
            Settings settings, Property folder, Property after, Property archive, Property outgoing) {
        return Stream.of(
                        settings.optional(folder),
                        settings.optional(archive)
                                .filter(any -> settings.text(after).equals("archive")),
                        settings.optional(outgoing))
                .flatMap(Optional::stream)
                .toList();
    }

    private static void configure(Session session, Settings settings, Property property, List<String> keys) {
        settings.optional(property).ifPresent(value -> keys.forEach(key -> session.setConfig(key, value)));
    }

    private static int millis(Settings settings, Property property) {
        return Math.toIntExact(settings.duration(property).toMillis());
    }

    private static void close(StrictFtpsClient client) {
        try {
            client.disconnect();
        } catch (IOException e) {
            // It was looked at; how it says goodbye does not matter.
        }
    }
}
