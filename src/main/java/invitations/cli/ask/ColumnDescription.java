package invitations.cli.ask;

import invitations.invitation.OrganizationRole;
import invitations.invitation.TargetField;

/**
 * What a column means, for people.
 *
 * @param words as a phrase
 * @param example a cell
 */
record ColumnDescription(String words, String example) {

    /** By the kind of its cells, with what is known of a few columns by their names. */
    static ColumnDescription of(TargetField field) {
        return switch (field.type()) {
            case TEXT, NAME -> text(field.column());
            case EMAIL ->
                field.column().equals("email")
                        ? new ColumnDescription("the person's e-mail address", "ann@example.org")
                        : new ColumnDescription("an e-mail address", "lead@example.org");
            case USERNAME -> new ColumnDescription("the person's user name, where they have no address", "ann");
            case URL ->
                new ColumnDescription(
                        "an https address: where the person lands after accepting", "https://example.org/start");
            case BOOLEAN ->
                new ColumnDescription(
                        field.column().equals("sso")
                                ? "whether they sign in by single sign-on: true or false"
                                : "whether it can be accepted: true or false",
                        "true");
            case DATE_TIME ->
                new ColumnDescription(
                        "from when access is given: a date, or date and time (ISO 8601, UTC unless it says otherwise)",
                        "2030-01-31");
            case END_TIME ->
                new ColumnDescription(
                        (field.column().equals("expired") ? "when the invitation lapses" : "until when access is given")
                                + ": a date, or date and time, still to come",
                        "2030-12-31T18:00:00Z");
            case PLATFORM_KEY -> new ColumnDescription("the key of the platform", "acme");
            case PROGRAM_KEY -> new ColumnDescription("the key of the program", "acme+program1");
            case COURSE_KEY -> new ColumnDescription("the key of the course", "course-v1:Acme+C1+2026");
            case ORGANIZATION -> new ColumnDescription("the id of the GitBook organization", "acme-docs");
            case ID -> new ColumnDescription("the id of the " + field.column(), "id-of-" + field.column());
            case COUNT -> new ColumnDescription("how many", "25");
            case MODE -> new ColumnDescription("ensure (so many there shall be) or add (so many more)", "ensure");
            case ROLE ->
                new ColumnDescription(
                        "a role: " + String.join(", ", OrganizationRole.labels()) + "; guest where there may be none",
                        "read");
        };
    }

    private static ColumnDescription text(String column) {
        return switch (column) {
            case "source" ->
                new ColumnDescription("who invites; of blank invitations, what they are known by", "admin");
            case "first_name" -> new ColumnDescription("the person's first name", "Ann");
            case "last_name" -> new ColumnDescription("the person's last name", "Lee");
            case "company_name" -> new ColumnDescription("the person's company", "Acme");
            case "user_group" -> new ColumnDescription("the group that the person joins", "Sales");
            default -> new ColumnDescription("text", "text");
        };
    }
}
