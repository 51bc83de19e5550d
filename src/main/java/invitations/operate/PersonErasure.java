package invitations.operate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import invitations.invitation.PersonMatcher;
import invitations.ledger.Ledger;
import invitations.ledger.operate.Erasure;
import invitations.ledger.operate.OperatorRefusedException;
import invitations.ledger.store.AuditTrail;
import invitations.report.Reports;
import invitations.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code erasing}: forgets people, and deletes what is not kept any longer. What came of it is told as a JSON
 * object, without the address. Safe for any number of threads, one after the other.
 */
public final class PersonErasure {
    private static final Logger LOG = LoggerFactory.getLogger(PersonErasure.class);
    private static final ObjectMapper MAPPER =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private final Ledger ledger;
    private final RetentionPolicy keep;
    private final ErasedFileSync files;
    private final RetentionPurge retention;

    private PersonErasure(Ledger ledger, RetentionPolicy keep, ErasedFileSync files, RetentionPurge retention) {
        this.ledger = ledger;
        this.keep = keep;
        this.files = files;
        this.retention = retention;
    }

    /** For the home of these settings. */
    public static PersonErasure of(Settings settings, Ledger ledger, Reports reports) {
        RetentionPolicy keep = RetentionPolicy.of(settings);
        return new PersonErasure(
                ledger,
                keep,
                new ErasedFileSync(settings.home(), ledger, reports),
                new RetentionPurge(settings.home(), ledger, reports, keep));
    }

    private record Concerned(String drop, String feed, String state, long rows) {
        static List<Concerned> of(List<Erasure.Trace> traces) {
            return traces.stream()
                    .map(trace -> new Concerned(
                            trace.drop().id(),
                            trace.drop().feed(),
                            trace.drop().state().name(),
                            trace.count()))
                    .toList();
        }
    }

    /** {@return whether anything is kept for a time only} */
    public boolean isAnythingPurged() {
        return !keep.times().isEmpty();
    }

    /** Does what a crash left of the work on files. */
    public void finish() {
        try {
            files.finish();
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Files are left that are to follow what was erased; the next start tries again", e);
        }
    }

    /** {@return where a person is known; changes nothing} */
    public String known(String email) {
        try {
            return MAPPER.createObjectNode()
                    .set("known", MAPPER.valueToTree(Concerned.of(found(person(email)))))
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The drops that the ledger knows to name the person, and those of which it is in their file only. */
    private List<Erasure.Trace> found(PersonMatcher person) throws IOException {
        Map<Long, Erasure.Trace> found = new TreeMap<>();
        files.refused(person).forEach(trace -> found.put(trace.drop().number(), trace));
        ledger.erasure().find(person).forEach(trace -> found.put(trace.drop().number(), trace));
        return List.copyOf(found.values());
    }

    /**
     * Erases a person; nothing, where a drop that names them has not ended.
     *
     * @throws OperatorRefusedException when it is no address
     */
    synchronized String forget(String email, String who) {
        PersonMatcher person = person(email);
        try {
            files.finish();
            List<Erasure.Trace> found = found(person);
            List<Erasure.Trace> open = open(found);
            int remains = 0;
            if (open.isEmpty()) {
                if (!found.isEmpty() && !ledger.erasure().forget(person, found, who)) {
                    open = open(now(found));
                }
                files.finish();
                remains = files.deleteRemains(person);
            }
            boolean isAnyErased = open.isEmpty() && !ledger.erasure().touched().isEmpty();
            String problem = isAnyErased ? ledger.erasure().writeAnew(files::freeDisk) : null;
            List<String> unread = new ArrayList<>();
            ObjectNode result = MAPPER.createObjectNode();
            result.set("erased", MAPPER.valueToTree(open.isEmpty() ? Concerned.of(found) : List.of()));
            result.set("open", MAPPER.valueToTree(Concerned.of(open)));
            result.put("files_deleted", remains);
            result.set(
                    "elsewhere",
                    MAPPER.valueToTree(
                            files.elsewhere(person, path -> unread.add(String.valueOf(path.getFileName())))));
            result.set("not_searched", MAPPER.valueToTree(unread));
            return result.put("ledger_problem", problem)
                    .put("journal_emptied", ledger.erasure().leaveNoTrace())
                    .toString();
        } catch (IOException | UncheckedIOException e) {
            ledger.erasure().leaveNoTrace();
            throw failure(e, "not all files could follow what was erased; the next start, or the same again, goes on");
        }
    }

    private List<Erasure.Trace> now(List<Erasure.Trace> found) {
        return found.stream()
                .map(trace -> new Erasure.Trace(
                        ledger.drops().find(trace.drop().id()).orElseThrow(), trace.rows(), trace.count()))
                .toList();
    }

    private static List<Erasure.Trace> open(List<Erasure.Trace> found) {
        return found.stream().filter(trace -> !trace.drop().hasEnded()).toList();
    }

    private static PersonMatcher person(String email) {
        String address = email.strip();
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1) {
            throw new OperatorRefusedException("expected an e-mail address, such as name@example.org");
        }
        return new PersonMatcher(address);
    }

    /** {@return what would be deleted now; changes nothing} */
    public String due() {
        try {
            return told(retention.due(ledger.clock().instant()), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes what is not kept any longer. */
    synchronized String purge(String who) {
        try {
            return told(retention.purge(ledger.clock().instant(), who), false);
        } catch (IOException | UncheckedIOException e) {
            throw failure(e, "not everything could be deleted; the next run goes on");
        }
    }

    /** The same, told to the log. What cannot be deleted now may be tomorrow. */
    public void purgeNightly() {
        try {
            LOG.info("What is not kept any longer is deleted: {}", purge(AuditTrail.account()));
        } catch (OperatorRefusedException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    /** An operator's mistake is not what it is, but an answer it must be: the instance goes on. */
    private static OperatorRefusedException failure(Exception cause, String what) {
        LOG.error("The erasing of people is not done with", cause);
        return new OperatorRefusedException(what + ": " + cause.getMessage());
    }

    private static String told(RetentionPurge.Outcome outcome, boolean dryRun) {
        ObjectNode told = MAPPER.createObjectNode().put("dry_run", dryRun);
        told.setAll(Map.of(
                "drops", MAPPER.valueToTree(outcome.drops()),
                "follow_ups", MAPPER.valueToTree(outcome.followUps()),
                "quarantined", MAPPER.valueToTree(outcome.quarantined())));
        if (outcome.ledger() != null) {
            told.set("ledger", MAPPER.valueToTree(outcome.ledger()));
        }
        return told.toString();
    }
}
