package io.keepwell;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The program: one process that holds the whole of Keepwell.
@SpringBootApplication
public class Keepwell {

    public static void main(String[] args) {
        SpringApplication.run(Keepwell.class, args);
    }
}
