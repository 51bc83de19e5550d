package invitations.guard;

import invitations.base.DisplayText;
import invitations.base.EmailMask;
import invitations.feed.guard.ApprovalFileName;
import invitations.feed.guard.ApprovalFileName.Verb;
import invitations.feed.guard.ApprovalSettings;
import invitations.feed.guard.GuardSettings;
import invitations.invitation.DropState;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.operate.Approval;
import invitations.ledger.operate.ApprovalResult;
import invitations.ledger.operate.Hold;
import invitations.ledger.operate.OperatorRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the folders of drops that are held as the ledger has them, and acts on the files there that approve or discard a
 * drop. The ledger comes first, and the file is taken away after it: a crash in between loses no approval, and none counts
 * twice. Safe for any number of threads.
 */
public final class HoldFolders {
    private static final Logger LOG = LoggerFactory.getLogger(HoldFolders.class);

    private final Path home;
    private final HoldFolder folder;
    private final Ledger ledger;
    private final Function<String, GuardSettings> settings;
    private final PlanDisplay display;
    private final Aside aside;

    /** Puts a file of the home aside that is for no drop which is held. */
    @FunctionalInterface
    public interface Aside {
        void put(Path file) throws IOException;
    }

    /**
     * @param folder the folder {@code hold} of the home
     * @param settings what a feed says of guards and approvals, by its name
     */
    public HoldFolders(
            Path home,
            Path folder,
            Ledger ledger,
            Function<String, GuardSettings> settings,
            PlanDisplay display,
            Aside aside) {
        this.home = home;
        this.folder = new HoldFolder(folder);
        this.ledger = ledger;
        this.settings = settings;
        this.display = display;
        this.aside = aside;
    }

    /** Writes the folder of a drop where it is held, and takes it away where it is not. */
    public synchronized void bring(Drop drop) {
        try {
            Drop now = ledger.drops().now(drop);
            if (now.state() == DropState.HELD) {
                write(now);
            } else {
                remove(folder.of(now), now);
            }
        } catch (IOException e) {
            LOG.error("The folder of drop {} below hold cannot be brought up to date: {}", drop.id(), e.toString());
        }
    }

    /** Brings all folders up to date after a start, then acts on the files that are there. */
    public synchronized void settle() {
        Set<Path> held = new HashSet<>();
        for (Drop drop : ledger.drops().in(DropState.HELD)) {
            held.add(folder.of(drop));
            bring(drop);
        }
        try {
            for (Path left : folder.drops()) {
                if (!held.contains(left)) {
                    remove(left, drop(left).orElse(null));
                }
            }
            for (Path file : folder.approvals()) {
                act(file);
            }
        } catch (IOException e) {
            LOG.error("The folder hold cannot be looked through: {}", e.toString());
        }
    }

