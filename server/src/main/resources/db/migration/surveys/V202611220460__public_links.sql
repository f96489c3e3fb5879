-- A survey that anybody may answer has an address of its own, which names nobody.
create table survey_link (
    survey_id uuid primary key references survey (id) on delete cascade,
    key       text not null unique
);
