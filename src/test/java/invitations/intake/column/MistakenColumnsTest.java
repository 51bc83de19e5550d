package invitations.intake.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import invitations.invitation.FileRefusedException;
import invitations.invitation.ReasonCode;
import invitations.testing.PlannedRows;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that nearly are those of deciding columns, and ordinary ones that are not. */
class MistakenColumnsTest {
    private static final List<String> DECIDING = List.of(
            "target",
            "operation",
            "program_key",
            "platform_key",
            "course_id",
            "email",
            "username",
            "active",
            "expired",
            "role",
            "mode",
            "count");

    private static final int ROUNDS = 150;

    /** Columns as exports of schools, shops, personnel and customer systems have them. */
    private static final String ORDINARY =
            """
            note|notes|model|amount|country|county|title|department|birthday|phone|comment|comments|section|grade|team|gender|sex
            |age|language|locale|timezone|city|state|zip|postcode|postal code|street|address 1|region|province|fax|mobile|telephone
            |cell phone|work phone|home phone|job title|position|manager|manager name|supervisor|cost center|cost code|employee id
            |employee number|student id|student number|personnel number|account|account name|account number|accounts|customer
            |customer id|lead source|lead owner|owner|status|state code|stage|score|rating|level|rank|grade level|homeroom|teacher
            |advisor|counselor|guardian|parent|parent name|parent email|guardian email|emergency contact|emergency phone
            |secondary email|alternate email|recovery email|manager email|email opt in|email status|email type|email verified
            |e-mail 2 address|e-mail type|e-mail display name|assistant|spouse|children|anniversary|birth date|date of birth
            |birthplace|nationality|citizenship|visa|passport|company|company size|industry|website|web page|url|linkedin|twitter
            |skype|description|summary|bio|interests|hobbies|skills|education|degree|major|minor|faculty|school|school name
            |university|college|campus|building|room|floor|office|desk|shift|contract|contract type|start date|end date|hire date
            |leave date|joined|joined on|last login|last seen|last modified|modified|updated|updated at|created by|created on|created at
            |timestamp|date|time|year|month|week|day|hour|quarter|semester|term|period|session|class|class name|class code|group
            |groups|group name|cohort|tags|tag|labels|label|category|categories|type|kind|size|color|weight|height|price|cost|total
            |sum|discount|currency|tax|vat|invoice|order|order number|quantity|product|product name|service|plan|license|licence
            |subscription|newsletter|opt in|consent|gdpr|privacy|terms|accepted|approved|verified|confirmed|registered|enrolled
            |attended|attendance|absence|present|completed|progress|result|results|points|percent|average|pass rate|remark|remarks
            |reason|source|campaign|medium|referrer|referral|channel|event|event name|venue|seat|ticket|ticket type|badge|diet
            |dietary requirements|allergies|t-shirt|t-shirt size|accessibility|roommate|arrival|departure|hotel|flight|action|actions
            |activity|activities|archived|archive|native language|motive|market|markets|budget|gadget|largest|expected|experience
            |expense|expenses|expert|inspired|required|operator|options|option|occupation|location|orientation|organisation
            |organization name|roles|rolle|rol|rule|rules|hole|code|node|move|mood|modem|counter|court|mount|content|contact|constant
            |round|detail|details|main|male|female|mail merge|file name|filename|nickname|nick|middle name|maiden name|full name
            |display name|name|preferred name|salutation|prefix|suffix|initials|pronouns|user group|user type|users|usage|key skills
            |source system|sources|coursework|courier|Abteilung|Klasse|Geburtstag|Telefon|Bemerkung|Strasse|Ort|Land|Anrede|Titel
            |Geschlecht|Sprache|service|département|classe|téléphone|remarque|ville|pays|teléfono|departamento|ciudad|observaciones
            |fecha de nacimiento|curso escolar
            """;

    @Test
    void a_slip_in_the_name_of_a_deciding_column_never_sends_anybody_elsewhere() {
        Random random = new Random(12);
        List<String> passed = new ArrayList<>();
        for (String name : DECIDING) {
            for (int i = 0; i < ROUNDS; i++) {
                String wrong = decorated(slipped(name, random), random);
                if (!isHeldBack(name, wrong) && !OrdinaryColumns.has(bare(wrong)) && !isSameName(wrong)) {
                    passed.add(wrong);
                }
            }
        }
        assertThat(passed).isEmpty();
    }

