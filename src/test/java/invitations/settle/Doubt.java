package invitations.settle;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.call.Answer;
import invitations.call.IblaiList;
import invitations.call.ListReply;
import invitations.call.PeopleList;
import invitations.invitation.Code;
import invitations.invitation.InputFormat;
import invitations.invitation.InputRow;
import invitations.invitation.Invitation;
import invitations.invitation.OpenRow;
import invitations.invitation.Operation;
import invitations.invitation.Outcome;
import invitations.invitation.PlannedRow;
import invitations.invitation.RowStatus;
import invitations.ledger.Drop;
import invitations.ledger.Ledger;
import invitations.ledger.LedgerAccess;
import invitations.ledger.Plan;
import invitations.ledger.ResultRow;
import invitations.ledger.RowInQuestion;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A drop in a real ledger, whose rows are all in doubt, and lists to answer the questions with. */
final class Doubt implements AutoCloseable {
    /** When the calls were about to be made, by our clock. */
    static final Instant INTENDED = Instant.parse("2026-05-04T12:00:00Z");

    static final long EVER = Long.MAX_VALUE;

    final Ledger ledger;
    final Drop drop;

    private Doubt(Ledger ledger, Drop drop) {
        this.ledger = ledger;
        this.drop = drop;
    }

    /** All rows in one call a target, which is named after the target. */
    static Doubt about(Path home, Duration settleTime, PlannedRow... rows) {
        return about(home, settleTime, 1_000, rows);
    }

    /** With so many rows a call. */
    static Doubt about(Path home, Duration settleTime, int batch, PlannedRow... rows) {
        return about(home, settleTime, batch, Clock.fixed(INTENDED, ZoneOffset.UTC), rows);
    }

    /** The same, by that clock. */
    static Doubt about(Path home, Duration settleTime, int batch, Clock clock, PlannedRow... rows) {
        Ledger ledger = LedgerAccess.open(home, "https://api.example.org", Duration.ZERO, settleTime, clock);
        Drop drop = ledger.drops()
                .receive("default", "aa", "people.csv", "aa/people.csv", 10)
                .drop();
        Plan plan = ledger.plan(drop);
        plan.append(List.of(rows));
        Doubt doubt = new Doubt(ledger, plan.finish(List.of("email"), InputFormat.PLAIN, false, null));
        List<OpenRow> open = ledger.openRows().page(doubt.drop, 0, 10_000, Set.of());
        for (String target : List.of("platform", "program")) {
            List<OpenRow> own =
                    open.stream().filter(row -> row.target().equals(target)).toList();
            for (int from = 0; from < own.size(); from += batch) {
                ledger.intents()
                        .ask(target + from, own.subList(from, Math.min(own.size(), from + batch)))
                        .join();
            }
        }
        Outcome outcome = Outcome.of(RowStatus.UNCERTAIN, Code.UNCERTAIN, "nobody knows");
        ledger.outcomes().record(doubt.ids(), outcome, null).join();
        return doubt;
    }

    static PlannedRow platform(long number, @Nullable String email, @Nullable String username) {
        return row(number, "platform", "acme", email, username);
    }

    static PlannedRow program(long number, String program, String email) {
        return row(number, "program", program, email, null);
    }

    private static PlannedRow row(
            long number, String target, String key, @Nullable String email, @Nullable String username) {
        Map<String, Object> item = new LinkedHashMap<>();
        if (email != null) {
            item.put("email", email);
        }
        if (username != null) {
            item.put("username", username);
        }
        return new PlannedRow.Valid(
                new InputRow(number, number + 1, List.of("x")),
                new Invitation(
                        target, Operation.SINGLE, "acme", key, null, email, username, item, Invitation.Asking.NOT));
    }

    RowInQuestion row(int number) {
        return ledger.rowsInQuestion().page(drop, 0, 1_000, EVER, Set.of()).get(number - 1);
    }

    /** A question about that one of the rows that are still in doubt, a minute and a half after the intent. */
    DoubtQuestion person(int number) {
        RowInQuestion row = row(number);
        Clock clock = Clock.fixed(INTENDED.plusSeconds(90), ZoneOffset.UTC);
        return new DoubtQuestion(ledger.settlements(), drop, row, people(row.target()), new Witnesses(ledger), clock);
    }

    /** The list of that target. */
    static PeopleList people(String target) {
        return new IblaiList("invitations/" + target + "/", target + "_key");
    }

    List<Long> ids() {
        return results().stream().map(ResultRow::id).toList();
    }

    List<ResultRow> results() {
        return ledger.results().page(drop, 0, 10_000);
    }

    ResultRow result(int number) {
        return results().get(number - 1);
    }

    List<RowStatus> statuses() {
        return results().stream().map(ResultRow::status).toList();
    }

    /** Answers the question with a list, by the API's clock of that time. */
    static void answer(Question question, Instant serverTime, String json) {
        Map<String, String> unused = question.next().parameters();
        Answer answer = new Answer(200, null, null, null, null, json);
        question.take(ListReply.of(question.list(), answer, question.page(), question.shown()), serverTime);
    }

    static void answer(Question question, String json) {
        answer(question, INTENDED.plusSeconds(90), json);
    }

    /** Answers the question whether an address has any invitation at all: it has none. */
    static void nobody(Question question) {
        assertThat(question.next().path()).endsWith("/check/");
        Answer answer = new Answer(404, null, null, null, null, "{\"detail\":\"No active invitation.\"}");
        question.take(ListReply.of(question.list(), answer, question.page(), question.shown()), INTENDED);
    }

    /** A whole list of one page. */
    static String list(String... invitations) {
        return "{\"count\":" + invitations.length + ",\"next\":null,\"results\":[" + String.join(",", invitations)
                + "]}";
    }

    /** A page that is not the last. */
    static String page(String... invitations) {
        return "{\"count\":999999,\"next\":\"https://elsewhere.example.net/?page=77&email=\",\"results\":["
                + String.join(",", invitations) + "]}";
    }

    /** An invitation in JSON, single quotes for double ones. */
    static String invitation(String fields) {
        return "{" + fields.replace('\'', '"') + "}";
    }

    /** The field {@code metadata} with the marker of a row. */
    String marker(String call, int number) {
        return marker(drop.id(), call + "-" + Long.toHexString(ids().get(number - 1)));
    }

    static String marker(String drop, String attempt) {
        return "'metadata':{'invitation_drop':'" + drop + "','invitation_attempt':'" + attempt + "'}";
    }

    /** Of somebody else. */
    static String[] strangers(int count) {
        List<String> strangers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            strangers.add(invitation("'id':" + (1000 + i) + ",'email':'stranger" + i
                    + "@example.org','created':'2026-05-04T12:00:30Z','platform_key':'acme'"));
        }
        return strangers.toArray(String[]::new);
    }

    @Override
    public void close() {
        ledger.close();
    }
}
