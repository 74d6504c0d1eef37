package dev.aludel.cli;

import java.util.List;
import java.util.function.Supplier;

/** Every command, in the order of the program's help. */
final class Commands {

    static final List<Supplier<Verb>> ALL = List.of(
            Init::new,
            Revision::new,
            Generate::new,
            Quick::new,
            Watch::new,
            Import::new,
            Merge::new,
            Squash::new,
            Upgrade::new,
            Downgrade::new,
            Plan::new,
            Stamp::new,
            Current::new,
            History::new,
            Heads::new,
            Branches::new,
            Show::new,
            Status::new,
            Check::new,
            Validate::new,
            Repair::new,
            Report::new,
            Completion::new);

    private Commands() {}
}
