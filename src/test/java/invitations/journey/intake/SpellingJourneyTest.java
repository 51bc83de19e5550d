package invitations.journey.intake;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.camel.InvitationRuntime;
import invitations.invitation.InvitationKey;
import invitations.invitation.RowStatus;
import invitations.ledger.drop.Drop;
import invitations.ledger.report.ResultRow;
import invitations.sandbox.store.Mail;
import invitations.settings.Property;
import invitations.testing.SandboxStage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of rows as people might have spelt them: by the sandbox's own record, each person is invited where and as the row
 * means it, or is held back. Properties: {@code invitations.spellings.files} (200) and {@code invitations.spellings.seed}
 * (20261130).
 */
class SpellingJourneyTest {
    private static final int FILES = Integer.getInteger("invitations.spellings.files", 200);
    private static final long SEED = Long.getLong("invitations.spellings.seed", 20_261_130);
    private static final Pattern ID = Pattern.compile("p\\d+x\\d+", Pattern.CASE_INSENSITIVE);

    private final List<String> wrong = new ArrayList<>();
    private int sent;
    private int heldBack;

    @TempDir
    Path folder;

    @Test
    void each_person_is_invited_as_the_row_means_it_or_is_held_back() throws Exception {
        try (SandboxStage stage = SandboxStage.open(folder)) {
            stage.set(Property.ORG, "acme");
            stage.set(Property.SEND_CONCURRENCY, "8");
            try (InvitationRuntime runtime = stage.start(InvitationRuntime.Mode.ONCE)) {
                for (int number = 0; number < FILES; number++) {
                    hold(stage, runtime, number);
                }
            }
            stage.verify();
        }
        assertThat(wrong).as("seed " + SEED).isEmpty();
        assertThat(sent).as("invited").isGreaterThan(FILES * Spelling.ROWS / 4);
        assertThat(heldBack).as("held back").isGreaterThan(FILES * Spelling.ROWS / 10);
    }

    private void hold(SandboxStage stage, InvitationRuntime runtime, int number) throws Exception {
        Spelling spelling = new Spelling(SEED, number);
        Path file = Files.write(
                Files.createDirectories(folder.resolve("in")).resolve("people" + number + ".csv"), spelling.write());
        int before = stage.sandbox().record().size();
        Drop drop = runtime.receive(runtime.receiving().copy(file, "default", false))
                .get(0);
        if (drop.isOpen()) {
            drop = runtime.send(drop);
        }
        List<Mail> mails = stage.sandbox()
                .record()
                .subList(before, stage.sandbox().record().size());
        List<ResultRow> rows = runtime.ledger().results().page(drop, 0, 1_000);
        String what = "file " + number + " " + drop.code() + " [" + spelling.history() + "]: ";

        Set<String> invited = new TreeSet<>();
        for (Mail mail : mails) {
            String id = id(mail.person());
            Spelling.Person meant = spelling.people().get(id);
            if (meant == null || !isMeant(mail, meant)) {
                wrong.add(what + "sent " + mail + ", meant " + meant);
            }
            if (!invited.add(id)) {
                wrong.add(what + "twice " + mail);
            }
        }
        Set<String> kept = new TreeSet<>();
        for (ResultRow row : rows) {
            String id = id(String.join(" ", row.cells()));
            kept.add(id);
            if ((row.status() == RowStatus.INVITED) != invited.contains(id)) {
                wrong.add(what + row.status() + ", invited " + invited.contains(id) + ": " + row.cells());
            }
        }
        for (Map.Entry<String, Spelling.Person> person : spelling.people().entrySet()) {
            boolean isInvited = invited.contains(person.getKey());
            if (drop.code() == null && !kept.contains(person.getKey())) {
                wrong.add(what + "in no row: " + person.getValue());
            }
            if (!isInvited && person.getValue().isSurelyMeant()) {
                wrong.add(what + "held back: " + person.getValue() + " "
                        + rows.stream()
                                .filter(row -> id(String.join(" ", row.cells())).equals(person.getKey()))
                                .map(row -> row.code() + " " + row.message())
                                .toList());
            }
            sent += isInvited ? 1 : 0;
            heldBack += isInvited ? 0 : 1;
        }
    }

    private static String id(String text) {
        // In letters of full width as well.
        Matcher id = ID.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC));
        return id.find() ? id.group().toLowerCase(java.util.Locale.ROOT) : text;
    }

    private static boolean isMeant(Mail mail, Spelling.Person meant) {
        String city = mail.metadata().get("city");
        String name = mail.metadata().get("first_name");
        return InvitationKey.canonicalEmail(mail.person()).equals(meant.email())
                && mail.key().equals(meant.place())
                && mail.platform().equals(meant.platform())
                && (city == null || isSame(city, meant.city()))
                && (name == null || isSame(name, meant.firstName()));
    }

    /** Signs around a name, and what nobody sees, are warned of: it is sent as it stands. */
    private static boolean isSame(String found, String meant) {
        return Normalizer.normalize(found, Normalizer.Form.NFC).contains(meant) && found.indexOf('\uFFFD') < 0;
    }
}
