package invitations.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import invitations.invitation.FieldType;
import invitations.invitation.FileRefusedException;
import invitations.invitation.Operation;
import invitations.invitation.ReasonCode;
import invitations.invitation.Target;
import invitations.invitation.TargetField;
import invitations.settings.Property;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedReaderTest {
    private static final String KNOWN =
            "target, operation, platform-key, organization, source, precheck, reinvite-after,"
                    + " ensure-platform, licences, allow-admin, canary, dry-run, sheet, charset, delimiter, quote, escape,"
                    + " short-rows, mapping,"
                    + " unknown-columns, ignore-columns,"
                    + " allow-domains, deny-domains, typo-domains, unusual-addresses, other-case, redirect-hosts, warnings, mode, update, time-zone, approval, approval.people, approval.expires, guard.invalid, guard.invitations, guard.invitations-a-day, guard.growth, guard.shrinkage, guard.new-people, guard.leavers, guard.unknown-domains, guard.empty, guard.usual, send-window, per-domain-rate, take, guard.missing, default.<column>, constant.<column>,"
                    + " compute.<column>,"
                    + " column.<column>, include.<column>, exclude.<column>";

    @TempDir
    Path home;

    @Test
    void the_default_feed_without_a_file_has_no_settings() {
        assertThat(feeds(null, null).named("default"))
                .usingRecursiveComparison()
                .ignoringFields("guards", "settingsHash")
                .isEqualTo(new Feed(
                        "default",
                        null,
                        null,
                        null,
                        null,
                        null,
                        Map.of(),
                        FeedPrechecks.NONE,
                        CsvSettings.NONE,
                        Mapping.NONE,
                        Restrictions.NONE));
    }

    @Test
    void a_file_sets_target_operation_platform_source_and_defaults() throws IOException {
        write(
                "hr",
                """
                # those who start in spring
                target = program
                operation=BULK
                platform-key: acme
                source  müller
                default.Active=no
                default.cost-center =
                default.First Name = Zoë
                """
                        .replace("First Name", "First\\ Name"));

        assertThat(feeds("other", "admin").named("hr"))
                .usingRecursiveComparison()
                .ignoringFields("guards", "settingsHash")
                .isEqualTo(new Feed(
                        "hr",
                        "program",
                        Operation.BULK,
                        "acme",
                        "gitorg",
                        "müller",
                        Map.of("active", "no", "first_name", "Zoë"),
                        FeedPrechecks.NONE,
                        CsvSettings.NONE,
                        Mapping.NONE,
                        Restrictions.NONE));
    }

    @Test
    void a_feed_says_what_is_looked_up_and_held_back() throws IOException {
        write(
                "hr",
                "precheck=list\nreinvite-after=14d\nensure-platform=Warn\nlicences=hold\nallow-admin=true\ncanary=5\ndry-run=true\n");
        write("it", "reinvite-after=36h\n");

        assertThat(feeds(null, null).named("hr").precautions())
                .isEqualTo(new FeedPrechecks(
                        true,
                        Duration.ofDays(14),
                        FeedPrechecks.EnsurePlatform.WARN,
                        FeedPrechecks.Licences.HOLD,
                        true,
                        5,
                        true));
        assertThat(feeds(null, null).named("it").precautions().reinviteAfter()).isEqualTo(Duration.ofHours(36));
        assertThat(feeds(null, null).named("it").precautions().asksFirst()).isTrue();
    }

    @Test
    void a_feed_says_how_its_files_are_written() throws IOException {
        write("hr", "charset=windows-1252\ndelimiter=tab\nquote='\nescape=\\\\\n");
        write("it", "delimiter=|\nescape=backslash\n");

        assertThat(feeds(null, null).named("hr").csv())
                .isEqualTo(new CsvSettings(Charset.forName("windows-1252"), '\t', '\'', '\\'));
        assertThat(feeds(null, null).named("it").csv()).isEqualTo(new CsvSettings(null, '|', '"', '\\'));
    }

    @ParameterizedTest
    @CsvSource({
        "macintosh, x-MacRoman",
        "x-mac-cyrillic, x-MacCyrillic",
        "cp850, IBM850",
        "Shift_JIS, Shift_JIS",
        "UTF-16LE, UTF-16LE"
    })
    void a_charset_has_the_names_that_the_web_has_for_it(String name, String charset) throws IOException {
        write("hr", "charset=" + name + "\n");

        assertThat(feeds(null, null).named("hr").csv().charset()).isEqualTo(Charset.forName(charset));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-2022-JP", "ISO-2022-KR", "ISO-2022-CN", "x-JISAutoDetect"})
    void a_charset_that_is_valid_utf_8_as_well_is_refused(String name) throws IOException {
        write("hr", "charset=" + name + "\n");

        assertThatThrownBy(() -> feeds(null, null).named("hr")).hasMessageContaining("seven bits wide");
    }

    @Test
    void what_no_file_can_be_written_in_is_told_with_the_line() throws IOException {
        Map<String, String> told = Map.of(
                "charset=latin-9x",
                        "charset: no charset 'latin-9x'; expected a name such as windows-1252, ISO-8859-2 or GB18030",
                "charset=a b", "charset: no charset 'a b'; expected a name such as windows-1252, ISO-8859-2 or GB18030",
                "delimiter=;;", "delimiter: ';;' – expected , or ; or | or tab, or another single sign",
                "delimiter=x", "delimiter: 'x' – expected , or ; or | or tab, or another single sign",
                "quote=@", "quote: '@' – expected \" or ', or another single sign",
                "escape=n", "escape: 'n' – expected backslash, or another single sign",
                "quote=;\ndelimiter=;", "quote: ';' – expected one character as delimiter, and another as quote",
                "delimiter=\"", "delimiter: '\"' – expected one character as delimiter, and another as quote",
                "escape='\nquote='", "escape: ''' – expected another character than for delimiter and quote",
                "escape=~\ndelimiter=~", "escape: '~' – expected another character than for delimiter and quote");
        for (Map.Entry<String, String> one : told.entrySet()) {
            write("hr", one.getKey());

            assertThatExceptionOfType(FileRefusedException.class)
                    .isThrownBy(() -> feeds(null, null).named("hr"))
                    .withMessage("feeds/hr.properties, line 1: " + one.getValue());
        }
    }

    @Test
    void what_the_file_leaves_open_comes_from_the_environment() throws IOException {
        write("hr", "\uFEFFplatform-key=\nsource= \n");

        Feed feed = feeds("acme", "admin").named("hr");

        assertThat(feed.platformKey()).isEqualTo("acme");
        assertThat(feed.source()).isEqualTo("admin");
        assertThat(feeds(" ", "").named("hr").platformKey()).isNull();
    }

    @Test
    void a_change_counts_from_the_next_drop_on() throws IOException {
        FeedReader feeds = feeds(null, null);
        write("hr", "source=one");
        assertThat(feeds.named("hr").source()).isEqualTo("one");

        write("hr", "source=two");

        assertThat(feeds.named("hr").source()).isEqualTo("two");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "platfrom-key=acme|platfrom-key: no such setting; did you mean platform-key?",
                "colour=red|colour: no such setting; known are " + KNOWN,
                "default.=x|default.: no such setting; known are " + KNOWN,
                "default.target=platform|default.target: write target=…, without 'default.'",
                "default.Operation=bulk|default.Operation: write operation=…, without 'default.'",
                "target=progam|target: no target 'progam'; did you mean program?",
                "target=moon|target: no target 'moon'; known are platform, program",
                "operation=moon|operation: no operation 'moon'; known are single, bulk, blank, redeem",
                "precheck=maybe|precheck: 'maybe' – expected none or list",
                "constant.target=platform|constant.target: write target=…, without 'constant.'",
                "column.emial=Mail|column.emial: no target knows a column 'emial'; did you mean column.email?",
                "compute.name=x|compute.name: 'x' is no expression: no ${…} in it",
                "mapping=entre|mapping: no mapping 'entre'; did you mean entra?",
                "mapping=x|mapping: no mapping 'x'; known are entra, google-workspace, canvas, moodle, oneroster",
                "unknown-columns=drop|unknown-columns: 'drop' – expected metadata or ignore or refuse",
                "typo-domains=yes|typo-domains: 'yes' – expected refuse or accept",
                "exlude.status=x|exlude.status: no such setting; did you mean exclude.status?",
                "reinvite-after=soon|reinvite-after: 'soon' – expected days or hours, such as 14d or 36h",
                "reinvite-after=0d|reinvite-after: '0d' – expected days or hours, such as 14d or 36h",
                "ensure-platform=yes|ensure-platform: 'yes' – expected off or warn or invite",
                "licences=yes|licences: 'yes' – expected off or warn or hold",
                "allow-admin=maybe|allow-admin: 'maybe' – expected true or false"
            })
    void a_mistake_is_told_with_file_line_and_key(String line, String told) throws IOException {
        write("hr", "# a comment\n\n" + line + "\n");

        assertRefused("hr", "feeds/hr.properties, line 3: " + told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example", "https://x.org", "a b.org", "*.", "*.*.org", "-x.org", "x_y.org", "é..org"})
    void what_is_no_host_name_is_refused(String name) throws IOException {
        for (String key : List.of("allow-domains", "deny-domains", "redirect-hosts")) {
            write("hr", key + "=example.org | " + name + "\n");

            assertRefused(
                    "hr",
                    "feeds/hr.properties, line 1: " + key + ": '" + name + "' is no host name; expected names such as"
                            + " example.org or *.example.org, separated by |");
        }
    }

    @Test
    void all_wrong_host_names_are_told_at_once() throws IOException {
        write("hr", "deny-domains=a b | example.org | localhost\n");

        assertRefused(
                "hr",
                "feeds/hr.properties, line 1: deny-domains: 'a b', 'localhost' are no host names; expected names such as"
                        + " example.org or *.example.org, separated by |");
    }

    @Test
    void an_examination_tells_each_mistake_in_the_order_of_the_lines() throws IOException {
        write(
                "hr",
                """
                typo-domains = yes
                default.Team = blue
                charset = latin-9x
                exlude.status = left
                column.emial = Mail
                delimiter = "
                """);
        List<String> mistakes = new ArrayList<>();

        Optional<Feed> feed = feeds(null, null).examine("hr", mistakes::add);

        assertThat(mistakes)
                .extracting(mistake -> mistake.replaceAll("feeds/hr.properties, (line \\d: [a-z.-]+): .*", "$1"))
                .containsExactly(
                        "line 1: typo-domains",
                        "line 3: charset",
                        "line 4: exlude.status",
                        "line 5: column.emial",
                        "line 6: delimiter");
        assertThat(feed).get().extracting(Feed::defaults).isEqualTo(Map.of("team", "blue"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"target", "operation", "mapping"})
    void where_rows_go_is_not_guessed_by_an_examination(String key) throws IOException {
        write("hr", key + "=moon\nlicences=yes\n");
        List<String> mistakes = new ArrayList<>();

        assertThat(feeds(null, null).examine("hr", mistakes::add)).isEmpty();

        assertThat(mistakes).hasSize(2);
    }

    @Test
    void an_examination_tells_of_a_file_that_is_none() throws IOException {
        write("hr", "source=\\user");
        List<String> mistakes = new ArrayList<>();

        assertThat(feeds(null, null).examine("hr", mistakes::add)).isEmpty();

        assertThat(mistakes)
                .containsExactly(
                        "feeds/hr.properties: a \\u is not followed by four hexadecimal digits; write \\\\ for \\");
    }

    @Test
    void a_file_builds_on_a_ready_made_mapping_and_its_own_settings_win() throws IOException {
        write(
                "hr",
                """
                mapping = Moodle
                exclude.suspended =
                exclude.department = Board | Council
                ignore-columns = city
                column.e-mail = Work mail | Mail
                constant.Team = blue
                compute.name = ${body[first]}
                """);

        Mapping mapping = feeds(null, null).named("hr").mapping();

        assertThat(mapping.unknown()).isEqualTo(Mapping.UnknownColumns.IGNORE);
        assertThat(mapping.names()).containsEntry("email", List.of("Work mail", "Mail"));
        assertThat(mapping.constants()).containsOnly(Map.entry("team", "blue"));
        assertThat(mapping.computed()).containsOnlyKeys("name");
        assertThat(mapping.ignored()).containsExactly("city");
        assertThat(mapping.filters())
                .extracting(RowFilter::key, RowFilter::isRequired)
                .containsExactlyInAnyOrder(
                        tuple("exclude.deleted", false),
                        tuple("exclude.auth", false),
                        tuple("exclude.department", true));
    }

    @Test
    void names_of_hosts_and_domains_may_stand_for_all_below() throws IOException {
        write("hr", "allow-domains = example.org | *.Example.COM | bücher.example\ndeny-domains=bad.example.com\n");

        Restrictions restrictions = feeds(null, null).named("hr").restrictions();

        assertThat(List.of(
                        "a@example.org", "a@EXAMPLE.org", "a@x.example.com", "a@y.x.example.com", "a@Bücher.example"))
                .allMatch(restrictions::letsDomainOf);
        assertThat(List.of("a@x.example.org", "a@example.com", "a@notexample.org", "a@bad.example.com", "a@org"))
                .noneMatch(restrictions::letsDomainOf);
    }

    @Test
    void an_operation_that_the_target_does_not_have_is_refused() throws IOException {
        write("hr", "target=platform\noperation=bulk\n");

        assertRefused("hr", "feeds/hr.properties, line 2: operation: no operation 'bulk'; known are single");
    }

    @Test
    void the_line_found_is_that_of_the_key_and_not_of_a_longer_one() throws IOException {
        write("hr", "default.org=x\norganisation=y\norg=z\n");

        assertRefused("hr", "feeds/hr.properties, line 3: org: no such setting; known are " + KNOWN);
    }

    @Test
    void a_key_that_is_written_with_escapes_is_told_without_a_line() throws IOException {
        write("hr", "col\\u006fur=red\n");

        assertRefused("hr", "feeds/hr.properties: colour: no such setting; known are " + KNOWN);
    }

    @Test
    void a_file_that_is_not_utf_8_or_has_a_broken_escape_is_refused() throws IOException {
        Files.createDirectories(home.resolve("feeds"));
        Files.write(home.resolve("feeds/hr.properties"), "source=Müller".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused("hr", "feeds/hr.properties: expected UTF-8 text");

        write("hr", "source=\\user");
        assertRefused("hr", "feeds/hr.properties: a \\u is not followed by four hexadecimal digits; write \\\\ for \\");
    }

    @Test
    void a_file_that_cannot_be_read_is_not_taken_for_an_absent_one() throws IOException {
        Files.createDirectories(home.resolve("feeds/hr.properties"));

        assertRefused("hr", "feeds/hr.properties cannot be read: expected a file that this program's user may read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../etc", "-x", "a/b", "a b", "ä", "a\n", "\u0000"})
    void a_name_that_is_not_one_is_refused(String name) {
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> feeds(null, null).named(name))
                .withMessageContaining("expected a letter or digit")
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ReasonCode.INVALID_FEED));
    }

    @Test
    void a_name_has_at_most_64_characters() throws IOException {
        write("a".repeat(64), "");
        FeedReader feeds = feeds(null, null);

        assertThat(feeds.named("a".repeat(64)).name()).hasSize(64);
        assertThatThrownBy(() -> feeds.named("a".repeat(65))).isInstanceOf(FileRefusedException.class);
    }

    private void assertRefused(String name, String reason) {
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> feeds(null, null).named(name))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(ReasonCode.INVALID_FEED);
                    assertThat(refused.reason()).isEqualTo(reason);
                });
    }

    private void write(String name, String text) throws IOException {
        Path file = home.resolve("feeds").resolve(name + ".properties");
        Files.createDirectories(home.resolve("feeds"));
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    }

    private FeedReader feeds(@Nullable String org, @Nullable String username) {
        return new FeedReader(
                FeedFolder.of(home, Clock.systemUTC()),
                List.of(
                        new Known("platform", List.of(Operation.SINGLE)),
                        new Known("program", List.of(Operation.BULK, Operation.SINGLE))),
                org,
                org == null ? null : "gitorg",
                username,
                text -> {
                    if (text.contains("${")) {
                        return cells -> text;
                    }
                    throw new IllegalArgumentException("no ${…} in it");
                },
                Property::defaultValue);
    }

    private record Known(String name, List<Operation> operations) implements Target {
        @Override
        public String keyColumn() {
            return name + "_key";
        }

        @Override
        public boolean isRecognisedByItsKeyColumn() {
            return false;
        }

        @Override
        public boolean isFallback() {
            return false;
        }

        @Override
        public List<TargetField> fields(Operation operation) {
            return List.of(
                    TargetField.of(keyColumn(), FieldType.PLATFORM_KEY), TargetField.of("email", FieldType.EMAIL));
        }

        @Override
        public Set<String> subjectColumns(Operation operation) {
            return Set.of();
        }
    }
}
