-- A problem and all that was merged into it, whichever the episode: one place says what that is.
create function problem_parts(start uuid) returns table (problem_id uuid)
    language sql stable
    as $$
        with recursive parts (id) as (
            select start
             union
            select p.id from parts join problem p on p.merged_into = parts.id
        )
        select id from parts
    $$;
