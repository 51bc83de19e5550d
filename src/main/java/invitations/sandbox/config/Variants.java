package invitations.sandbox.config;

import invitations.sandbox.Sandbox;
import java.time.Duration;

/**
 * What the vendors' documents leave open, or say in two ways. The bundle has to live with each of them.
 *
 * @param repeat what a second POST for the same person does
 * @param envelope how a page of a list is wrapped
 * @param emails how addresses are compared, in lists and to find a repeat
 * @param metadata what becomes of the {@code metadata} of an item
 * @param errorCodes how a bulk answer speaks of its failures
 * @param listLag how long a new invitation stays out of the lists; zero for not at all
 * @param blanks whether lists show invitations that nobody has redeemed
 * @param members when GitBook's member search finds a person who was invited
 * @param lists what of the invitations that a list is asked for it shows; GitBook's lists are always complete
 * @param keys how platforms, programs and courses are spelt by the server
 */
public record Variants(
        Repeat repeat,
        Envelope envelope,
        Emails emails,
        Metadata metadata,
        ErrorCodes errorCodes,
        Duration listLag,
        Blanks blanks,
        Members members,
        Lists lists,
        Keys keys) {

    /** With blank invitations that are shown, people who are members at once, and lists that tell the truth. */
    public Variants(
            Repeat repeat,
            Envelope envelope,
            Emails emails,
            Metadata metadata,
            ErrorCodes errorCodes,
            Duration listLag) {
        this(
                repeat,
                envelope,
                emails,
                metadata,
                errorCodes,
                listLag,
                Blanks.SHOWN,
                Members.AT_ONCE,
                Lists.COMPLETE,
                Keys.AS_SENT);
    }

    /** What a second POST for the same person does. */
    public enum Repeat {
        /** The invitation takes the new values, and another e-mail goes out. */
        UPDATE,
        /** The invitation stays as it is, and another e-mail goes out. */
        MAIL_AGAIN,
        /** Nothing happens; the answer is 400. */
        REFUSE_400,
        /** Nothing happens; the answer is 409. */
        REFUSE_409
    }

    /** How a page of a list is wrapped. */
    public enum Envelope {
        /** Both of the others at once, all with absolute addresses, as the vendor's own client expects it. */
        BOTH,
        /** {@code count, next, previous, results}, with absolute addresses. */
        NEXT,
        /** {@code count, next_page, previous_page, results}, with page numbers. */
        NEXT_PAGE
    }

    /** How e-mail addresses are compared. */
    public enum Emails {
        EXACT,
        CASE_FOLDED
    }

    /** What becomes of the {@code metadata} of an item. Unknown fields at the top level are kept as metadata always. */
    public enum Metadata {
        KEPT,
        DROPPED
    }

    /** How a bulk answer speaks of its failures. Never in the order of the items. */
    public enum ErrorCodes {
        /** One text a failure. */
        EACH,
        /** One text for all failures together. */
        ONE_FOR_ALL,
        /** Each text once. */
        DISTINCT,
        /** One code, such as {@code invalid_email}, a failure. */
        CODES
    }

    /** Whether lists show invitations that nobody has redeemed, with neither an address nor a user name. */
    public enum Blanks {
        SHOWN,
        HIDDEN
    }

    /** When GitBook's member search finds a person who was invited. */
    public enum Members {
        AT_ONCE,
        /** Once the person has accepted, as {@link Sandbox#accept} or {@code POST /_sandbox/accept} has it. */
        AFTER_JOINING
    }

    /** What of the invitations that a list is asked for it shows. It answers 200 in any case. */
    public enum Lists {
        COMPLETE,
        /** None: the key may write, and read nothing. */
        EMPTY,
        /** Only those of the source {@code own}, by whichever key. */
        OWN_SOURCE,
        /** All of the platform, for every person that is asked for: only filters by a platform, program or course are understood. */
        UNFILTERED,
        /** The same, but only the first page, as if there were no other. */
        FIRST_PAGE
    }

    /** How the keys of platforms, programs and courses are spelt by the server. */
    public enum Keys {
        AS_SENT,
        /** In lower case; lists are asked for them in any case. */
        LOWER_CASE,
        /** In lower case; lists that are asked for another spelling show nothing. */
        LOWER_CASE_EXACT
    }

    /** The behaviour that the documents make most likely. */
    public static Variants standard() {
        return new Variants(Repeat.UPDATE, Envelope.BOTH, Emails.EXACT, Metadata.KEPT, ErrorCodes.EACH, Duration.ZERO);
    }

    public Variants withRepeat(Repeat value) {
        return new Variants(value, envelope, emails, metadata, errorCodes, listLag, blanks, members, lists, keys);
    }

    public Variants withEnvelope(Envelope value) {
        return new Variants(repeat, value, emails, metadata, errorCodes, listLag, blanks, members, lists, keys);
    }

    public Variants withEmails(Emails value) {
        return new Variants(repeat, envelope, value, metadata, errorCodes, listLag, blanks, members, lists, keys);
    }

    public Variants withMetadata(Metadata value) {
        return new Variants(repeat, envelope, emails, value, errorCodes, listLag, blanks, members, lists, keys);
    }

    public Variants withErrorCodes(ErrorCodes value) {
        return new Variants(repeat, envelope, emails, metadata, value, listLag, blanks, members, lists, keys);
    }

    public Variants withListLag(Duration value) {
        return new Variants(repeat, envelope, emails, metadata, errorCodes, value, blanks, members, lists, keys);
    }

    public Variants withBlanks(Blanks value) {
        return new Variants(repeat, envelope, emails, metadata, errorCodes, listLag, value, members, lists, keys);
    }

    public Variants withMembers(Members value) {
        return new Variants(repeat, envelope, emails, metadata, errorCodes, listLag, blanks, value, lists, keys);
    }

    public Variants withLists(Lists value) {
        return new Variants(repeat, envelope, emails, metadata, errorCodes, listLag, blanks, members, value, keys);
    }

    public Variants withKeys(Keys value) {
        return new Variants(repeat, envelope, emails, metadata, errorCodes, listLag, blanks, members, lists, value);
    }
}
