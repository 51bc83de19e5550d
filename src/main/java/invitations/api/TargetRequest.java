package invitations.api;

/** A request that waits for the circuit breaker of its target. */
public interface TargetRequest {

    /** Its random name. */
    String id();

    /** The name of the target that it is made to. */
    String target();

    /** {@return what it does there: permissions are given for that} */
    String purpose();

    /** The platform that it is made for. */
    String tenant();
}
