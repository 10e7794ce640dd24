-- The record is added to and never changed, whoever writes. See docs/decisions/16-the-record-is-a-chain.md for what this
-- holds off and what it cannot.
CREATE FUNCTION "refuse_change"("what" text) RETURNS void LANGUAGE plpgsql AS $$
begin
  raise exception 'The record is append-only: % is refused.', what using errcode = 'restrict_violation',
    hint = 'What happened since is told by a new event; content that is to go goes through destroy_content().';
end $$;--> statement-breakpoint
-- Set by destroy_content() alone, until the transaction ends: the subjects whose content goes.
CREATE FUNCTION "is_destroying"("subject_kind" text, "subject_id" integer) RETURNS boolean LANGUAGE sql STABLE AS $$
  select coalesce(current_setting('desk.destroys', true), '') like '%[' || subject_kind || ' ' || subject_id || ']%'
$$;--> statement-breakpoint
CREATE FUNCTION "keep_events"() RETURNS trigger LANGUAGE plpgsql AS $$
declare kept events;
begin
  if tg_op = 'UPDATE' and new.data = 'null' and is_destroying(old.subject_kind, old.subject_id) then
    kept := new;
    kept.data := old.data;
    if kept is not distinct from old then return new; end if;
  end if;
  perform refuse_change(format('%s of event %s (%s) of %s %s', lower(tg_op), old.id, old.kind, old.subject_kind, old.subject_id));
end $$;--> statement-breakpoint
CREATE FUNCTION "keep_revisions"() RETURNS trigger LANGUAGE plpgsql AS $$
declare kept revisions;
begin
  if tg_op = 'UPDATE' and new.text = '' then
    kept := new;
    kept.text := old.text;
    if kept is not distinct from old
      and is_destroying('request', (select request_id from messages where id = old.message_id)) then return new; end if;
  end if;
  perform refuse_change(format('%s of a wording of message %s', lower(tg_op), old.message_id));
end $$;--> statement-breakpoint
-- Marks of a message come and go: whether it arrived, and whether its author took it back. A new wording takes the place
-- of the old one only where that is kept, which keep_wording() sees to when all is written.
CREATE FUNCTION "keep_messages"() RETURNS trigger LANGUAGE plpgsql AS $$
declare kept messages;
begin
  if tg_op = 'UPDATE' then
    kept := new;
    kept.text := old.text;
    kept.delivered_at := old.delivered_at;
    kept.failed_at := old.failed_at;
    kept.deleted_at := old.deleted_at;
    if kept is not distinct from old then return new; end if;
  end if;
  perform refuse_change(format('%s of message %s of request %s', lower(tg_op), old.number, old.request_id));
end $$;--> statement-breakpoint
CREATE FUNCTION "keep_wording"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  if not exists (select from revisions where message_id = old.id and text = old.text)
    and not is_destroying('request', old.request_id) then
    perform refuse_change(format('a new wording of message %s of request %s without the old one', old.number, old.request_id));
  end if;
  return null;
end $$;--> statement-breakpoint
CREATE FUNCTION "keep_table"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  perform refuse_change(format('emptying the table %s', tg_table_name));
end $$;--> statement-breakpoint
CREATE TRIGGER "events_kept" BEFORE UPDATE OR DELETE ON "events" FOR EACH ROW EXECUTE FUNCTION "keep_events"();--> statement-breakpoint
CREATE TRIGGER "events_kept_all" BEFORE TRUNCATE ON "events" EXECUTE FUNCTION "keep_table"();--> statement-breakpoint
CREATE TRIGGER "revisions_kept" BEFORE UPDATE OR DELETE ON "revisions" FOR EACH ROW EXECUTE FUNCTION "keep_revisions"();--> statement-breakpoint
CREATE TRIGGER "revisions_kept_all" BEFORE TRUNCATE ON "revisions" EXECUTE FUNCTION "keep_table"();--> statement-breakpoint
CREATE TRIGGER "messages_kept" BEFORE UPDATE OR DELETE ON "messages" FOR EACH ROW EXECUTE FUNCTION "keep_messages"();--> statement-breakpoint
CREATE TRIGGER "messages_kept_all" BEFORE TRUNCATE ON "messages" EXECUTE FUNCTION "keep_table"();--> statement-breakpoint
-- At the end of the transaction: the new wording is written before the old one is put aside.
CREATE CONSTRAINT TRIGGER "messages_reworded" AFTER UPDATE OF "text" ON "messages" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (old.text IS DISTINCT FROM new.text) EXECUTE FUNCTION "keep_wording"();--> statement-breakpoint
-- The one lawful way for content to go, at the end of a retention schedule: what was written goes, that it was, when and by
-- whom stays, and so does the line that says under which authority it went. That line has to be the newest event.
CREATE FUNCTION "destroy_content"("of_kind" text, "of_id" integer) RETURNS void LANGUAGE plpgsql AS $$
begin
  if (select kind from events where subject_kind = of_kind and subject_id = of_id order by id desc limit 1)
    is distinct from 'content destroyed' then
    perform refuse_change(format('destroying the content of %s %s without a line that says under which authority', of_kind, of_id));
  end if;
  perform set_config('desk.destroys', coalesce(current_setting('desk.destroys', true), '') || format('[%s %s]', of_kind, of_id), true);
  update events set data = 'null'
  where subject_kind = of_kind and subject_id = of_id and kind <> 'content destroyed' and data <> 'null';
  if of_kind = 'request' then
    update revisions set text = '' from messages m where m.id = message_id and m.request_id = of_id and revisions.text <> '';
    update messages set text = '' where request_id = of_id and text <> '';
  end if;
end $$;
