package invitations.intake.column;

import invitations.base.Suggestions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Names of columns that exports have for other things, and other words for what decides where and how. */
public final class OrdinaryColumns {
    /** Each is near the name of a field, and is a word of its own: it is never a slip. Without gaps. */
    private static final Set<String> WORDS = words(
            // near "mode" and "model"
            "model node code more move made modem mood moved moder mods note notes nodes codes rode ode modes home",
            // near "role"
            "roles rule rules hole pole sole mole rolle rol role1 rope rose rate roll rolls profile dole robe",
            // near "count"
            "county country counts court mount amount account accounts counter countries counties cohort round sound found"
                    + " fount mounts courts constant content contact cost court discount recount",
            // near "email" and its other names
            "emails gmail detail details mails main male mall nail snail tail rail hail mai emaillist emailtype emailoptin"
                    + " emailstatus emailformat emaildate emailcount emailopt emailstop emailsent emailok emailnotes"
                    + " corporeo coreo coro correct corner",
            // near "active"
            "action actions activity activities archive archived native motive captive octave creative active1 inactive"
                    + " activate activated actual attire actor relative activa",
            // near "target"
            "market markets marked largest budget gadget garnet forget merged tarif targeted market1 street dragnet",
            // near "expired"
            "explored expected expense expenses experience expert experts inspired required retired hired expiredby exited"
                    + " wired tired fired acquired empire",
            // near "operation"
            "operator operators option options occupation separation location orientation operations opinion",
            // near "username" and its other names
            "filename nickname surname forename rename usage users user usergroup usertype userid usernotes"
                    + " coursename",
            // near "course_id" and "program_key"
            "courier courtesy source sources coursework courseload",
            // near "space" and "collection"
            "place spaces pace spice collections connection correction selection",
            // near other words for the dates of access
            "senddate finnish stats stars state beginner indicio",
            // of lists of people
            "name names title department birthday phone comment comments section grade address city state zip region");

    /** From when access to a program or course is given. */
    private static final String START =
            "start starts startson startsat starton startdate startdates startday starttime started"
                    + " begin begins beginson begindate accessstart accessstarts accessstartdate accessstartson accessfrom accessbegin"
                    + " accessbegins accessbegindate programstart programstarts programstartdate programmestart programmestartdate"
                    + " coursestart coursestarts coursestartdate coursebegin coursebegins enrollmentstart enrollmentstartdate"
                    + " enrolmentstart enrolmentstartdate validfrom availablefrom activefrom beginn startdatum anfangsdatum beginndatum"
                    + " zugangab zugangvon gültigab gueltigab gültigvon gueltigvon kursbeginn kursstart programmstart programmbeginn"
                    + " début debut datededébut datededebut datedébut datedebut débutducours debutducours inicio fechadeinicio fechainicio"
                    + " comienzo fechadecomienzo";

    /** Until when. */
    private static final String END =
            "end ends endson endsat endon enddate enddates endday endtime ended finish finishdate finishes"
                    + " accessend accessends accessenddate accessendson accessuntil accessexpires accessexpired accessexpiry"
                    + " accessexpirydate accessexpiration accessexpirationdate programend programends programenddate programmeend"
                    + " programmeenddate courseend courseends courseenddate programexpires programexpiry programexpiration"
                    + " programexpirydate programexpirationdate courseexpires courseexpiry courseexpiration courseexpirydate"
                    + " courseexpirationdate enrollmentend enrollmentenddate enrolmentend enrolmentenddate enrollmentexpiry"
                    + " enrolmentexpiry enrollmentexpirationdate enrolmentexpirationdate expires expire expiry expiration expirationdate"
                    + " expirydate expiredate expireson expiresat validuntil validto validtill availableuntil availableto activeuntil"
                    + " ende enddatum zugangbis kursende programmende ablaufdatum gültigbis gueltigbis fin datedefin datefin"
                    + " findeacceso fechadefin fechafin fechadefinalización fechadefinalizacion dated'expiration datedexpiration";

