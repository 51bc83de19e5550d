package invitations.feed;

import invitations.base.AddressText;
import invitations.csv.ColumnName;
import invitations.invitation.InvitationKey;
import invitations.invitation.address.EmailAddress;
import invitations.invitation.address.TopLevelDomains;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a list of those who want no invitation, read as rows are. Each line is an entry for certain, no entry for
 * certain, or wrong: no line is taken for an entry that would match nobody.
 *
 * @param entries addresses and domains, in the form that they are compared in
 * @param wrong the numbers of the lines that are neither, from 1
 */
record SuppressionListReader(Set<String> entries, List<Integer> wrong) {
    /** What the first column may be called, without gaps. */
    private static final Set<String> HEADERS = Set.of(
            "email",
            "mail",
            "address",
            "emailaddress",
            "mailaddress",
            "user",
            "username",
            "emailadresse",
            "mailadresse",
            "courriel",
            "adresseemail",
            "correo",
            "correoelectr\u00f3nico");

    private static final Pattern SEP_LINE = Pattern.compile("(?i)\"?sep=.?\"?");
    /** A text as Excel writes it to keep it one. */
    private static final Pattern LITERAL = Pattern.compile("=\"([^\"]*)\"");

    /** Names of inner networks and of tests (RFC 6761, RFC 8375, RFC 9476), which no list of top-level domains has. */
    private static final Set<String> SPECIAL_USE = Set.of(
            "local",
            "internal",
            "lan",
            "home",
            "corp",
            "private",
            "intranet",
            "test",
            "example",
            "invalid",
            "localhost",
            "alt");

    private static final String DELIMITERS = ",;\t";
    /** Written by some systems behind the last line of a file. */
    private static final String BEHIND = "\u001a\0\r\n";

    private static SuppressionListReader empty() {
        return new SuppressionListReader(new HashSet<>(), new ArrayList<>());
    }

    static SuppressionListReader of(String text) {
        int end = text.length();
        while (end > 0 && BEHIND.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        SuppressionListReader list = empty();
        List<String> header = List.of();
        List<String> lines = text.substring(0, end).lines().toList();
        boolean hasSep = !lines.isEmpty()
                && SEP_LINE.matcher(lines.get(0)).matches()
                && cells(lines.get(0)).isPresent();
        int top = hasSep ? 1 : 0;
        for (int i = top; i < lines.size(); i++) {
            Optional<List<String>> cells = cells(lines.get(i));
            String first = cells.map(found -> found.get(0)).orElse("");
            boolean isHeader = i == top && HEADERS.contains(ColumnName.withoutGaps(ColumnName.plain(first)));
            if (isHeader) {
                header = cells.orElseThrow();
            } else if (cells.isEmpty()) {
                list.wrong.add(i + 1);
            } else if (!first.isEmpty() && !isRemark(first)) {
                Optional<String> entry = entry(first);
                // The last line of a file that is being written may be cut anywhere.
                boolean mayBeCut = i == lines.size() - 1 && end == text.length();
                if (entry.isEmpty()
                        || hasAnother(cells.get(), header, entry.get())
                        || (!mayBeCut && isOfNoDomain(entry.get()))) {
                    list.wrong.add(i + 1);
                } else {
                    list.entries.add(entry.get());
                }
            } else if (first.isEmpty() && cells.get().stream().anyMatch(cell -> cell.indexOf('@') >= 0)) {
                list.wrong.add(i + 1);
            }
        }
        return list;
    }

    /** The cells of a line, without blanks around them; empty where its quotes are wrong. At least one. */
    private static Optional<List<String>> cells(String line) {
        List<String> cells = new ArrayList<>();
        int at = 0;
        do {
            int begin = at;
            while (begin < line.length() && isBlank(line.charAt(begin))) {
                begin++;
            }
            StringBuilder cell = new StringBuilder();
            if (begin < line.length() && line.charAt(begin) == '"') {
                at = quoted(line, begin + 1, cell);
                if (at < 0) {
                    return Optional.empty();
                }
            } else {
                at = begin;
                while (at < line.length() && DELIMITERS.indexOf(line.charAt(at)) < 0) {
                    cell.append(line.charAt(at++));
                }
            }
            cells.add(AddressText.trim(cell.toString()));
            at++;
        } while (at <= line.length());
        return Optional.of(cells);
    }

    private static boolean isBlank(char c) {
        return c != '\t' && AddressText.trim(String.valueOf(c)).isEmpty();
    }

    /** Takes what stands in quotes; the place of what ends the cell behind them, or -1 when they are wrong. */
    private static int quoted(String line, int from, StringBuilder cell) {
        int at = from;
        while (at < line.length() && (line.charAt(at) != '"' || line.startsWith("\"\"", at))) {
            cell.append(line.charAt(at));
            at += line.charAt(at) == '"' ? 2 : 1;
        }
        if (at == line.length()) {
            return -1;
        }
        at++;
        while (at < line.length() && isBlank(line.charAt(at))) {
            at++;
        }
        return at == line.length() || DELIMITERS.indexOf(line.charAt(at)) >= 0 ? at : -1;
    }

    /** The entry in the form that it is compared in; empty when it is no clean one. */
    private static Optional<String> entry(String text) {
        Matcher literal = LITERAL.matcher(text);
        String entry = AddressText.normalized(AddressText.trim(literal.matches() ? literal.group(1) : text));
        String address = entry.startsWith("@") ? "a" + entry : entry;
        return EmailAddress.read(address) == null
                        || TopLevelDomains.meant(address).isPresent()
                ? Optional.empty()
                : Optional.of(InvitationKey.canonicalEmail(entry));
    }

    /** {@return whether it is a remark, and not an entry that somebody has put a {@code #} before} */
    private static boolean isRemark(String cell) {
        return cell.startsWith("#") && entry(cell.substring(1)).isEmpty();
    }

    /** {@return whether the top-level domain is none that is known: the entry would match nobody} */
    private static boolean isOfNoDomain(String entry) {
        return !TopLevelDomains.isKnown(entry) && !SPECIAL_USE.contains(TopLevelDomains.of(entry));
    }

    /** {@return whether another cell has an address as well, and no header says that it is something else} */
    private static boolean hasAnother(List<String> cells, List<String> header, String entry) {
        for (int i = 1; i < cells.size(); i++) {
            boolean isNamed = i < header.size()
                    && !header.get(i).isEmpty()
                    && !ColumnName.withoutGaps(header.get(i)).contains("mail")
                    && !HEADERS.contains(ColumnName.withoutGaps(ColumnName.plain(header.get(i))));
            if (!isNamed
                    && entry(cells.get(i)).filter(other -> !other.equals(entry)).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
