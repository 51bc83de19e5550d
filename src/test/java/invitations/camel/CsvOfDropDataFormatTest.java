package invitations.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import invitations.camel.steps.PlanDropSteps;
import invitations.feed.CsvSettings;
import invitations.feed.Feed;
import invitations.feed.FeedPrechecks;
import invitations.feed.Mapping;
import invitations.feed.Restrictions;
import invitations.intake.inbox.WorkFile;
import invitations.intake.read.DropFile;
import invitations.intake.read.FileWarnings;
import invitations.intake.read.ReadLimits;
import invitations.intake.read.RowReader;
import invitations.intake.read.TimeBudget;
import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvOfDropDataFormatTest {
    private static final ReadLimits LIMITS = new ReadLimits(100_000, 64_000, 8_000, 200);

    @TempDir
    Path folder;

    private final CamelContext context = new DefaultCamelContext();
    private final CsvOfDropDataFormat format = new CsvOfDropDataFormat();
    private final List<DropFile> open = new ArrayList<>();

    @BeforeEach
    void start() {
        context.start();
        format.start();
    }

    @AfterEach
    void close() throws IOException {
        format.stop();
        context.stop();
        for (DropFile file : open) {
            file.close();
        }
    }

    @Test
    void header_and_rows_have_their_numbers_and_lines() throws Exception {
        assertThat(unmarshalled("sep=;\r\nemail;first_name\r\n\"a;\n\nx\";Ada\r\n\r\nb;Bob\n", CsvSettings.NONE))
                .containsExactly("0 2 [email, first_name]", "1 3 [a;\n\nx, Ada]", "2 7 [b, Bob]");
    }

    /** What is read outside of the route, as when a file is read anew, is parted as the route does it. */
    @ParameterizedTest
    @ValueSource(strings = {",\"", ";\"", "\t\"", "|\"", ",'", ";\"\\", ",\"\\", "\t'^", "~%$", "^\"!"})
    void random_texts_are_read_as_outside_of_routes(String signs) throws Exception {
        CsvSettings settings = new CsvSettings(
                StandardCharsets.UTF_8, signs.charAt(0), signs.charAt(1), signs.length() > 2 ? signs.charAt(2) : null);
        String alphabet = signs + signs + "an\n\r \t\u2028\u001c";
        int refused = 0;
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder("email\n");
            for (int i = random.nextInt(20); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            List<String> outside = all(source(text.toString(), settings).csv().records());
            refused += outside.toString().contains("MALFORMED_CSV") ? 1 : 0;

            assertThat(unmarshalled(text.toString(), settings))
                    .as("seed %d", seed)
                    .isEqualTo(outside);
        }
        assertThat(refused).isBetween(30, 290);
    }

    @Test
    void rows_are_parsed_when_they_are_asked_for() throws Exception {
        String text = "email\n" + "ada\n".repeat(50_000) + "\"bob\" x\n";

        RowReader records = unmarshal(exchange(source(text, CsvSettings.NONE)));

        assertThat(records.next().cells()).containsExactly("email");
        assertThat(records.next().line()).isEqualTo(2);
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> records.forEachRemaining(row -> {}))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(ReasonCode.MALFORMED_CSV);
                    assertThat(refused.line()).isEqualTo(50_002);
                });
        assertThat(records.hasNext()).isFalse();
    }

    @Test
    void what_is_too_large_is_refused_with_its_line() throws Exception {
        assertThat(unmarshalled("email\nada\n" + "x".repeat(8_001), CsvSettings.NONE))
                .containsExactly("CELL_TOO_LONG 3");
    }

    @Test
    void the_variable_says_which_file_it_is_and_no_header_does() throws Exception {
        PlanDropSteps.Source semicolons = source("email;note\na;b,c\n", CsvSettings.NONE);
        Exchange exchange = exchange(semicolons);
        exchange.getMessage().setHeader(CsvOfDropDataFormat.SOURCE, source("email,note\na,b\n", CsvSettings.NONE));
        exchange.getMessage().setHeader("CamelCsvDelimiter", ",");

        assertThat(all(unmarshal(exchange))).containsExactly("0 1 [email, note]", "1 2 [a, b,c]");
    }

    @Test
    void no_other_text_is_parsed_than_the_one_that_is_bounded() throws Exception {
        Exchange exchange = exchange(source("email\nada\n", CsvSettings.NONE));

        for (Object body : new Object[] {"email\nada\n", new StringReader("email\nada\n")}) {
            assertThatThrownBy(() -> format.unmarshal(exchange, body)).isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> format.unmarshal(exchange, new ByteArrayInputStream(new byte[] {'a'})))
                .hasMessageContaining("the variable source");
        Object reader = exchange.getMessage().getBody();
        exchange.removeVariable(CsvOfDropDataFormat.SOURCE);
        assertThatThrownBy(() -> format.unmarshal(exchange, reader)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void each_dialect_is_kept_once_and_not_too_many_are() throws Exception {
        for (int i = 0; i < 3; i++) {
            unmarshal(exchange(source("email;note\na;b\n", CsvSettings.NONE)));
            unmarshal(exchange(source("email,note\na,b\n", CsvSettings.NONE)));
        }
        assertThat(format.kept()).isEqualTo(2);

        for (char sign = '\u2190'; sign < '\u2290'; sign++) {
            String text = "sep=" + sign + "\nemail" + sign + "note\na" + sign + "b\n";
            assertThat(unmarshalled(text, CsvSettings.NONE)).contains("1 3 [a, b]");
        }
        assertThat(format.kept()).isLessThanOrEqualTo(CsvOfDropDataFormat.MOST);
    }

    /** The parser says of a file that is closed that it has ended: the rest of the rows would be lost. */
    @Test
    void a_file_that_is_closed_with_the_exchange_has_not_ended() throws Exception {
        Exchange exchange = exchange(source("email\n" + "ada\n".repeat(50_000), CsvSettings.NONE));
        RowReader records = unmarshal(exchange);
        records.next();

        UnitOfWorkHelper.doneSynchronizations(
                exchange, exchange.getExchangeExtension().handoverCompletions());

        assertThatThrownBy(() -> records.forEachRemaining(row -> {}))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("before its end");
    }

    @Test
    void nothing_is_written_by_it() {
        assertThatThrownBy(
                        () -> format.marshal(new DefaultExchange(context), List.of("ada"), new ByteArrayOutputStream()))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private List<String> unmarshalled(String text, CsvSettings settings) throws Exception {
        return all(unmarshal(exchange(source(text, settings))));
    }

    private RowReader unmarshal(Exchange exchange) throws Exception {
        return (RowReader) format.unmarshal(exchange, exchange.getMessage().getBody());
    }

    /** Numbers, lines and cells; at the end the refusal, where there is one. */
    private static List<String> all(RowReader records) {
        List<String> all = new ArrayList<>();
        try {
            records.forEachRemaining(row -> all.add(row.number() + " " + row.line() + " " + row.cells()));
        } catch (FileRefusedException refused) {
            all.add(refused.code() + " " + refused.line());
        }
        return all;
    }

    private Exchange exchange(PlanDropSteps.Source source) {
        Exchange exchange = new DefaultExchange(context);
        exchange.setVariable(CsvOfDropDataFormat.SOURCE, source);
        exchange.getMessage().setBody(source.csv().reader());
        return exchange;
    }

    private PlanDropSteps.Source source(String text, CsvSettings settings) throws IOException {
        Path path = Files.writeString(folder.resolve("work.csv"), text);
        DropFile file = DropFile.open(path);
        open.add(file);
        return new PlanDropSteps.Source(
                new WorkFile(path, "default", "people.csv", false, null),
                "drop",
                feed(settings),
                List.of(),
                file.csv(
                        settings,
                        LIMITS,
                        Set.of("email", "note", "first_name")::contains,
                        new FileWarnings(Set.of(), Collections.emptyIterator())),
                TimeBudget.ENDLESS);
    }

    private static Feed feed(CsvSettings settings) {
        return new Feed(
                "default",
                (@Nullable String) null,
                null,
                null,
                null,
                null,
                Map.of(),
                FeedPrechecks.NONE,
                settings,
                Mapping.NONE,
                Restrictions.NONE);
    }
}
