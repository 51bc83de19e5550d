package invitations.crash;

import invitations.sandbox.config.Variants;
import invitations.sandbox.fault.Fault;
import invitations.sandbox.fault.FaultEffect;
import invitations.sandbox.http.Endpoint;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What the sandbox does wrong while the program is killed. */
enum Trouble {
    NONE,
    ERROR_BEFORE_THE_WORK {
        @Override
        Stream<Fault> faults() {
            return Stream.of(POST.with(FaultEffect.Status.of(503)), LIST.with(FaultEffect.Status.of(500)));
        }
    },
    ERROR_AFTER_THE_WORK {
        @Override
        Stream<Fault> faults() {
            return Stream.of(POST.afterTheWork().with(FaultEffect.Status.html(502)));
        }
    },
    DROPPED_BEFORE_THE_WORK {
        @Override
        Stream<Fault> faults() {
            return Stream.of(POST.with(new FaultEffect.Dropped()), LIST.with(new FaultEffect.Dropped()));
        }
    },
    DROPPED_AFTER_THE_WORK {
        @Override
        Stream<Fault> faults() {
            return Stream.of(POST.afterTheWork().with(new FaultEffect.Dropped()));
        }
    },
    TRUNCATED {
        @Override
        Stream<Fault> faults() {
            return Stream.of(
                    POST.afterTheWork().with(new FaultEffect.Truncated()),
                    LIST.afterTheWork().with(new FaultEffect.Truncated()));
        }
    },
    TOO_MANY_REQUESTS {
        @Override
        Stream<Fault> faults() {
            FaultEffect.Status tooMany = FaultEffect.Status.of(429);
            return Stream.of(
                    POST.with(tooMany.withHeader("Retry-After", "0")),
                    POST.from(40).with(tooMany.withHeader("Retry-After", "1")),
                    LIST.with(tooMany.withHeader("Retry-After", "0")));
        }

        @Override
        double share() {
            return 0.05;
        }
    },
    /** The work is done when nobody waits for it any more. */
    LATE_WORK {
        @Override
        Stream<Fault> faults() {
            return Stream.of(POST.delayed(LATE));
        }
    },
    LATE_ANSWER {
        @Override
        Stream<Fault> faults() {
            return Stream.of(POST.afterTheWork().delayed(LATE), LIST.delayed(LATE));
        }
    },
    /** The lists show nobody, whoever is asked for; what is in doubt is held back then. */
    LISTS_THAT_SHOW_NOTHING {
        @Override
        Stream<Fault> faults() {
            return Stream.of(POST.afterTheWork().with(FaultEffect.Status.html(502)));
        }

        @Override
        Variants.Lists lists() {
            return Variants.Lists.EMPTY;
        }
    },
    /** The lists understand no filter, and show their first page only. */
    LISTS_THAT_ARE_CUT_OFF {
        @Override
        Stream<Fault> faults() {
            return Stream.of(POST.afterTheWork().with(new FaultEffect.Dropped()));
        }

        @Override
        Variants.Lists lists() {
            return Variants.Lists.FIRST_PAGE;
        }
    },
    /** Some people are refused, alone and within batches of others who are invited. */
    REFUSALS,
    EVERYTHING {
        @Override
        Stream<Fault> faults() {
            return Arrays.stream(values()).filter(each -> each != this).flatMap(Trouble::faults);
        }

        @Override
        double share() {
            return 0.025;
        }
    };

    /** Longer than the program waits for an answer, shorter than it waits before it asks. */
    static final Duration LATE = Duration.ofMillis(400);

    private static final Fault POST = Fault.at(
            Endpoint.PLATFORM_SINGLE,
            Endpoint.PLATFORM_BULK,
            Endpoint.PROGRAM_SINGLE,
            Endpoint.PROGRAM_BULK,
            Endpoint.PROGRAM_REDEEM,
            Endpoint.COURSE_SINGLE,
            Endpoint.COURSE_BULK);
    private static final Fault LIST = Fault.at(Endpoint.PLATFORM_LIST, Endpoint.PROGRAM_LIST, Endpoint.COURSE_LIST);

    Stream<Fault> faults() {
        return Stream.empty();
    }

    /** {@return how many of the calls each fault hits} */
    double share() {
        return 0.1;
    }

    /** {@return what the lists show} */
    Variants.Lists lists() {
        return Variants.Lists.COMPLETE;
    }

    /** {@return whether there are people whom the sandbox refuses} */
    boolean refuses() {
        return this == REFUSALS || this == EVERYTHING;
    }

    /** {@return what to order} */
    List<Fault> orders(Random random) {
        return faults().map(fault -> fault.sometimes(share(), random.nextLong()))
                .toList();
    }
}
