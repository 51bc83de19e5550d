package invitations.testing;

import invitations.sandbox.Sandbox;
import invitations.sandbox.config.SandboxSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A port of this machine at which nobody answers until a sandbox does: it is held meanwhile, so that no other gets it. */
public final class LatePort implements AutoCloseable {
    private final Socket held;
    private final int number;

    private LatePort(Socket held) {
        this.held = held;
        this.number = held.getLocalPort();
    }

    public static LatePort take() throws IOException {
        Socket socket = new Socket();
        // Bound and not listening: who connects is refused.
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return new LatePort(socket);
    }

    public int number() {
        return number;
    }

    /** From now on a sandbox answers there. */
    public Sandbox open() {
        close();
        return Sandbox.start(SandboxSettings.withKey(SandboxStage.KEY).withPort(number));
    }

    @Override
    public void close() {
        try {
            held.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