    /** Other words for a field, with which people name the very thing. Without gaps. */
    private static final Map<String, List<String>> SIMILAR = Map.ofEntries(
            Map.entry(
                    "program_key",
                    list("program programs programme programmes programm programa programas programmekey programid"
                            + " programmeid programcode programname programmename programslug programkeys key progkey pgmkey"
                            + " programmschlüssel programmschluessel programmnummer idprogramm idprogramme cléduprogramme"
                            + " clavedelprograma programcourse")),
            Map.entry(
                    "course_id",
                    list(
                            "course courses cours curso cursos kurs kurse coursekey coursecode coursename coursenumber"
                                    + " coursetitle courserun courseids coursekeys kursid idcours idcurso cursoid"
                                    + " courseno coursenum courserunid whichcourse kursnummer kursnr kursschlüssel kursschluessel courseprogram")),
            Map.entry(
                    "platform_key",
                    list(
                            "platform platforms plattform plattformen plateforme plataforma platformid platformname"
                                    + " plattformschlüssel plattformschluessel platformcode platformkeys tenant tenantkey tenantid")),
            Map.entry(
                    "organization",
                    list("organisation organizations organisations org orgid organizationid organisationid orgkey")),
            Map.entry("username", list("usernames userlogin loginname")),
            Map.entry("active", list("aktiv actif activo activa isactive actived")),
            Map.entry(
                    "expired",
                    list(
                            "expires expire expiry expiration expirationdate expirydate expiredate expireson expiresat"
                                    + " isexpired validuntil validto dated'expiration datedexpiration ablaufdatum gültigbis gueltigbis"
                                    + " expirationtime expirytime expiringdate expiringon invitationexpires invitationexpiry"
                                    + " invitationexpired invitationexpirydate invitationexpirationdate validtill validthru validthrough"
                                    + " verfallsdatum giltbis datelimite valablejusqu'au valablejusquau caduca caducidad"
                                    + " fechadecaducidad fechadevencimiento fechadeexpiración fechadeexpiracion válidohasta validohasta")),
            Map.entry("role", list("roles rolle rollen rol rôle roletype userrole")),
            Map.entry("operation", list("operations")),
            Map.entry("target", list("targets targetname")),
            Map.entry("program_access_start_date", list(START)),
            Map.entry("course_access_start_date", list(START)),
            Map.entry("program_access_expiration_date", list(END)),
            Map.entry("course_access_expiration_date", list(END)));

    /** What names the keys of places, wherever it stands in a longer name. */
    private static final Map<String, String> KEYS =
            Map.of("program_key", "programkey", "course_id", "courseid", "platform_key", "platformkey");

    /** From so many letters on, one of them may be wrong. */
    private static final int LONG = 6;

    private OrdinaryColumns() {}

    /** {@return whether the name without gaps is a word of its own} */
    public static boolean has(String name) {
        return WORDS.contains(name);
    }

    /** {@return whether the name without gaps is another word for the field, perhaps with a number or with one letter wrong} */
    public static boolean isSimilar(String name, String field) {
        String key = KEYS.get(field);
        if (key != null && name.contains(key)) {
            return true;
        }
        String bare = name.replaceAll("\\p{Nd}+$", "");
        List<String> words = SIMILAR.getOrDefault(field, List.of());
        return words.contains(name)
                || words.contains(bare)
                || (!has(name)
                        && words.stream()
                                .anyMatch(word -> word.length() >= LONG && Suggestions.slips(name, word) <= 1));
    }

    private static List<String> list(String words) {
        return List.of(words.split(" "));
    }

    private static Set<String> words(String... lists) {
        return Arrays.stream(lists)
                .flatMap(list -> Arrays.stream(list.split(" ")))
                .collect(Collectors.toUnmodifiableSet());
    }
}
