-- That content may go is said by a setting of the transaction, which whoever writes can set: by itself it lets nothing go.
-- The newest event of the subject has to be the line that says under which authority.
CREATE OR REPLACE FUNCTION "is_destroying"("subject_kind" text, "subject_id" integer) RETURNS boolean LANGUAGE sql STABLE AS $$
  select coalesce(current_setting('desk.destroys', true), '') like '%[' || $1 || ' ' || $2 || ']%'
    and (select e.kind from events e where e.subject_kind = $1 and e.subject_id = $2 order by e.id desc limit 1)
      = 'content destroyed'
$$;
