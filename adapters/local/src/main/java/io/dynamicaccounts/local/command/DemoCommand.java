package io.dynamicaccounts.local.command;

import io.dynamicaccounts.local.demo.Demo;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code demo}: shows the lifecycle in about a minute. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Shows the lifecycle in about a minute: a control plane of its own and three agents in two zones, of which some are"
                    + " killed. Nothing is left behind.",
            "Only the clusters are mocks: each account has a port of this process that answers as a cluster would.",
            "A table on a terminal (without colours if NO_COLOR is set), lines otherwise. Ends with 0 if every account did what it"
                    + " should."
        })
final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Logs.begin(Logs.Format.TEXT);
        PrintWriter out = spec.commandLine().getOut();
        Demo demo = Terminal.attached()
                ? Demo.live(
                        out, Terminal.columns(), System.getenv("NO_COLOR") == null ? Demo.Colours.YES : Demo.Colours.NO)
                : Demo.plain(out);
        boolean met = demo.play(end -> Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("demo-end").unstarted(end)));
        return met ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
