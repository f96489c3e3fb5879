package io.keepwell;

import io.keepwell.mail.MailboxExamination;
import io.keepwell.platform.BackupCommand;
import io.keepwell.platform.Doctor;
import io.keepwell.shared.ClockConfiguration;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The program: one process that holds the whole of Keepwell.
@SpringBootApplication
public class Keepwell {

    /// @param args settings such as `--keepwell.port=9090`; `doctor` before them looks at the installation instead,
    /// `backup` and `restore` take everything out and put it back
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("doctor")) {
            System.exit(new Doctor(System.out, List.of(new MailboxExamination()))
                    .examine(Arrays.copyOfRange(args, 1, args.length)));
        }
        if (args.length > 0 && (args[0].equals("backup") || args[0].equals("restore"))) {
            var command = new BackupCommand(System.out, ClockConfiguration.ticking());
            var rest = Arrays.copyOfRange(args, 1, args.length);
            System.exit(args[0].equals("backup") ? command.backup(rest) : command.restore(rest));
        }
        SpringApplication.run(Keepwell.class, args);
    }
}
