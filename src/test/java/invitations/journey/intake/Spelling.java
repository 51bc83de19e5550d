package invitations.journey.intake;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A list of people as somebody might have written it: in some dialect and charset, with columns and cells that are decorated,
 * misspelt or damaged, and what each person's row says without all that. The same seed makes the same file.
 */
final class Spelling {
    static final int ROWS = 26;

    private static final List<String> FIELDS = List.of("email", "first_name", "city", "platform_key", "program_key");

    /** Names and places as people have them, a language each. */
    private static final String[][] WORDS = {
        {"Ada Lovelace", "London"},
        {"Zoë Müller", "Köln"},
        {"José Núñez", "Málaga"},
        {"Łukasz Żak", "Łódź"},
        {"François Lefèvre", "Besançon"},
        {"Søren Åberg", "Tromsø"},
        {"Jiří Dvořák", "Plzeň"},
        {"Çağla Şahin", "İzmir"},
        {"Ольга Смирнова", "Казань"},
        {"Ελένη Παππά", "Θεσσαλονίκη"},
        {"João Gonçalves", "São Paulo"},
        {"Ștefan Ionuț", "Timișoara"},
        {"Ğülşen O'Neill", "Sligo"},
        {"田中 さくら", "京都"},
        {"김 철수", "부산"},
        {"דנה כהן", "חיפה"},
        {"Bob Baker", "York"},
        {"Mary-Jane Watson", "New York"},
        {"Evans, Jr.", "Bath"},
        {"Šárka Říhová", "Ústí"},
    };

    /** Signs that get into cells from shells, mails, spreadsheets and web pages. */
    private static final List<String> SIGNS = List.of(
            "'",
            "`",
            "´",
            "’",
            "‘",
            "“",
            "”",
            "«",
            "»",
            "#",
            "%",
            "%20",
            "?",
            "/",
            "\\",
            ":",
            ";",
            ",",
            "!",
            "*",
            "=",
            "&",
            "|",
            "~",
            "^",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "<",
            ">",
            "…",
            "·",
            "•",
            "–",
            "$",
            "§",
            ".",
            "..",
            "@",
            "mailto:",
            "email=",
            "E-Mail: ",
            "\u200B",
            "\u00AD",
            "\uFFFD",
            "\u200E",
            "\u202E",
            "_x000D_",
            "&nbsp;",
            "&#64;");

    private static final List<String> BLANKS = List.of(" ", "  ", "\t", "\u00A0", "\u3000", "\u2009");

    private static final List<String> MARKS =
            List.of("*", " *", ":", " (required)", " [Required]", "\u200B", "\u00A0", "**");

    private static final List<String> CHARSETS = List.of(
            "UTF-8",
            "UTF-8",
            "UTF-8",
            "UTF-16LE",
            "UTF-16BE",
            "windows-1252",
            "windows-1250",
            "windows-1251",
            "windows-1253",
            "windows-1254",
            "windows-1257",
            "ISO-8859-1",
            "ISO-8859-2",
            "ISO-8859-9",
            "ISO-8859-15",
            "IBM850",
            "IBM437",
            "IBM852",
            "x-MacRoman",
            "x-MacCentralEurope",
            "KOI8-R",
            "GB18030",
            "windows-31j");

    /**
     * A person as the row means them.
     *
     * @param spelt what was done to the row
     * @param isSurelyMeant whether nothing about the row or the file is doubtful, so that they are to be invited
     */
    record Person(
            String email,
            String firstName,
            String city,
            String platform,
            String program,
            String spelt,
            boolean isSurelyMeant) {
        String place() {
            return program.isEmpty() ? platform : program;
        }
    }

    private final Random random;
    private final int number;
    private final Map<String, Person> people = new HashMap<>();
    private final List<String> done = new ArrayList<>();
    private boolean isDoubtful;

    Spelling(long seed, int number) {
        this.random = new Random(seed * 1_000_003 + number);
        this.number = number;
    }

    /** Who stands in the file, by what stands before the point in their address. */
    Map<String, Person> people() {
        return people;
    }

    /** {@return what was done to the file as a whole} */
    String history() {
        return String.join("; ", done);
    }

    /** The file. To be called once. */
    byte[] write() {
        Charset charset = charset();
        boolean isUnicode = charset.name().startsWith("UTF");
        isDoubtful = !isUnicode;
        List<String> fields = new ArrayList<>(FIELDS);
        if (random.nextInt(4) == 0) {
            Collections.shuffle(fields, random);
        }
        char delimiter = ",,,;\t|".charAt(random.nextInt(6));
        String lineEnd = oneOf(List.of("\n", "\n", "\r\n", "\r\n", "\r"));
        int quoting = random.nextInt(3);
        String beforeQuote = quoting == 2 && random.nextInt(3) == 0 ? " " : "";
        done.add(charset + " '" + delimiter + "' quoting " + quoting + (beforeQuote.isEmpty() ? "" : " after blanks"));

        List<List<String>> records = new ArrayList<>();
        records.add(header(fields));
        for (int row = 0; row < ROWS; row++) {
            records.add(row(fields, row, charset));
        }
        String text = records.stream()
                .map(record -> record.stream()
                        .map(cell -> quoted(cell, delimiter, quoting, beforeQuote))
                        .collect(Collectors.joining(String.valueOf(delimiter))))
                .collect(Collectors.joining(lineEnd));
        text = tail(text, lineEnd);
        byte[] bytes = text.getBytes(charset);
        if (!isUnicode || (charset.equals(StandardCharsets.UTF_8) && random.nextBoolean())) {
            return bytes;
        }
        done.add("mark");
        return ("\uFEFF" + text).getBytes(charset);
    }

    private Charset charset() {
        String name = oneOf(CHARSETS);
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }

