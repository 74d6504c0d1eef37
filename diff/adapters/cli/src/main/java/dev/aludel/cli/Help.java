package dev.aludel.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Help of a command shows the command's own options; those of all commands stand in the program's help. */
final class Help {

    private Help() {}

    static void shape(CommandLine root) {
        abbreviate(root);
        root.setUsageHelpLongOptionsMaxWidth(28);
        root.setUsageHelpWidth(120);
        shapeBelow(root);
    }

    private static void shapeBelow(CommandLine parent) {
        for (CommandLine command : parent.getSubcommands().values()) {
            abbreviate(command);
            shapeBelow(command);
            command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, Help::options);
            command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST, Help::parameters);
        }
    }

    private static void abbreviate(CommandLine command) {
        command.getCommandSpec().usageMessage().abbreviateSynopsis(true).sortOptions(false);
    }

    private static String options(CommandLine.Help help) {
        var layout = layout(help);
        layout.addOptions(own(help), help.createDefaultParamLabelRenderer());
        return layout + "\nOptions of all commands: see aludel --help\n";
    }

    private static String parameters(CommandLine.Help help) {
        var layout = layout(help);
        layout.addAllPositionalParameters(
                help.commandSpec().positionalParameters(), help.createDefaultParamLabelRenderer());
        return layout.toString();
    }

    /** One width for both lists. */
    private static CommandLine.Help.Layout layout(CommandLine.Help help) {
        return help.createDefaultLayout(own(help), help.commandSpec().positionalParameters(), help.colorScheme());
    }

    private static List<OptionSpec> own(CommandLine.Help help) {
        return help.commandSpec().options().stream()
                .filter(option -> !option.inherited() && !option.hidden())
                .toList();
    }
}
