package invitations.journey.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The table of files that are dropped in the torture test. */
final class TortureFiles {
    private static final Path SHARED = Path.of("../shared/testdata");
    private static final String TWO = "email,first_name\n{a},Ada\n{b},Bob\n";
    private static final String BOTH = "2:INVITED 3:INVITED";

    private final List<TortureCase> cases = new ArrayList<>();

    static List<TortureCase> all() throws IOException {
        TortureFiles files = new TortureFiles();
        files.textsAsTheyComeFromMachines();
        files.encodings();
        files.dialects();
        files.headers();
        files.rows();
        files.brokenFiles();
        files.addresses();
        files.limits();
        files.feeds();
        files.containers();
        files.publicMaterial();
        return files.cases;
    }

    private void add(String name, String text, String verdict) {
        cases.add(TortureCase.of(name, text, verdict));
    }

    /** Every way in which machines write the same two rows, and one that is wrong. */
    private void textsAsTheyComeFromMachines() {
        Map<String, String> marks = new LinkedHashMap<>();
        marks.put("UTF-8", "");
        marks.put("UTF-8-mark", "\uFEFF");
        marks.put("UTF-16LE", "\uFEFF");
        marks.put("UTF-16BE", "\uFEFF");
        marks.put("UTF-32LE", "\uFEFF");
        marks.put("windows-1252", "");
        Map<String, String> delimiters = Map.of("comma", ",", "semicolon", ";", "tab", "\t", "bar", "|");
        Map<String, String> ends = Map.of("lf", "\n", "crlf", "\r\n", "cr", "\r");
        marks.forEach((charset, mark) -> delimiters.forEach((delimiterName, delimiter) -> ends.forEach((end, eol) -> {
            String name = String.join("-", charset.toLowerCase(Locale.ROOT), delimiterName, end);
            String text = mark
                    + "email,first_name,note\n{a},Jürgen Groß,\"a, b; c\td | \"\"e\"\"\nf\"\nnobody,Bób,\n{b},Günther Schäfer,\n"
                            .replace("ó", "ö")
                            .replaceAll(",(?=[^ ])", delimiter.equals("|") ? "|" : delimiter)
                            .replace("\n", eol);
            cases.add(TortureCase.of(
                    name,
                    text,
                    Charset.forName(charset.replace("-mark", "")),
                    "2:INVITED 4:INVALID:INVALID_EMAIL 5:INVITED"));
        })));
    }

