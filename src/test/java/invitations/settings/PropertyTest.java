package invitations.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyTest {

    /** Scripts, files and units of operators depend on every line. */
    @Test
    void keys_and_defaults_are_a_promise() {
        assertThat(Property.values())
                .extracting(property -> property.key() + " = " + property.defaultValue())
                .containsExactly(
                        "invitations.home = ~/.local/share/invitations",
                        "invitations.home.shared = false",
                        "invitations.routes = routes",
                        "invitations.api.base-url = https://api.iblai.app/dm",
                        "invitations.api.catalog-path = /api/catalog",
                        "invitations.api.auth-scheme = Api-Token",
                        "invitations.api.id = ",
                        "iblai.api.key = ",
                        "iblai.org = ",
                        "iblai.username = ",
                        "invitations.gitbook.base-url = https://api.gitbook.com/v1",
                        "gitbook.token = ",
                        "gitbook.org = ",
                        "invitations.gitbook.batch-size = 20",
                        "invitations.blank.most = 500",
                        "invitations.proxy.url = ",
                        "invitations.proxy.username = ",
                        "invitations.proxy.password = ",
                        "invitations.proxy.except = ",
                        "invitations.proxy.loopback = false",
                        "invitations.limit.rows = 100000",
                        "invitations.limit.line = 64kB",
                        "invitations.limit.cell = 8kB",
                        "invitations.limit.columns = 200",
                        "invitations.drop.poll = 1s",
                        "invitations.drop.stable-polls = 3",
                        "invitations.drop.min-age = 10s",
                        "invitations.drop.marker = ",
                        "invitations.drop.checksum = optional",
                        "invitations.limit.file-size = 50MB",
                        "invitations.limit.unpacked-size = 200MB",
                        "invitations.limit.ratio = 100",
                        "invitations.limit.entries = 100",
                        "invitations.limit.reading-time = 60s",
                        "invitations.disk.reserve = 100MB",
                        "invitations.pgp.key-file = ",
                        "invitations.pgp.passphrase = ",
                        "invitations.send.concurrency = 8",
                        "invitations.send.batch-size = 50",
                        "invitations.send.rate = ",
                        "invitations.connect.timeout = 10s",
                        "invitations.request.timeout = 60s",
                        "invitations.settle.time = 60s",
                        "invitations.pause.first = 500ms",
                        "invitations.pause.max = 15m",
                        "invitations.give-up.after = 2m",
                        "invitations.follow-up.time = ",
                        "invitations.follow-up.days = 30",
                        "invitations.guard.invalid = 20% and 20",
                        "invitations.guard.invitations = 1000",
                        "invitations.guard.invitations-a-day = 5000",
                        "invitations.guard.growth = 50% and 100",
                        "invitations.guard.shrinkage = 30% and 50",
                        "invitations.guard.new-people = 40% and 100",
                        "invitations.guard.leavers = 20% and 50",
                        "invitations.guard.unknown-domains = 30% and 20",
                        "invitations.sftp.host = ",
                        "invitations.sftp.port = 22",
                        "invitations.sftp.username = ",
                        "invitations.sftp.password = ",
                        "invitations.sftp.key-file = ",
                        "invitations.sftp.key-passphrase = ",
                        "invitations.sftp.known-hosts = ",
                        "invitations.sftp.folder = inbox",
                        "invitations.sftp.feed = default",
                        "invitations.sftp.after = archive",
                        "invitations.sftp.archive = archive",
                        "invitations.sftp.outgoing = ",
                        "invitations.sftp.poll = 60s",
                        "invitations.sftp.ciphers = ",
                        "invitations.sftp.key-exchange = ",
                        "invitations.sftp.host-keys = ",
                        "invitations.sftp.public-keys = ",
                        "invitations.ftps.host = ",
                        "invitations.ftps.port = 21",
                        "invitations.ftps.username = ",
                        "invitations.ftps.password = ",
                        "invitations.ftps.authorities = ",
                        "invitations.ftps.folder = inbox",
                        "invitations.ftps.feed = default",
                        "invitations.ftps.after = archive",
                        "invitations.ftps.archive = archive",
                        "invitations.ftps.outgoing = ",
                        "invitations.ftps.poll = 60s",
                        "invitations.keep.inputs = ",
                        "invitations.keep.reports = ",
                        "invitations.keep.dead-letters = ",
                        "invitations.retention.time = 03:30",
                        "invitations.ledger.commit-delay = 0ms");
    }

    @ParameterizedTest
    @EnumSource
    void a_default_is_right_and_a_description_is_a_sentence(Property property) {
        assertThat(property.problemWith(property.defaultValue())).isEmpty();
        assertThat(property.description()).matches("[A-Z].*\\.").doesNotContain("|");
    }

    @ParameterizedTest
    @CsvSource({
        "API_BASE_URL, INVITATIONS_API_BASE_URL",
        "GIVE_UP_AFTER, INVITATIONS_GIVE_UP_AFTER",
        "API_KEY, IBLAI_API_KEY",
        "ORG, IBLAI_ORG",
        "USERNAME, IBLAI_USERNAME",
        "GITBOOK_BASE_URL, INVITATIONS_GITBOOK_BASE_URL",
        "GITBOOK_TOKEN, GITBOOK_TOKEN",
        "GITBOOK_ORG, GITBOOK_ORG"
    })
    void its_variable_is_its_key_in_capitals(Property property, String variable) {
        assertThat(property.variable()).isEqualTo(variable);
    }

    @ParameterizedTest
    @EnumSource
    void only_keys_are_secrets(Property property) {
        assertThat(property.isSecret())
                .isEqualTo(property == Property.API_KEY
                        || property == Property.GITBOOK_TOKEN
                        || property.key().matches(".*(password|passphrase)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.iblai.app/dm",
                "https://10.0.0.1",
                "https://api.example.org:65535",
                "HTTPS://API.example.org/",
                "http://localhost",
                "http://LOCALHOST:8080/dm",
                "http://127.0.0.1:9000",
                "http://127.1.2.3",
                "HTTP://[::1]:1"
            })
    void https_to_anywhere_and_http_to_this_machine_are_base_urls(String url) {
        assertThat(Property.API_BASE_URL.problemWith(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api.iblai.app",
                "https:/api.iblai.app",
                "https:api.iblai.app",
                "https://",
                "https:///dm",
                "ftp://api.iblai.app",
                "file:///etc/passwd",
                "https://api.iblai.app/dm?x=1",
                "https://api.iblai.app/dm?",
                "https://api.iblai.app/dm#x",
                "https://user@api.iblai.app",
                "https://user:password@api.iblai.app",
                "https://api.iblai.app:0",
                "https://api.iblai.app:65536",
                "https://api.iblai.app:x",
                "https://api iblai.app",
                "https://api.iblai.app/{{x}}",
                "https://api.iblai.app\\@evil.org",
                // nearly this machine
                "http://api.iblai.app",
                "http://127.0.0.1.evil.org",
                "http://localhost.evil.org",
                "http://localhost@evil.org",
                "http://localhost:80@evil.org",
                "http://evil.org/localhost",
                "http://evil.org#@localhost",
                "http://evil.org?@localhost",
                "http://xlocalhost",
                "http://127.0.0.1x",
                "http://127.0.0",
                "http://127.0.0.1.1",
                "http://128.0.0.1",
                "http://0.0.0.0",
                "http://[::]",
                "http://[::ffff:127.0.0.1]",
                "http://2130706433",
                "http://ⓛocalhost",
                "http://localhost\u0000.evil.org"
            })
    void nothing_else_is_a_base_url(String url) {
        assertThat(Property.API_BASE_URL.problemWith(url))
                .hasValueSatisfying(problem -> assertThat(problem).startsWith("expected an https URL without query"));
    }

    @ParameterizedTest
    @CsvSource({
        "API_CATALOG_PATH, /api/ibl/catalog",
        "API_CATALOG_PATH, /v1.0~_-",
        "API_AUTH_SCHEME, Bearer",
        "API_AUTH_SCHEME, Api-Key",
        "API_ID, anything at all",
        "API_KEY, '!~'",
        "API_KEY, ''",
        "ORG, ''",
        "HOME, /var/lib/invitations",
        "HOME, a b",
        "SEND_CONCURRENCY, 1",
        "SEND_CONCURRENCY, 99999",
        "SEND_CONCURRENCY, 100000",
        "DROP_POLL, 1ms",
        "DROP_POLL, 168h",
        "DROP_POLL, 10080m",
        "DROP_POLL, 604800s",
        "DROP_POLL, 604800000ms",
        "GIVE_UP_AFTER, 0s",
        "GIVE_UP_AFTER, 168h",
        "HOME_SHARED, true",
        "DROP_MARKER, .done",
        "DROP_MARKER, ''",
        "DROP_CHECKSUM, required",
        "LIMIT_FILE_SIZE, 1kB",
        "LIMIT_FILE_SIZE, 100GB",
        "LIMIT_ROWS, 1",
        "LIMIT_ROWS, 1000000000",
        "LIMIT_LINE, 1B",
        "LIMIT_CELL, 999999GB",
        "LEDGER_COMMIT_DELAY, 0ms"
    })
    void right_values_are_taken(Property property, String value) {
        assertThat(property.problemWith(value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "API_CATALOG_PATH, ''",
        "API_CATALOG_PATH, api",
        "API_CATALOG_PATH, /api/",
        "API_CATALOG_PATH, //api",
        "API_CATALOG_PATH, /",
        "API_CATALOG_PATH, /api?x=1",
        "API_CATALOG_PATH, /{{x}}",
        "API_AUTH_SCHEME, ''",
        "API_AUTH_SCHEME, Api Token",
        "API_AUTH_SCHEME, 'Api-Token:'",
        "API_AUTH_SCHEME, 1x",
        "API_KEY, two words",
        "API_KEY, 'a\tb'",
        "API_KEY, schlüssel",
        "HOME, ''",
        "HOME, ' '",
        "HOME, 'a\0b'",
        "SEND_CONCURRENCY, ''",
        "SEND_CONCURRENCY, 0",
        "SEND_CONCURRENCY, -1",
        "SEND_CONCURRENCY, +1",
        "SEND_CONCURRENCY, 01",
        "SEND_CONCURRENCY, 1.5",
        "SEND_CONCURRENCY, 1e3",
        "SEND_CONCURRENCY, 100001",
        "SEND_CONCURRENCY, 99999999999999999999",
        "SEND_CONCURRENCY, ٣",
        "DROP_POLL, ''",
        "DROP_POLL, 5",
        "DROP_POLL, 0s",
        "DROP_POLL, 5 s",
        "DROP_POLL, 5S",
        "DROP_POLL, 1.5s",
        "DROP_POLL, -1s",
        "DROP_POLL, 1d",
        "DROP_POLL, PT5S",
        "DROP_POLL, 169h",
        "DROP_POLL, 604800001ms",
        "DROP_POLL, 999999999h",
        "DROP_POLL, 9999999999ms",
        "LIMIT_ROWS, 0",
        "LIMIT_ROWS, 1000000001",
        "LIMIT_ROWS, 1e6",
        "LIMIT_LINE, 0kB",
        "LIMIT_LINE, 64",
        "LIMIT_LINE, 64 kB",
        "LIMIT_LINE, 64KB",
        "LIMIT_LINE, 64k",
        "LIMIT_LINE, 6.4kB",
        "LIMIT_LINE, 1000000GB",
        "REQUEST_TIMEOUT, 0ms",
        "CONNECT_TIMEOUT, 0m",
        "PAUSE_FIRST, 0ms",
        "PAUSE_MAX, 0h",
        "GIVE_UP_AFTER, 0",
        "GIVE_UP_AFTER, 169h",
        "HOME_SHARED, yes",
        "DROP_MARKER, done",
        "DROP_MARKER, .csv",
        "DROP_MARKER, .SHA256",
        "DROP_CHECKSUM, none",
        "LIMIT_FILE_SIZE, ''",
        "LIMIT_FILE_SIZE, 50",
        "LIMIT_FILE_SIZE, 0MB",
        "LIMIT_FILE_SIZE, 50 MB"
    })
    void wrong_values_are_refused_with_what_was_expected(Property property, String value) {
        assertThat(property.problemWith(value))
                .hasValueSatisfying(problem -> assertThat(problem).startsWith("expected "));
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "30s, PT30S", "5m, PT5M", "168h, PT168H", "007s, PT7S"})
    void a_duration_has_its_unit(String text, Duration duration) {
        assertThat(Type.duration(text)).contains(duration);
    }

    @ParameterizedTest
    @CsvSource({
        "SFTP_HOST, sftp.example.org",
        "SFTP_HOST, 192.0.2.1",
        "SFTP_PORT, 65535",
        "SFTP_FOLDER, /",
        "SFTP_FOLDER, /upload/From HR/inbox.d",
        "SFTP_FOLDER, inbox",
        "SFTP_FEED, north",
        "SFTP_AFTER, delete",
        "SFTP_CIPHERS, 'aes256-gcm@openssh.com,aes128-ctr'",
        "SFTP_KEY_PASSPHRASE, two words"
    })
    void what_servers_have_is_accepted(Property property, String value) {
        assertThat(property.problemWith(value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SFTP_HOST, sftp://example.org",
        "SFTP_HOST, example.org:22",
        "SFTP_HOST, user@example.org",
        "SFTP_HOST, ?x=y",
        "SFTP_PORT, 65536",
        "SFTP_PORT, 0",
        "SFTP_FOLDER, ../inbox",
        "SFTP_FOLDER, in/../../box",
        "SFTP_FOLDER, /in/./box",
        "SFTP_FOLDER, //inbox",
        "SFTP_FOLDER, inbox/",
        "SFTP_FOLDER, *",
        "SFTP_FOLDER, in?delete=true",
        "SFTP_FOLDER, in/ box",
        "SFTP_FOLDER, '${env:HOME}'",
        "SFTP_FEED, a/b",
        "SFTP_AFTER, keep",
        "SFTP_CIPHERS, 'a b'",
        "SFTP_POLL, 0s"
    })
    void what_could_lead_elsewhere_is_refused(Property property, String value) {
        assertThat(property.problemWith(value)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"800B, 800", "8kB, 8000", "50MB, 50000000", "2GB, 2000000000"})
    void a_size_has_its_unit(String text, long size) {
        assertThat(Type.size(text)).contains(size);
    }
}
