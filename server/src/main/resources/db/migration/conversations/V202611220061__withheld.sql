-- Acknowledgements that a budget held back are counted for the health, newest first.
create index acknowledgement_withheld on acknowledgement (withheld, decided_at) where withheld is not null;
