package invitations.feed;

import invitations.invitation.Code;
import invitations.invitation.RefusedFile;

/** A feed's file with a mistake in one setting. */
final class WrongSetting extends RefusedFile {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final int at;

    /**
     * @param at the line of the feed's file where the setting stands, from 1; 0 when that is not known
     * @param message which file, where in it, what is wrong and what was expected
     */
    WrongSetting(String key, int at, String message) {
        super(Code.INVALID_FEED, 0, message);
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
