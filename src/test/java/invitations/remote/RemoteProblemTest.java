package invitations.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.SftpException;
import java.io.EOFException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteProblemTest {
    @Test
    void the_innermost_failure_that_says_something_is_told() {
        assertThat(kind(new SftpException(ChannelSftp.SSH_FX_NO_SUCH_FILE, "No such file")))
                .isEqualTo(RemoteProblem.Kind.NOT_FOUND);
        assertThat(kind(new SftpException(ChannelSftp.SSH_FX_PERMISSION_DENIED, "denied")))
                .isEqualTo(RemoteProblem.Kind.PERMISSION);
        assertThat(kind(new SftpException(ChannelSftp.SSH_FX_FAILURE, "?"))).isEqualTo(RemoteProblem.Kind.CONNECTION);
        assertThat(kind(new JSchException("Auth fail for methods 'password'")))
                .isEqualTo(RemoteProblem.Kind.PERMISSION);
        assertThat(kind(new JSchException("timeout"))).isEqualTo(RemoteProblem.Kind.CONNECTION);
        assertThat(kind(new SSLHandshakeException("no path"))).isEqualTo(RemoteProblem.Kind.CONNECTION);
        assertThat(kind(new EOFException("cut"))).isEqualTo(RemoteProblem.Kind.CONNECTION);
        assertThat(kind(new IllegalStateException("?"))).isEqualTo(RemoteProblem.Kind.OTHER);
    }

    @Test
    void a_network_that_fails_in_other_words_is_one_trouble_and_a_wrong_certificate_is_not() {
        RemoteProblem cut = RemoteProblem.of(new EOFException("inputstream is closed"));

        assertThat(cut.isOfTheSameSort(RemoteProblem.of(new EOFException("Pipe closed"))))
                .isTrue();
        assertThat(cut.isOfTheSameSort(RemoteProblem.of(new SSLHandshakeException("no path"))))
                .isFalse();
        assertThat(cut.isOfTheSameSort(RemoteProblem.of(new SftpException(ChannelSftp.SSH_FX_NO_SUCH_FILE, "x"))))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "530, Not logged in, PERMISSION",
        "550, /inbox: No such file or directory, NOT_FOUND",
        "550, /inbox: Permission denied, PERMISSION"
    })
    void a_reply_of_ftp_is_told(int code, String reply, RemoteProblem.Kind kind) {
        assertThat(RemoteProblem.ofReply(code, reply)).map(RemoteProblem::kind).contains(kind);
    }

    @Test
    void a_reply_that_is_no_refusal_says_nothing() {
        assertThat(RemoteProblem.ofReply(226, "Transfer complete")).isEmpty();
        assertThat(RemoteProblem.ofReply(0, null)).isEmpty();
    }

    private static RemoteProblem.Kind kind(Exception cause) {
        return RemoteProblem.of(new IllegalStateException("outer", cause)).kind();
    }
}