    private List<String> header(List<String> fields) {
        List<String> header = new ArrayList<>();
        int spoilt = random.nextInt(5) < 2 ? random.nextInt(fields.size()) : -1;
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.get(i);
            if (i == spoilt) {
                name = spoiltName(name);
                isDoubtful = true;
                done.add("column '" + fields.get(i) + "' as '" + name + "'");
            } else if (random.nextInt(4) == 0) {
                name = oneOf(List.of(
                        name.toUpperCase(Locale.ROOT),
                        name.replace('_', ' '),
                        name.replace("_", ""),
                        ' ' + name + ' '));
            }
            header.add(name);
        }
        return header;
    }

    /** A name of a column that is decorated, or one or two letters away. */
    private String spoiltName(String name) {
        return switch (random.nextInt(3)) {
            case 0 -> name + oneOf(MARKS);
            case 1 -> oneOf(SIGNS) + name;
            default -> random.nextInt(3) == 0 ? edited(edited(name)) : edited(name);
        };
    }

    private String edited(String name) {
        int place = random.nextInt(name.length() - 1);
        char letter = (char) ('a' + random.nextInt(26));
        return switch (random.nextInt(4)) {
            case 0 -> name.substring(0, place) + name.substring(place + 1);
            case 1 -> name.substring(0, place) + letter + name.substring(place);
            case 2 -> name.substring(0, place) + letter + name.substring(place + 1);
            default ->
                name.substring(0, place) + name.charAt(place + 1) + name.charAt(place) + name.substring(place + 2);
        };
    }

    private List<String> row(List<String> fields, int row, Charset charset) {
        String id = "p" + number + "x" + row;
        String[] words = WORDS[random.nextInt(WORDS.length)];
        while (!charset.newEncoder().canEncode(words[0] + words[1])) {
            words = WORDS[random.nextInt(WORDS.length)];
        }
        Map<String, String> clean = new HashMap<>();
        clean.put("email", id + oneOf(List.of(".ada", ".o'brien", ".a+tag", ".a_b", ".jean-luc", "")) + "@example.org");
        clean.put("first_name", words[0]);
        clean.put("city", words[1]);
        clean.put("platform_key", oneOf(List.of("north", "south")));
        clean.put("program_key", random.nextBoolean() ? "" : clean.get("platform_key") + "+bench");
        Map<String, String> cells = new HashMap<>(clean);
        boolean isSure = !isDoubtful;
        String spelt = "";
        int how = random.nextInt(4);
        String field = oneOf(fields);
        String cell = cells.getOrDefault(field, "");
        String other =
                switch (how) {
                    case 0 -> random.nextBoolean() ? cell + oneOf(BLANKS) : oneOf(BLANKS) + cell;
                    case 1, 2 -> spoilt(cell, cell.indexOf('@'));
                    default -> cell;
                };
        if (charset.newEncoder().canEncode(other) && !other.equals(cell)) {
            cells.put(field, other);
            isSure &= how == 0;
            spelt = field + " '" + other + "'";
        }
        people.put(
                id,
                new Person(
                        clean.getOrDefault("email", ""),
                        words[0],
                        words[1],
                        clean.getOrDefault("platform_key", ""),
                        clean.getOrDefault("program_key", ""),
                        spelt,
                        isSure));
        return fields.stream().map(name -> cells.getOrDefault(name, "")).toList();
    }

    private String spoilt(String cell, int at) {
        int kind = random.nextInt(at < 0 ? 5 : 12);
        return switch (kind) {
            case 0 -> oneOf(SIGNS) + cell;
            case 1 -> cell + oneOf(SIGNS);
            case 2 -> '"' + cell + '"';
            case 3 -> "=\"" + cell + '"';
            case 4 ->
                Normalizer.normalize(
                        new String(cell.getBytes(StandardCharsets.UTF_8), Charset.forName("windows-1252")),
                        Normalizer.Form.NFC);
            case 5 -> cell.substring(0, at) + oneOf(SIGNS) + cell.substring(at);
            case 6 -> cell.substring(0, at + 1) + oneOf(SIGNS) + cell.substring(at + 1);
            case 7 ->
                cell.replace(
                        ".org", oneOf(List.of(".ogr", ".orgg", ".or", "org", ".", ",org", "。org", ".org.", ".o rg")));
            case 8 -> "Ada <" + cell + '>';
            case 9 -> cell + oneOf(List.of(",", ";", " ", "/", " und ")) + "other@example.org";
            case 10 -> wide(cell);
            default -> cell.toUpperCase(Locale.ROOT);
        };
    }

    /** In letters of full width, as East Asian keyboards write them. */
    private static String wide(String text) {
        return text.chars()
                .mapToObj(c -> String.valueOf((char) (c > ' ' && c < 0x7F ? c + 0xFEE0 : c)))
                .collect(Collectors.joining());
    }

    private static String quoted(String cell, char delimiter, int quoting, String before) {
        boolean isNeeded = cell.indexOf(delimiter) >= 0
                || cell.indexOf('"') >= 0
                || cell.indexOf('\n') >= 0
                || cell.indexOf('\r') >= 0;
        return isNeeded || quoting == 2 || (quoting == 1 && !cell.isEmpty())
                ? before + '"' + cell.replace("\"", "\"\"") + '"'
                : cell;
    }

    private String tail(String text, String lineEnd) {
        String first = text.substring(0, text.indexOf(lineEnd));
        return switch (random.nextInt(7)) {
            case 0 -> text;
            case 1 -> text + lineEnd + lineEnd + lineEnd;
            case 2 -> text + lineEnd + "\u001A";
            case 3 -> text + lineEnd + "\0\0\0";
            case 4 -> text + lineEnd + first + lineEnd;
            default -> text + lineEnd;
        };
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
