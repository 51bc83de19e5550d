package invitations.testing;

import static org.assertj.core.api.Assertions.assertThat;

import invitations.api.ApiResponse;
import invitations.api.InvitationList;
import invitations.api.ListResult;
import invitations.api.iblai.IblaiList;
import invitations.invitation.InputRow;
import invitations.invitation.Invitation;
import invitations.invitation.OpenRow;
import invitations.invitation.Operation;
import invitations.invitation.Outcome;
import invitations.invitation.PlannedRow;
import invitations.invitation.ReasonCode;
import invitations.invitation.RowStatus;
import invitations.ledger.Ledger;
import invitations.ledger.drop.Drop;
import invitations.ledger.report.ResultRow;
import invitations.ledger.send.LookupRow;
import invitations.settle.Lookup;
import invitations.settle.OutcomeLookup;
import invitations.settle.Witnesses;
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
public final class LookupFixture implements AutoCloseable {
    /** When the calls were about to be made, by our clock. */
    public static final Instant INTENDED = Instant.parse("2026-05-04T12:00:00Z");

    public static final long EVER = Long.MAX_VALUE;

    public final Ledger ledger;
    public final Drop drop;

    private LookupFixture(Ledger ledger, Drop drop) {
        this.ledger = ledger;
        this.drop = drop;
    }

    /** All rows in one call a target, which is named after the target. */
    public static LookupFixture about(Path home, Duration settleTime, PlannedRow... rows) {
        return about(home, settleTime, 1_000, rows);
    }

    /** With so many rows a call. */
    public static LookupFixture about(Path home, Duration settleTime, int batch, PlannedRow... rows) {
        return about(home, settleTime, batch, Clock.fixed(INTENDED, ZoneOffset.UTC), rows);
    }

    /** The same, by that clock. */
    public static LookupFixture about(Path home, Duration settleTime, int batch, Clock clock, PlannedRow... rows) {
        LedgerFixture fixture = new LedgerFixture(home, settleTime, clock);
        Ledger ledger = fixture.ledger();
        LookupFixture doubt = new LookupFixture(ledger, fixture.dropOf("aa", rows));
        Outcome outcome = Outcome.of(RowStatus.UNCERTAIN, ReasonCode.UNCERTAIN, "it is not known");
        List<OpenRow> open = ledger.openRows().page(doubt.drop, 0, 10_000, Set.of());
        for (String target : List.of("platform", "program")) {
            List<OpenRow> own =
                    open.stream().filter(row -> row.target().equals(target)).toList();
            for (int from = 0; from < own.size(); from += batch) {
                List<OpenRow> call = own.subList(from, Math.min(own.size(), from + batch));
                ledger.intents().ask(target + from, call).join();
                ledger.outcomes()
                        .record(call.stream().map(OpenRow::id).toList(), outcome, null)
                        .join();
            }
        }
        return doubt;
    }

    public static PlannedRow platform(long number, @Nullable String email, @Nullable String username) {
        return row(number, "platform", "acme", email, username);
    }

    public static PlannedRow program(long number, String program, String email) {
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

    public LookupRow row(int number) {
        return ledger.lookupRows().page(drop, 0, 1_000, EVER, Set.of()).get(number - 1);
    }

    /** A question about that one of the rows that are still in doubt, a minute and a half after the intent. */
    OutcomeLookup person(int number) {
        LookupRow row = row(number);
        Clock clock = Clock.fixed(INTENDED.plusSeconds(90), ZoneOffset.UTC);
        return new OutcomeLookup(ledger.settlements(), drop, row, people(row.target()), new Witnesses(ledger), clock);
    }

    /** Sends the row once more, without a known outcome again. */
    public void sendAgain(int number) {
        List<OpenRow> open = ledger.openRows().page(drop, 0, 10_000, Set.of()).stream()
                .filter(row -> row.id() == result(number).id())
                .toList();
        ledger.intents().ask("again" + number, open).join();
        ledger.outcomes()
                .record(
                        List.of(result(number).id()),
                        Outcome.of(RowStatus.UNCERTAIN, ReasonCode.UNCERTAIN, "again"),
                        null)
                .join();
    }

    /** The list of that target. */
    public static InvitationList people(String target) {
        return new IblaiList("invitations/" + target + "/", target + "_key");
    }

    public List<Long> ids() {
        return results().stream().map(ResultRow::id).toList();
    }

    public List<ResultRow> results() {
        return ledger.results().page(drop, 0, 10_000);
    }

    public ResultRow result(int number) {
        return results().get(number - 1);
    }

    public List<RowStatus> statuses() {
        return results().stream().map(ResultRow::status).toList();
    }

    /** Answers the question with a list, by the API's clock of that time. */
    public static void answer(Lookup lookup, Instant serverTime, String json) {
        Map<String, String> unused = lookup.next().parameters();
        ApiResponse response = new ApiResponse(200, null, null, null, null, json, ApiSamples.RECEIVED);
        lookup.take(ListResult.of(lookup.list(), response, lookup.page(), lookup.shown()), serverTime);
    }

    public static void answer(Lookup lookup, String json) {
        answer(lookup, INTENDED.plusSeconds(90), json);
    }

    /** Answers the question whether an address has any invitation at all: it has none. */
    public static void nobody(Lookup lookup) {
        assertThat(lookup.next().path()).endsWith("/check/");
        ApiResponse response = new ApiResponse(
                404, null, null, null, null, "{\"detail\":\"No active invitation.\"}", ApiSamples.RECEIVED);
        lookup.take(ListResult.of(lookup.list(), response, lookup.page(), lookup.shown()), INTENDED);
    }

    /** A whole list of one page. */
    public static String list(String... invitations) {
        return "{\"count\":" + invitations.length + ",\"next\":null,\"results\":[" + String.join(",", invitations)
                + "]}";
    }

    /** A page that is not the last. */
    public static String page(String... invitations) {
        return "{\"count\":999999,\"next\":\"https://elsewhere.example.net/?page=77&email=\",\"results\":["
                + String.join(",", invitations) + "]}";
    }

    /** An invitation in JSON, single quotes for double ones. */
    public static String invitation(String fields) {
        return "{" + fields.replace('\'', '"') + "}";
    }

    /** The field {@code metadata} with the marker of a row. */
    public String marker(String call, int number) {
        return marker(drop.id(), call + "-" + Long.toHexString(ids().get(number - 1)));
    }

    public static String marker(String drop, String attempt) {
        return "'metadata':{'invitation_drop':'" + drop + "','invitation_attempt':'" + attempt + "'}";
    }

    /** Of somebody else. */
    public static String[] strangers(int count) {
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
