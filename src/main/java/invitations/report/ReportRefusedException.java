package invitations.report;

/** A report that must not be written, since it would not say what became of every row. */
public final class ReportRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReportRefusedException(String drop, String reason) {
        super("No report on drop " + drop + ": " + reason);
    }
}