    /**
     * Acts on a file that is named as an approval. One that must not act is put aside with a notice.
     *
     * @return the drop that goes on now: to be received once more, or sending; null where none does
     */
    public synchronized @Nullable Drop act(Path file) {
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return null;
            }
            Optional<Drop> drop =
                    folder.isInDrop(file) ? drop(file.resolveSibling("").normalize()) : Optional.empty();
            if (drop.isEmpty() || drop.get().state() != DropState.HELD) {
                putAside(file, drop.orElse(null));
                return null;
            }
            return act(file, drop.get());
        } catch (IOException e) {
            LOG.error("{} cannot be acted upon, and is tried again: {}", shown(file), e.toString());
            return null;
        }
    }

    private @Nullable Drop act(Path file, Drop drop) throws IOException {
        Drop gone = null;
        try {
            gone = decide(file, drop);
            Files.deleteIfExists(file);
        } catch (RefusedApprovalException | OperatorRefusedException | FileRefusedException refused) {
            String why = refused instanceof FileRefusedException settingsChanged
                    ? settingsChanged.reason()
                    : String.valueOf(refused.getMessage());
            LOG.warn("{} of feed {} does nothing: {}", shown(file), drop.feed(), why);
            folder.refuse(file, why);
        }
        bring(drop);
        return gone;
    }

    /** {@return the drop that goes on; null where it stays held} */
    private @Nullable Drop decide(Path file, Drop drop) throws IOException {
        ApprovalFileName name = ApprovalFileName.of(file.getFileName().toString())
                .orElseThrow(() -> new RefusedApprovalException(
                        "its name is not that of a template without its ending " + ApprovalFileName.TEMPLATE));
        ApprovalSettings approval = settings.apply(drop.feed()).approval();
        Approval by = by(ApprovalFile.read(home, file), name, approval);
        if (name.verb() == Verb.DISCARD) {
            Drop discarded = ledger.holds().discard(drop, by);
            LOG.info("Drop {} of feed {} is discarded by a file of {}", drop.id(), drop.feed(), by.name());
            return discarded;
        }
        ApprovalResult result = ledger.holds().approve(drop, by, Guards.rule(approval));
        switch (result.kind()) {
            case APPROVED ->
                LOG.info("Drop {} of feed {} is approved by a file of {}", drop.id(), drop.feed(), by.name());
            case EXPIRED ->
                LOG.warn(
                        "Drop {} of feed {} was held so long ago that the file of {} only has it looked at again",
                        drop.id(),
                        drop.feed(),
                        by.name());
            case ANOTHER_NEEDED ->
                LOG.info(
                        "Drop {} of feed {} is approved by a file of {}; another person must approve it as well",
                        drop.id(),
                        drop.feed(),
                        by.name());
            case SAME_PERSON ->
                throw new RefusedApprovalException(
                        by.name() + " has approved it before, and another person must approve it as well");
        }
        return result.kind() == ApprovalResult.Kind.ANOTHER_NEEDED ? null : result.drop();
    }

    private static Approval by(ApprovalFile file, ApprovalFileName name, ApprovalSettings approval) {
        if (file.name().isEmpty() && name.verb() == Verb.APPROVE && approval.people() > 1) {
            throw new RefusedApprovalException(approval.people()
                    + " different people must approve it, so that each file needs a name behind 'Name:'");
        }
        return new Approval(file.name().isEmpty() ? file.owner() : file.name(), "file", name.hash());
    }

    private void write(Drop drop) throws IOException {
        Hold hold = ledger.holds().of(drop);
        Optional<GuardSettings> now = settings(drop);
        HoldNotice notice = new HoldNotice(drop, hold, now, display.lines(drop, hold.reasons()));
        folder.write(drop, hold, notice.lines(), display);
    }

    private Optional<GuardSettings> settings(Drop drop) {
        try {
            return Optional.of(settings.apply(drop.feed()));
        } catch (FileRefusedException changedSince) {
            return Optional.empty();
        }
    }

    /** What is there and was not acted upon is put aside first. */
    private void remove(Path of, @Nullable Drop drop) throws IOException {
        for (Path file : folder.approvals()) {
            if (of.equals(file.resolveSibling("").normalize())) {
                putAside(file, drop);
            }
        }
        folder.remove(of);
    }

    /** A file that has acted before a crash goes away. */
    private void putAside(Path file, @Nullable Drop drop) throws IOException {
        Optional<ApprovalFileName> name = ApprovalFileName.of(file.getFileName().toString());
        if (drop != null && name.isPresent() && hasActed(name.get(), drop)) {
            Files.deleteIfExists(file);
        } else {
            aside.put(file);
        }
    }

    private boolean hasActed(ApprovalFileName name, Drop drop) {
        return name.verb() == Verb.APPROVE
                ? ledger.holds().isApproved(drop, name.hash())
                : drop.code() == ReasonCode.DISCARDED;
    }

    private Optional<Drop> drop(Path of) {
        String feed = String.valueOf(of.resolveSibling("").normalize().getFileName());
        return ledger.drops().find(String.valueOf(of.getFileName())).filter(drop -> drop.feed()
                .equals(feed));
    }

    private String shown(Path file) {
        return EmailMask.mask(DisplayText.printable(home.relativize(file).toString()));
    }
}
