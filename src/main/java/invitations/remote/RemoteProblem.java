package invitations.remote;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchChangedHostKeyException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.SftpException;
import invitations.settings.SecretMask;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why a server could not be worked with.
 *
 * @param kind what an operator has to look at
 * @param words what is wrong, and what to do
 */
public record RemoteProblem(Kind kind, String words) {
    /** Replies of FTP, as of RFC 959: not logged in, and a file or folder that is not available. */
    private static final int NOT_LOGGED_IN = 530;

    private static final int NOT_AVAILABLE = 550;

    /** Without what a server may have quoted of a login. */
    public RemoteProblem {
        words = SecretMask.mask(words);
    }

    /** What an operator has to look at. */
    public enum Kind {
        NOT_FOUND,
        PERMISSION,
        CONNECTION,
        /** Neither of the three, or it cannot be told. */
        OTHER
    }

    /** {@return whether both are one trouble, which a network tells in other words each time} */
    public boolean isOfTheSameSort(RemoteProblem other) {
        return kind == other.kind && sort().equals(other.sort());
    }

    /** The same problem, of that folder. */
    RemoteProblem at(String folder) {
        return new RemoteProblem(kind, words + " (" + folder + ")");
    }

    /** The words that are ours; those of others stand behind the colon. */
    private String sort() {
        int colon = words.indexOf(": ");
        return colon < 0 ? words : words.substring(0, colon);
    }

    /** {@return what the failure, or what it was caused by, says} */
    public static RemoteProblem of(Throwable failure) {
        Throwable around = failure;
        for (Throwable each = failure; each != null; around = each, each = each.getCause()) {
            if (each instanceof JSchException ssh) {
                return ofSsh(ssh);
            }
            if (each instanceof SftpException sftp) {
                return ofSftp(sftp, around);
            }
            if (each instanceof SSLException tls) {
                return ofTls(tls);
            }
            if (each instanceof IOException) {
                return connection(each.getMessage());
            }
        }
        return new RemoteProblem(Kind.OTHER, "it cannot be worked with: " + failure.getMessage());
    }

    /** {@return what a server's reply to FTP says; empty where it is no refusal} */
    public static Optional<RemoteProblem> ofReply(int code, @Nullable String reply) {
        String words = String.valueOf(reply).strip();
        String small = words.toLowerCase(Locale.ROOT);
        return switch (code) {
            case NOT_LOGGED_IN ->
                Optional.of(new RemoteProblem(
                        Kind.PERMISSION, "the server refuses the login; check user name and password"));
            case NOT_AVAILABLE ->
                Optional.of(small.contains("denied") || small.contains("permi") ? permission(words) : notFound(words));
            default -> Optional.empty();
        };
    }

    private static RemoteProblem ofSsh(JSchException failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof JSchChangedHostKeyException) {
            return new RemoteProblem(
                    Kind.CONNECTION,
                    "THE SERVER SHOWS ANOTHER KEY than the file of known hosts has. Somebody may stand between you and"
                            + " it: ask its operator before you change that file. Nothing was sent to it");
        }
        if (failure instanceof JSchHostKeyException) {
            return new RemoteProblem(
                    Kind.CONNECTION,
                    "the server shows a key that is not in the file of known hosts. If it was known until now,"
                            + " somebody may stand between you and it: ask its operator before you add what doctor"
                            + " --scan-host-key shows");
        }
        if (message.startsWith("Auth ")) {
            return new RemoteProblem(
                    Kind.PERMISSION, "the server refuses the login; check user name, password and key");
        }
        return connection(failure.getMessage());
    }

    /** @param around what was being done, where somebody says so */
    private static RemoteProblem ofSftp(SftpException failure, Throwable around) {
        String message = around == failure ? failure.getMessage() : around.getMessage();
        return switch (failure.id) {
            case ChannelSftp.SSH_FX_NO_SUCH_FILE -> notFound(message);
            case ChannelSftp.SSH_FX_PERMISSION_DENIED -> permission(message);
            default -> connection(failure.getMessage());
        };
    }

    private static RemoteProblem ofTls(SSLException failure) {
        return new RemoteProblem(
                Kind.CONNECTION,
                "the server's certificate or encryption is not accepted, so nothing was sent to it: "
                        + failure.getMessage());
    }

    private static RemoteProblem notFound(@Nullable String message) {
        return new RemoteProblem(
                Kind.NOT_FOUND, "a folder or file is not there; check the folders that are set: " + message);
    }

    private static RemoteProblem permission(@Nullable String message) {
        return new RemoteProblem(
                Kind.PERMISSION,
                "the server does not permit it; ask its operator for the rights on the folders: " + message);
    }

    private static RemoteProblem connection(@Nullable String message) {
        return new RemoteProblem(Kind.CONNECTION, "the connection fails: " + message);
    }
}
