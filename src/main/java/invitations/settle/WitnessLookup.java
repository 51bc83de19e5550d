package invitations.settle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import invitations.api.InvitationList;
import invitations.api.ListPage;
import invitations.base.Sha256;
import invitations.ledger.drop.KnownInvitations;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks a list for people whom the ledger knows to be there, until it is known whether the list shows them. One of them is
 * enough where the list shows nobody but who was asked for; else it must show the first and the last of them. For one
 * thread at a time.
 */
final class WitnessLookup {
    /** No list that filters shows so much of one person. */
    private static final int MOST_PAGES = 20;

    /** How many must be seen in a list that shows others too. */
    private static final int ENDS = 2;

    private final Witnesses witnesses;
    private final Witnesses.Place place;
    private final InvitationList list;
    private final boolean showedOthers;
    private final boolean isInPlace;
    private final Deque<KnownInvitations.Known> left;
    private boolean showsOthers;
    private int seen;
    private long seenUntil;
    private KnownInvitations.@Nullable Known hidden;
    private boolean isAnyLate;
    private @Nullable PersonRequests look;
    private @Nullable Testimony testimony;

    WitnessLookup(Witnesses witnesses, Witnesses.Place place, InvitationList list, boolean showsOthers) {
        this.witnesses = witnesses;
        this.place = place;
        this.list = list;
        this.showedOthers = showsOthers;
        this.showsOthers = showsOthers;
        testimony = witnesses.before(place, showsOthers).orElse(null);
        Deque<KnownInvitations.Known> there =
                testimony == null ? new ArrayDeque<>(witnesses.in(place)) : new ArrayDeque<>();
        isInPlace = !there.isEmpty();
        left = isInPlace || testimony != null ? there : new ArrayDeque<>(witnesses.around(place));
        if (testimony == null) {
            nextPerson();
        }
    }

    /** {@return what was found out; empty while there is something to ask} */
    Optional<Testimony> testimony() {
        return Optional.ofNullable(testimony);
    }

    /** {@return what the list is to show now} */
    Map<String, String> parameters() {
        return Objects.requireNonNull(look).parameters();
    }

    /**
     * Reads a page.
     *
     * @param number which one of its list, from 1
     * @return whether the next page of the same list is wanted; else the first one of another, if anything
     */
    boolean read(ListPage page, int number) {
        PersonRequests asked = Objects.requireNonNull(look);
        showsOthers |= asked.isAnyOther(page);
        if (asked.isIn(page)) {
            seen++;
            seenUntil = Math.max(seenUntil, left.getFirst().intendedAt());
            judge();
            return false;
        }
        if (!page.isLast() && number < MOST_PAGES) {
            return true;
        }
        if (!asked.next()) {
            missed(left.removeFirst());
        }
        return false;
    }

    /** The one who was asked for is there. */
    private void judge() {
        left.removeFirst();
        boolean isEnough = isInPlace && (!showsOthers || seen >= ENDS);
        if (isEnough) {
            conclude(Testimony.Verdict.SHOWN);
        } else {
            nextPerson();
        }
    }

    private void missed(KnownInvitations.Known person) {
        if (person.isYoung()) {
            isAnyLate = true;
        } else {
            hidden = hidden == null ? person : hidden;
        }
        boolean isProof = hidden != null && (!isInPlace || showsOthers);
        if (isProof) {
            conclude(Testimony.Verdict.HIDDEN);
        } else {
            nextPerson();
        }
    }

    private void nextPerson() {
        KnownInvitations.Known person = left.peekFirst();
        if (person != null) {
            look = new PersonRequests(list, place.tenant(), person.targetKey(), person.pool(), asked(person));
        } else if (!isInPlace) {
            conclude(Testimony.Verdict.UNKNOWN);
        } else if (hidden != null) {
            conclude(Testimony.Verdict.HIDDEN);
        } else {
            conclude(isAnyLate ? Testimony.Verdict.LATER : Testimony.Verdict.SHOWN);
        }
    }

    /** The one field of the person that the list is to be filtered by. */
    private JsonNode asked(KnownInvitations.Known person) {
        JsonNode item = person.parsedItem();
        String field = isInPlace ? place.field() : PersonRequests.field(item);
        return JsonNodeFactory.instance.objectNode().set(field, item.path(field));
    }

    private void conclude(Testimony.Verdict verdict) {
        KnownInvitations.Known missing = hidden;
        String reason = verdict != Testimony.Verdict.HIDDEN || missing == null
                ? ""
                : "its list does not show who was invited there by line " + missing.line() + " of drop "
                        + missing.drop();
        testimony = new Testimony(verdict, seen > 0 ? hash() : "", showsOthers ? seenUntil : Long.MAX_VALUE, reason);
        witnesses.judged(place, showedOthers, testimony);
    }

    /** It gets no answer: another question may find out. */
    void abandon() {
        if (testimony == null) {
            witnesses.abandoned(place, showedOthers);
        }
    }

    private String hash() {
        return Sha256.of(place.toString());
    }
}
