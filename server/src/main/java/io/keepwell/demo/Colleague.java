package io.keepwell.demo;

import io.keepwell.team.Role;

/// The people of Pennyfold.
enum Colleague {
    MARA("Mara Lindt", "mara@pennyfold.test", Role.AGENT, "Support"),
    JONAS("Jonas Okafor", "jonas@pennyfold.test", Role.PRODUCT_MANAGER, "Product"),
    INES("Ines Ferreira", "ines@pennyfold.test", Role.SUCCESS_MANAGER, "Success"),
    /// Keeps the settings and helps with the letters; can be chosen for what only administrators may do.
    TOVE("Tove Halvorsen", "tove@pennyfold.test", Role.ADMINISTRATOR, "Support");

    private final String fullName;
    private final String email;
    private final Role role;
    private final String team;

    Colleague(String fullName, String email, Role role, String team) {
        this.fullName = fullName;
        this.email = email;
        this.role = role;
        this.team = team;
    }

    String fullName() {
        return fullName;
    }

    String firstName() {
        return fullName.substring(0, fullName.indexOf(' '));
    }

    String lastName() {
        return fullName.substring(fullName.indexOf(' ') + 1);
    }

    String email() {
        return email;
    }

    Role role() {
        return role;
    }

    String team() {
        return team;
    }
}
