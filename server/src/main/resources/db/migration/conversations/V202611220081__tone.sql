-- How letters sound: the words the team adds or does not want, and what colleagues think of what was heard.
create table tone_word (
    signal     text        not null check (signal in ('anger', 'repeat', 'leaving', 'urgency')),
    -- in lower case, words with one blank between them
    words      text        not null check (words <> ''),
    strong     boolean     not null,
    -- false: a word Keepwell brings that does not count here
    counts     boolean     not null,
    changed_at timestamptz not null,
    primary key (signal, words)
);

-- Whether a colleague hears a signal in a letter, beside what was shown to them.
create table tone_mark (
    message_id uuid        not null references message (id) on delete cascade,
    signal     text        not null check (signal in ('anger', 'repeat', 'leaving', 'urgency')),
    member_id  uuid        not null references team_member (id) on delete cascade,
    heard      boolean     not null,
    shown      boolean     not null,
    marked_at  timestamptz not null,
    primary key (message_id, signal, member_id)
);
create index tone_mark_member on tone_mark (member_id);
