package invitations.intake.inbox;

import invitations.base.PrivateFolders;
import invitations.intake.container.UnpackLimits;
import invitations.invitation.FileRefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Copies files of others, which may be sparse or grow. Never writes more bytes than the limit.
 *
 * @param limit how many bytes a file may have
 */
public record BoundedCopy(long limit) {
    private static final int BUFFER = 1 << 16;

    /**
     * Looks at a size before anything is copied.
     *
     * @throws FileRefusedException when so many bytes are too many
     */
    void check(long size) {
        if (size > limit) {
            throw UnpackLimits.tooLarge("the file", limit);
        }
    }

    /**
     * Copies all that the channel has to a new file of this user alone, and closes the channel. A copy that is too large or
     * cannot be made is taken away.
     *
     * @throws FileRefusedException when it has more bytes than the limit
     */
    void copy(SeekableByteChannel from, Path target) throws IOException {
        try (from;
                FileChannel to = FileChannel.open(
                        target, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PrivateFolders.FILE)) {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            long size = 0;
            while (from.read(buffer) >= 0) {
                size += buffer.position();
                check(size);
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException | FileRefusedException e) {
            Files.deleteIfExists(target);
            throw e;
        }
    }
}
