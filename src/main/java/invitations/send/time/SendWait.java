package invitations.send.time;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What rows wait for that are not sent now.
 *
 * @param kind for machines
 * @param until when they may go; null where a person must act
 * @param sentence what they wait for, and until when
 */
public record SendWait(Kind kind, @Nullable Instant until, String sentence) {
    /** What is waited for. */
    public enum Kind {
        /** For a person to take a file away. */
        PAUSE,
        /** For a window of the feed to open. */
        SEND_WINDOW,
        /** For the turn of the recipients' domains. */
        PER_DOMAIN_RATE;

        /** {@return its name for machines, that of the setting} */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
