package invitations.feed;

import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;

/** A feed's file with a mistake in one setting. */
final class InvalidFeedSettingException extends FileRefusedException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final int at;

    /**
     * @param at the line of the feed's file where the setting stands, from 1; 0 when that is not known
     * @param message which file, where in it, what is wrong and what was expected
     */
    InvalidFeedSettingException(String key, int at, String message) {
        super(ReasonCode.INVALID_FEED, 0, message);
        this.key = key;
        this.at = at;
    }

    String key() {
        return key;
    }

    int at() {
        return at;
    }
}
