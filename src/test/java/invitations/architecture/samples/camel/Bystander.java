package invitations.architecture.samples.camel;

/** Knows nothing of Camel, and is of no use to what does. */
public final class Bystander {}
