package io.keepwell;

import io.keepwell.mail.MailboxExamination;
import io.keepwell.platform.Doctor;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The program: one process that holds the whole of Keepwell.
@SpringBootApplication
public class Keepwell {

    /// @param args settings such as `--keepwell.port=9090`; `doctor` before them looks at the installation instead
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("doctor")) {
            System.exit(new Doctor(System.out, List.of(new MailboxExamination()))
                    .examine(Arrays.copyOfRange(args, 1, args.length)));
        }
        SpringApplication.run(Keepwell.class, args);
    }
}
