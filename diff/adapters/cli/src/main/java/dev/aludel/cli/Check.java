package dev.aludel.cli;

import dev.aludel.core.revision.RevisionInfo;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "check",
        description = "Do entities, revisions and database agree? Ends with 2 when not; writes nothing.",
        footer = {"", "Example:", "  aludel --package com.acme.shop check"})
final class Check extends Verb {

    @Mixin
    private Autogenerate autogenerate = new Autogenerate();

    @Override
    Answer answer(Project project) {
        var check = autogenerate.drafts(project).build().check();
        var data = new LinkedHashMap<String, Object>();
        data.put("inSync", check.inSync());
        data.put("heads", check.heads().stream().map(RevisionInfo::id).toList());
        data.put("current", Done.sorted(check.current()));
        data.put("behind", check.behind());
        data.put(
                "differences",
                check.diff()
                        .map(diff -> diff.isEmpty()
                                ? List.of()
                                : diff.describe().lines().toList()));
        return new Answer(check.inSync() ? Exit.DONE : Exit.DIFFERENT, check.describe(), data);
    }
}
