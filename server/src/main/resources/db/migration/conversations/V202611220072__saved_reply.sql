-- Words that people write again and again: one's own, a team's, or everybody's; in one or several languages.
create table saved_reply (
    id         uuid        primary key,
    name       text        not null,
    -- whose it is: a person's, a team's, or with neither everybody's
    member_id  uuid        references team_member (id) on delete cascade,
    team_id    uuid        references team (id) on delete cascade,
    tags       text[]      not null,
    uses       bigint      not null default 0,
    used_at    timestamptz,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    -- kept for a while, so that it can be undone
    deleted_at timestamptz,
    check (member_id is null or team_id is null)
);

create table saved_reply_text (
    saved_reply_id uuid not null references saved_reply (id) on delete cascade,
    language       text not null,
    text           text not null,
    primary key (saved_reply_id, language)
);