    @Test
    void a_decorated_name_is_read_as_the_name() {
        Random random = new Random(7);
        for (int i = 0; i < ROUNDS; i++) {
            String email = decorated("Email", random);
            String key = decorated("Program Key", random);
            String name = decorated("First-Name", random);
            var invitation = PlannedRows.of(quoted(email) + ',' + quoted(key) + ',' + quoted(name)
                            + ",team\nada@example.org,acme+p1,Ada,red\n")
                    .invitation();
            assertThat(invitation.target()).as(key).isEqualTo("program");
            assertThat(invitation.targetKey()).as(key).isEqualTo("acme+p1");
            assertThat(invitation.email()).as(email).isEqualTo("ada@example.org");
        }
    }

    @Test
    void ordinary_columns_of_exports_refuse_no_file() {
        Set<String> names =
                new LinkedHashSet<>(List.of(ORDINARY.replace("\n", "").split("\\|")));
        assertThat(names).hasSizeGreaterThan(250);
        for (String name : names) {
            for (String written : List.of(name, name.toUpperCase(java.util.Locale.ROOT), name.replace(' ', '_'))) {
                assertThat(PlannedRows.of("email," + quoted(written) + "\nada@example.org,x\n")
                                .rows())
                        .as(written)
                        .hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "programm_key",
                "Program-Keys",
                "progam key*",
                "Program Key (acme)",
                "my program key",
                "Program",
                "Programme",
                "Programm",
                "program id",
                "Course",
                "Kurs",
                "Cours:",
                "Curso",
                "course name",
                "Course_1",
                "cuorse",
                "platform",
                "Plattform",
                "Platfrom Key",
                "targte",
                "Operaton",
                "aktiv",
                "is active",
                "expires",
                "Expiry",
                "Expiration Date",
                "Active (yes/no)",
                "\u0435mail",
                "emial",
                "e-mial adress",
                "usernmae",
                "\"Program Key, required\"",
                "program_key; required",
                "\"Program Key (see list, required)\"",
                "Course (choose one)",
                "Kurs (Name)",
                "Key (program)",
                "program%20key",
                "Kursnummer",
                "Programmschlüssel",
                "&nbsp;program_key",
                "program_key&#160;",
                "_program_key",
                "_x000D__program_keys"
            })
    void another_word_for_a_deciding_column_refuses_the_file(String name) {
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> PlannedRows.of("email," + name + "\nada@example.org,x\n"))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(ReasonCode.MISTAKEN_COLUMN);
                    assertThat(refused.reason())
                            .contains("column 2 '" + name.replace("\"", "") + "'", "ignore-columns");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "End date|program_access_expiration_date",
                "Start date|program_access_start_date",
                "ended|program_access_expiration_date",
                "starts|program_access_start_date",
                "Start-Date*|program_access_start_date",
                "Program End Date|program_access_expiration_date",
                "Access from|program_access_start_date",
                "Access until|program_access_expiration_date",
                "Enrolment start date|program_access_start_date",
                "Startdatum|program_access_start_date",
                "Zugang bis|program_access_expiration_date",
                "Date de d\u00e9but|program_access_start_date",
                "Fecha de fin|program_access_expiration_date",
                "Strat date|program_access_start_date",
                "Expires|expired",
                "expiry|expired",
                "Valid till|expired",
                "Fecha de caducidad|expired"
            })
    void another_word_for_a_date_of_access_refuses_a_file_of_a_program(String name, String field) {
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(
                        () -> PlannedRows.of("email,program_key," + name + "\nada@example.org,acme+p1,2099-01-01\n"))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(ReasonCode.MISTAKEN_COLUMN);
                    assertThat(refused.reason()).contains("'" + name + "'", "perhaps '" + field + "' is meant");
                });
    }

    @Test
    void a_date_beside_the_right_one_or_of_something_else_goes_along() {
        for (String name :
                List.of("Start date", "End date", "Expiration date", "Birth date", "Due date", "Finnish", "Stats")) {
            assertThat(PlannedRows.of(
                                    "email,program_key,program_access_start_date,program_access_expiration_date,expired,"
                                            + name + "\nada@example.org,acme+p1,2098-01-01,2099-01-01,2099-01-01,x\n")
                            .invitation()
                            .targetKey())
                    .as(name)
                    .isEqualTo("acme+p1");
        }
        for (String name : List.of(
                "Birth date", "Due date", "Hire date", "Finnish", "Stats", "Last seen", "Send date", "Friend")) {
            assertThat(PlannedRows.of("email,program_key," + name + "\nada@example.org,acme+p1,x\n")
                            .invitations())
                    .as(name)
                    .hasSize(1);
        }
        assertThat(PlannedRows.of("email,Start date,End date\nada@example.org,x,y\n")
                        .invitations())
                .hasSize(1);
    }

    @Test
    void a_word_in_brackets_is_no_name_of_a_field() {
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> PlannedRows.of("first_name,Parent [email]\nAda,parent@example.org\n"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ReasonCode.MISSING_COLUMN));
        assertThat(PlannedRows.of("Email address to invite [inviteeEmail] Required\nada@example.org\n")
                        .invitation()
                        .email())
                .isEqualTo("ada@example.org");
    }

    @Test
    void a_first_line_with_an_address_names_no_columns() {
        assertThatExceptionOfType(FileRefusedException.class)
                .isThrownBy(() -> PlannedRows.of("email,first_name\u2028a@example.org,Ada\u2028"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ReasonCode.NO_HEADER));
    }

    @Test
    void a_character_that_a_workbook_has_written_by_its_number_is_no_part_of_a_name() {
        assertThat(PlannedRows.of("_x000D_email,program_key_x000D_\nada@example.org,acme+p1\n")
                        .invitation()
                        .targetKey())
                .isEqualTo("acme+p1");
    }

    @Test
    void a_column_beside_the_right_one_may_have_its_other_name() {
        assertThat(PlannedRows.of("email,program_key,Program,Programme Name,programs\nada@example.org,acme+p1,x,y,z\n")
                        .invitation()
                        .targetKey())
                .isEqualTo("acme+p1");
        assertThat(PlannedRows.of("email,email 2\nada@example.org,\n")
                        .invitation()
                        .email())
                .isEqualTo("ada@example.org");
    }

    private static boolean isHeldBack(String name, String wrong) {
        String header = name.equals("email") ? "first_name," : "email,";
        String cell = name.equals("email") ? "Ada," : "ada@example.org,";
        try {
            PlannedRows.of(header + quoted(wrong) + "\n" + cell + "x\n");
            return false;
        } catch (FileRefusedException refused) {
            return true;
        }
    }

    /** {@return whether the slip has made the name of another column, or changed nothing that counts} */
    private static boolean isSameName(String wrong) {
        String bare = bare(wrong);
        return DECIDING.stream().anyMatch(each -> each.replace("_", "").equals(bare)) || bare.equals("mail");
    }

    private static String bare(String name) {
        return invitations.csv.ColumnName.withoutGaps(invitations.csv.ColumnName.plain(name));
    }

    private static String slipped(String name, Random random) {
        StringBuilder slipped = new StringBuilder(name);
        int at = random.nextInt(name.length());
        char letter = (char) ('a' + random.nextInt(26));
        switch (random.nextInt(4)) {
            case 0 -> slipped.deleteCharAt(at);
            case 1 -> slipped.insert(at, letter);
            case 2 -> slipped.setCharAt(at, letter);
            default -> {
                if (at + 1 < name.length()) {
                    slipped.setCharAt(at, name.charAt(at + 1));
                    slipped.setCharAt(at + 1, name.charAt(at));
                } else {
                    slipped.append(letter);
                }
            }
        }
        return slipped.toString();
    }

    private static String decorated(String name, Random random) {
        List<String> around = List.of(
                "%s",
                "%s*",
                "* %s",
                "%s:",
                "%s (required)",
                "%s [Required]",
                "\u201c%s\u201d",
                "'%s'",
                "\u200b%s",
                "%s\ufeff",
                "\u00a0%s ",
                "%s *:",
                "%s (optional)",
                "\u201e%s\u201c*");
        String decorated = String.format(around.get(random.nextInt(around.size())), name);
        return random.nextInt(4) == 0 ? wide(decorated) : decorated;
    }

    private static String wide(String name) {
        StringBuilder wide = new StringBuilder();
        name.chars().forEach(c -> wide.append((char) (c >= 'A' && c <= 'z' && c != '[' && c != ']' ? c + 0xfee0 : c)));
        return wide.toString();
    }

    private static String quoted(String cell) {
        return '"' + cell.replace("\"", "\"\"") + '"';
    }
}