    private void encodings() {
        byte[] wrong = bytes("email,first_name\n", "x1@example.org,Zoë\n", "x2@example.org,Zo\u00ff\n");
        cases.add(TortureCase.of("damaged-utf-8", wrong, "REFUSED:ENCODING_ERROR:3"));
        cases.add(TortureCase.of(
                "cut-in-a-character",
                Arrays.copyOf("email,n\nx3@example.org,éé".getBytes(StandardCharsets.UTF_8), 26),
                "REFUSED:ENCODING_ERROR:2"));
        cases.add(TortureCase.of(
                        "feed-charset", "email,first_name\n{a},Łódź\n", Charset.forName("ISO-8859-2"), "2:INVITED")
                .with("charset = ISO-8859-2\n"));
        cases.add(TortureCase.of("utf-8-in-a-feed-of-another-charset", TWO.replace("Ada", "Łucja"), BOTH)
                .with("charset = windows-1252\n"));
        for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
            cases.add(TortureCase.of(
                    "unmarked-" + charset.toLowerCase(Locale.ROOT), TWO, Charset.forName(charset), BOTH));
        }
        cases.add(TortureCase.of(
                "half-a-utf-16-character",
                Arrays.copyOf("\uFEFFemail\nx4@example.org\n".getBytes(StandardCharsets.UTF_16LE), 41),
                "REFUSED:ENCODING_ERROR:2"));
    }

    private void dialects() {
        add("sep-line", "sep=;\nemail;first_name\n{a};Ada\n{b};Bob\n", "3:INVITED 4:INVITED");
        add("sep-line-quoted", "\"sep=|\"\r\nemail|first_name\r\n{a}|Ada\r\n", "3:INVITED");
        add("sep-line-with-mark", "\uFEFFsep=\t\nemail\tfirst_name\n{a}\tAda\n", "3:INVITED");
        add("commas-in-a-quoted-header", "email;\"first, or given, name\"\n{a};Ada\n", "2:INVITED");
        add("one-column", "email\n{a}\n{b}\n", BOTH);
        add("one-column-in-quotes", "\"email\"\n\"{a}\"\n", "2:INVITED");
        add("no-line-end", "email\n{a}", "2:INVITED");
        add("blanks-after-quotes", "email,first_name\n\"{a}\" ,\"Ada\"\t\n", "2:INVITED");
        add("quote-within", "email,first_name\n{a},A\"d\"a\n", "2:INVITED");
        cases.add(TortureCase.of("feed-quote", "email,first_name\n{a},'Ada, Countess'\n", "2:INVITED")
                .with("quote = '\n"));
        cases.add(TortureCase.of("feed-escape", "email,first_name\n{a},\"A \\\"d\\\" a\"\n", "2:INVITED")
                .with("escape = \\\\\n"));
        cases.add(TortureCase.of("feed-delimiter", "email#first_name\n{a}#Ada\n", "2:INVITED")
                .with("delimiter = \\#\n"));
        add("preamble", "version:v1.0,,\nemail,first_name,\n{a},Ada,\n", "3:INVITED");
        add("title-lines", "People of spring\n\n# as of today\nemail,first_name\n{a},Ada\n", "5:INVITED");
        add("title-names-the-place", "Course: acme+c1\nemail,first_name\n{a},Ada\n", "REFUSED:MISTAKEN_COLUMN:1");
        add("title-in-two-cells", "Report\nPlatform;acme\nemail;name\n{a};Ada\n", "REFUSED:MISTAKEN_COLUMN:2");
        add("sep-line-of-another-file", "sep=;\nemail,first_name\n{a},Ada\n", "REFUSED:NO_HEADER:2");
        add(
                "header-again-with-marks",
                "email,first_name\n{a},Ada\nEmail*,First Name\n{b},Bob\n",
                "2:INVITED 4:INVITED");
        add("blank-lines", "\n\nemail\n\n{a}\n\n\n{b}\n", "5:INVITED 8:INVITED");
        add("blank-records", "email,first_name\n,\n{a},Ada\n , \n,\n", "3:INVITED");
        add("padding", "email,first_name,,,\n{a},Ada,,,\n{b},Bob\n,,,,\n", BOTH);
    }

    private void headers() {
        for (String header : List.of(
                "Email",
                "E-MAIL",
                " e_mail ",
                "Mail",
                "Email Address",
                "user_email",
                "inviteeEmail",
                "Email Address [Required]",
                "Email address to invite [inviteeEmail] Required")) {
            add(
                    "header-" + header.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-") + header.length(),
                    header + ",x\n{a},1\n",
                    "2:INVITED");
        }
        add("bare", "{a},Ada\n{b},Bob\n", "REFUSED:NO_HEADER:1");
        add("unknown-names", "who,what\n{a},1\n", "REFUSED:NO_HEADER:1");
        add("typo-in-header", "emial,first_name\n{a},Ada\n", "REFUSED:MISTAKEN_COLUMN:1");
        add("same-name-twice", "email,E-Mail\n{a},{b}\n", "REFUSED:DUPLICATE_COLUMN:1");
        add("second-address", "email,Parent email\n{a},\n{b},{a}\n", "REFUSED:DUPLICATE_COLUMN:1");
        add("name-missing", "email,,first_name\n{a},,Ada\n", "REFUSED:NO_HEADER:1");
        add("reserved", "email,invitation_drop\n{a},x\n", "REFUSED:RESERVED_COLUMN:1");
        add("id-of-a-form", "email,id\n{a},7\n", "2:INVITED");
        add("control-in-name", "email,na\u001bme\n{a},x\n", "REFUSED:CONTROL_CHARACTER:1");
        add("bidi-in-name", "email,\u202ename\n{a},x\n", "REFUSED:CONTROL_CHARACTER:1");
        add("header-alone", "email,first_name\n", "");
        add("header-alone-without-end", "email,first_name", "");
        add("names-of-headers", "email,CamelHttpUri,Authorization,Host\n{a},http://x.example/,none,y\n", "2:INVITED");
        add("names-that-are-expressions", "email,${env.PATH},{{iblai.api.key}},#{x}\n{a},1,2,3\n", "2:INVITED");
        add("private-columns", "email,_line,_status,_code,_message\n{a},9,INVALID,X,y\n", "2:INVITED");
        add("header-again", "email,first_name\nemail,first_name\n{a},Ada\n", "3:INVITED");
    }

    private void rows() {
        add("too-many-cells", "email,first_name\n{a},Ada,Countess\n{b},Bob\n", "2:INVALID:TOO_MANY_CELLS 3:INVITED");
        add("short-rows", "email,first_name,last_name\n{a}\n{b},Bob,B\n", BOTH);
        cases.add(TortureCase.of(
                        "short-rows-refused",
                        "email,first_name,last_name\n{a}\n{b},Bob,B\n",
                        "2:INVALID:TOO_FEW_CELLS 3:INVITED")
                .with("short-rows = refuse\n"));
        add(
                "row-on-two-lines",
                "email,first_name,last_name\n{a},Ada\n,L\n",
                "2:INVALID:TOO_FEW_CELLS 3:INVALID:TOO_FEW_CELLS MISSING_VALUE");
        add("ends-before-the-key", "email,program_key\n{a}\n{b},acme+p\n", "2:INVALID:TOO_FEW_CELLS 3:INVITED");
        add("blanks-before-quotes", "\"email\", \"first_name\"\n\"{a}\", \"Ada\"\n", "2:INVITED");
        add("header-comes-again", "email,first_name\n{a},Ada\nEmail,First Name\n{b},Bob\n", "2:INVITED 4:INVITED");
        add("other-header", "email,program_key\n{a},acme+p\nemail,course_id\n{b},c\n", "REFUSED:SECOND_HEADER:3");
        add("same-person-twice", "email\n{a}\n{a}\n", "2:INVITED 3:DUPLICATE:DUPLICATE_IN_FILE");
        add(
                "same-person-in-other-words",
                "email,first_name\n{a},Ada\n{a},Augusta\n",
                "2:INVALID:CONFLICTING_DUPLICATE 3:INVALID:CONFLICTING_DUPLICATE");
        add("lines-in-cells", "email,note\n{a},\"one\ntwo\r\nthree\"\n{b},x\n", "2:INVITED 5:INVITED");
        add("empty-address", "email,first_name\n,Ada\n{b},Bob\n", "2:INVALID:MISSING_VALUE 3:INVITED");
        add("escape-in-a-cell", "email,note\n{a},\"\u001b[31mred\"\n", "2:INVALID:CONTROL_CHARACTER");
        add("bidi-in-a-cell", "email,note\n{a},\u202egnp.exe\n", "2:INVALID:CONTROL_CHARACTER");
        add("nul-in-a-cell", "email,note\n{a},x\u0000y\n", "2:INVALID:CONTROL_CHARACTER");
        add("line-break-in-an-address", "email\n\"x\r\nBcc: y@example.org\"\n", "2:INVALID:CONTROL_CHARACTER");
        add("formulas", "email,note\n{a},=1+1\n{b},\"@SUM(A1)\"\n", BOTH);
        add("expressions", "email,note\n{a},${exchange.context}\n{b},{{iblai.api.key}}\n", BOTH);
        add("emoji", "email,note\n{a},\uD83D\uDE00\n", "2:INVITED");
        for (String url : List.of(
                "http://example.org/",
                "https://user@example.org/",
                "https://exa mple.org/",
                "javascript:alert(1)",
                "//example.org/",
                "https://",
                "https://example.org:99999/",
                "https://ex\u0430mple.org/",
                "file:///etc/passwd",
                "https://evil.example\\@example.org/")) {
            add("link-" + cases.size(), "email,redirect_to\n{a}," + url + "\n", "2:INVALID:INVALID_URL");
        }
        add("link", "email,redirect_to\n{a},https://example.org/welcome?x=1#y\n", "2:INVITED");
        for (String date : List.of("22.11.2026", "11/22/26", "2026-02-30", "soon", "2026-11-22T25:00")) {
            add("date-" + cases.size(), "email,expired\n{a}," + date + "\n", "2:INVALID:INVALID_DATE");
        }
        add("date-past", "email,expired\n{a},2001-01-01\n", "2:INVALID:DATE_IN_PAST");
        add("boolean", "email,active\n{a},perhaps\n{b},YES\n", "2:INVALID:INVALID_BOOLEAN 3:INVITED");
        add("metadata", "email,metadata\n{a},\"{\"\"x\"\": 1}\"\n{b},[1]\n", "2:INVITED 3:INVALID:INVALID_METADATA");
        add(
                "metadata-with-a-marker",
                "email,metadata\n{a},\"{\"\"invitation_drop\"\": 1}\"\n",
                "2:INVALID:INVALID_METADATA");
        add("target", "email,target\n{a},moon\n{b},platform\n", "2:INVALID:UNKNOWN_TARGET 3:INVITED");
        add("operation", "email,operation\n{a},invade\n{b},single\n", "2:INVALID:UNKNOWN_OPERATION 3:INVITED");
        add("two-keys", "email,program_key,course_id\n{a},acme+p,course-v1:a+b+c\n", "2:INVALID:UNKNOWN_TARGET");
        add("user-name", "username\nada lovelace\n", "2:INVALID:INVALID_USERNAME");
        add("key", "email,program_key\n{a},acme/../p\n", "2:INVALID:INVALID_KEY");
    }

    private void brokenFiles() {
        cases.add(TortureCase.of("nothing", new byte[0], "REFUSED:EMPTY_FILE:0"));
        add("mark-only", "\uFEFF", "REFUSED:EMPTY_FILE:0");
        add("line-ends-only", "\r\n\n\r", "REFUSED:EMPTY_FILE:0");
        add("open-quote", "email,first_name\n{a},Ada\n{b},\"Bob\n", "REFUSED:MALFORMED_CSV:3");
        add("open-quote-in-header", "email,\"first_name\n{a},Ada\n", "REFUSED:MALFORMED_CSV:1");
        add("text-after-quote", "email,first_name\n{a},\"Ada\" Lovelace\n", "REFUSED:MALFORMED_CSV:2");
        cases.add(TortureCase.of("a-picture", picture(), "REFUSED:UNSUPPORTED_FILE:0"));
        cases.add(TortureCase.of("old-excel", ole(), "REFUSED:UNSUPPORTED_FILE:0"));
        add("html", "<!DOCTYPE html><html><body>Sign in</body></html>\n", "REFUSED:UNSUPPORTED_FILE:0");
        add("json", "[{\"email\": \"{a}\"}]\n", "REFUSED:NO_HEADER:1");
    }

    private void addresses() {
        for (String address : List.of(
                "x",
                "x@",
                "@example.org",
                "x@y@example.org",
                "x@example",
                "x@example..org",
                "x@example.org.",
                "\"x@example.org,\"",
                "x example.org",
                "x@exam ple.org",
                "x@-example.org",
                "x;y@example.org",
                "Ada <x@example.org>",
                "mailto:x@example.org",
                "x@[127.0.0.1]",
                "x@ex\u0430mple.org")) {
            add("address-" + cases.size(), "email,first_name\n" + address + ",Ada\n", "2:INVALID:INVALID_EMAIL");
        }
        for (String domain : List.of("gmial.com", "hotmial.com", "yaho.com", "example.con")) {
            add("slip-" + cases.size(), "email\nx@" + domain + "\n", "2:INVALID:EMAIL_TYPO");
        }
        add("invisible", "email\nx\u200b@example.org\n", "2:INVALID:CONTROL_CHARACTER");
        add("swapped", "email,first_name\nAda,{a}\n", "2:INVALID:INVALID_EMAIL");
        add("international", "email\n{a}\nx@bücher.example\n", BOTH);
    }

    private void limits() {
        String names = IntStream.range(0, 200).mapToObj(n -> "c" + n).collect(Collectors.joining(","));
        add("columns", "email," + names + "\n{a}\n", "REFUSED:TOO_MANY_COLUMNS:1");
        add("cell", "email,note\n{b},x\n{a}," + "x".repeat(8_001) + "\n", "REFUSED:CELL_TOO_LONG:3");
        add("quoted-cell", "email,note\n{a},\"" + "x\n".repeat(4_001) + "\"\n", "REFUSED:CELL_TOO_LONG:2");
        add(
                "line",
                "email,note\n{a}" + (",\"" + "x".repeat(7_000) + "\"").repeat(10) + "\n",
                "REFUSED:LINE_TOO_LONG:2");
    }

    private void feeds() {
        cases.add(TortureCase.of("wrong-feed", TWO, "REFUSED:INVALID_FEED:0").with("colour = red\n"));
        cases.add(TortureCase.of("filtered", "email,status\n{a},deleted\n{b},active\n", "2:SKIPPED:FILTERED 3:INVITED")
                .with("exclude.status = deleted\n"));
        cases.add(TortureCase.of("unknown-column", "email,colour\n{a},red\n", "REFUSED:UNKNOWN_COLUMN:1")
                .with("unknown-columns = refuse\n"));
        cases.add(TortureCase.of(
                        "entra",
                        "version:v1.0,,,\nEmail address to invite [inviteeEmail] Required,Redirection url"
                                + " [inviteRedirectURL] Required,Send invitation message (true or false)"
                                + " [sendEmail],Customized invitation message [customizedMessageBody]\n"
                                + "{a},https://myapplications.microsoft.com,TRUE,\"Hello, and welcome\"\n,,,\n",
                        "3:INVITED")
                .with("mapping = entra\n"));
        cases.add(
                TortureCase.of("domain", "email\n{a}\nx@elsewhere.example\n", "2:INVITED 3:INVALID:DOMAIN_NOT_ALLOWED")
                        .with("allow-domains = example.org\n"));
        cases.add(TortureCase.of(
                        "host",
                        "email,redirect_to\n{a},https://example.org.evil.example/\n",
                        "2:INVALID:HOST_NOT_ALLOWED")
                .with("redirect-hosts = example.org\n"));
    }

    private void containers() throws IOException {
        cases.add(TortureCase.of("gzip", gzip(text("gzip", TWO)), BOTH).in("people.csv.gz"));
        cases.add(TortureCase.of("gzip-by-another-name", gzip(text("gzip-by-another-name", TWO)), BOTH));
        cases.add(TortureCase.of(
                        "zip-of-two",
                        zip(Map.of("a.csv", text("zip-of-two", "email\n{a}\n"), "b.csv", text("zip-of-two", "x\n1\n"))),
                        "2:INVITED|REFUSED:NO_HEADER:1")
                .in("people.zip"));
        for (String entry : List.of("../x.csv", "/etc/x.csv", "C:\\x.csv", "a\nb.csv", "..\\x.csv")) {
            cases.add(TortureCase.of(
                            "zip-name-" + cases.size(),
                            zip(Map.of(entry, text("zip", TWO))),
                            "REFUSED:INVALID_CONTAINER:0")
                    .in("people.zip"));
        }
        cases.add(TortureCase.of("zip-of-nothing", zip(Map.of()), "REFUSED:INVALID_CONTAINER:0")
                .in("people.zip"));
        cases.add(TortureCase.of(
                        "zip-of-a-program",
                        zip(Map.of("setup.exe", new byte[] {'M', 'Z'})),
                        "REFUSED:INVALID_CONTAINER:0")
                .in("people.zip"));
        byte[] whole = gzip(text("cut", TWO));
        cases.add(TortureCase.of("gzip-cut", Arrays.copyOf(whole, whole.length - 9), "REFUSED:INVALID_CONTAINER:0")
                .in("people.csv.gz"));
        cases.add(TortureCase.of("gzip-bomb", gzip(new byte[20_000_000]), "REFUSED:TOO_MUCH_PACKED:0")
                .in("people.csv.gz"));
    }

    /** Files that others have collected, as they are, or with a header of ours before them. */
    private void publicMaterial() throws IOException {
        if (!Files.isDirectory(SHARED)) {
            System.out.println("without the public test material: there is no " + SHARED);
            return;
        }
        try (Stream<Path> files = Files.list(SHARED.resolve("csv-spectrum/csvs"))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".csv", "");
                String verdict =
                        switch (name) {
                            case "empty" -> "REFUSED:NO_HEADER:1";
                            default -> "REFUSED:NO_HEADER:1";
                        };
                cases.add(TortureCase.of("spectrum-" + name, Files.readAllBytes(file), verdict));
            }
        }
        JsonNode papaparse = new ObjectMapper()
                .readTree(SHARED.resolve("papaparse/cases.json").toFile());
        for (JsonNode each : papaparse.path("CORE_PARSER_TESTS")) {
            boolean isPlain =
                    !each.has("config") && each.path("expected").path("errors").isEmpty();
            JsonNode rows = each.path("expected").path("data");
            if (isPlain && isOfOneLineEach(rows)) {
                add(
                        "papaparse-" + cases.size(),
                        "email,b,c,d,e,f\n" + each.path("input").asText(),
                        verdictOf(rows));
            }
        }
    }

    private static boolean isOfOneLineEach(JsonNode rows) {
        return !rows.isEmpty()
                && !rows.toString().contains("\\n")
                && !rows.toString().contains("\\r");
    }

    /** None of the first cells is an address. */
    private static String verdictOf(JsonNode rows) {
        List<String> verdicts = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            List<String> cells = new ArrayList<>();
            rows.get(i).forEach(cell -> cells.add(cell.asText()));
            if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
                verdicts.add((i + 2) + ":INVALID:" + (cells.get(0).isBlank() ? "MISSING_VALUE" : "INVALID_EMAIL"));
            }
        }
        return String.join(" ", verdicts);
    }

    private static byte[] text(String name, String text) {
        return TortureCase.people(name, text).getBytes(StandardCharsets.UTF_8);
    }

    /** The last text in ISO 8859-1, the others in UTF-8. */
    private static byte[] bytes(String... texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < texts.length; i++) {
            bytes.writeBytes(
                    texts[i].getBytes(i == texts.length - 1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : new TreeMap<>(entries).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] picture() {
        byte[] picture = new byte[400];
        System.arraycopy(
                new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F'},
                0,
                picture,
                0,
                10);
        return picture;
    }

    private static byte[] ole() {
        byte[] ole = new byte[1024];
        byte[] magic = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1};
        System.arraycopy(magic, 0, ole, 0, magic.length);
        return ole;
    }
}
