import { type SQL, sql } from 'drizzle-orm';
import type { ForgettingStore, Named } from '../../src/retention/forgettingStore.ts';
import { type Db, rows } from '../engine/client.ts';

/** What an expression of PostgreSQL takes for something else. */
const literal = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}]/gu, String.raw`\$&`);
/** As it stands in a text of JSON. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
/** Nothing of a longer word or name. */
const whole = (text: string): string => `(?<![[:alnum:]])${literal(text)}(?![[:alnum:]])`;
/** Nothing of a longer address. */
const address = (email: string): string => `(?<![[:alnum:]._%+-])${literal(email)}(?![[:alnum:]_-]|[.][[:alnum:]])`;

/** Events whose reason is the desk's own sentence: “Lee Park is away”. */
const REASONED = ['routed', 'handed over', 'promise moved'];

export function forgettingStore(tx: Db): ForgettingStore {
  return {
    async openRequests(personId) {
      const found = await rows<{ id: number }>(
        tx,
        sql`select id from requests where state in ('open', 'waiting')
          and (requester_id = ${personId}::int or holder_id = ${personId}::int) order by id limit 5`,
      );
      return found.map(({ id }) => id);
    },
    async officeOfOfficer(email) {
      const [row] = await rows<{ name: string }>(
        tx,
        sql`select name from offices where lower(records ->> 'officer') = lower(${email}::text) limit 1`,
      );
      return row?.name;
    },
    async isTaken(name) {
      return (await rows(tx, sql`select 1 as one from people where name = ${name}::text limit 1`)).length > 0;
    },
    async namedIn({ name, email }) {
      const found = await rows<{ id: number }>(
        tx,
        sql`select id::float8 as id from events where data <> 'null' and kind <> 'content destroyed' and (
            (kind = any(${sql.param(REASONED)}::text[]) and data ->> 'reason' ~ ${whole(name)}::text)
            ${email === null ? sql`` : sql`or data::text ~* ${address(inJson(email))}::text`})
          order by id`,
      );
      return found.map(({ id }) => id);
    },
    async forget(person, pseudonym) {
      const { id } = person;
      const theirs = sql`(select id from accounts where person_id = ${id}::int)`;
      await forgetInSent(tx, person, pseudonym, theirs);
      await forgetInInbox(tx, id);
      // The desk itself has written who it is now, and who it was.
      await tx.execute(
        sql`update announcements set title = regexp_replace(title, ${whole(person.name)}::text, ${pseudonym}::text, 'g'),
            text = regexp_replace(text, ${whole(person.name)}::text, ${pseudonym}::text, 'g')
          where about = 'introduction'`,
      );
      await tx.execute(
        sql`delete from chat_lines c using accounts a where a.person_id = ${id}::int and c.address = a.address`,
      );
      await tx.execute(sql`delete from sessions where person_id = ${id}::int`);
      await tx.execute(sql`delete from sign_in_links where account_id in ${theirs}`);
      await tx.execute(sql`delete from provider_links where person_id = ${id}::int`);
      if (person.email !== null)
        await tx.execute(
          sql`update absences set filed = null where filed::text ~* ${address(inJson(person.email))}::text`,
        );
      // The rows stay, since what was sent and fetched names them; nothing is found by them any more.
      await tx.execute(
        sql`update accounts set user_id = 'forgotten ' || id, address = '', name = null, email = null, vouched = null,
            person_id = null, unreachable = 'forgotten', photo = null, seen_at = null where person_id = ${id}::int`,
      );
      await tx.execute(
        sql`update people set name = ${pseudonym}::text, email = null, zone = null where id = ${id}::int`,
      );
    },
  };
}

/** What came in keeps its words; who sent it stands in `from`, and where it came from in `conversation`. */
async function forgetInInbox(tx: Db, personId: number): Promise<void> {
  await tx.execute(
    sql`update inbox i set conversation = 'forgotten ' || a.id, body = jsonb_set(i.body, '{from}', jsonb_build_object(
          'platform', a.platform, 'workspace', a.workspace, 'userId', 'forgotten ' || a.id, 'address', ''))
        || case when i.body ? 'address' then '{"address": ""}'::jsonb else '{}' end
      from accounts a where a.person_id = ${personId}::int and i.platform = a.platform and i.workspace = a.workspace
        and i.body #>> '{from,userId}' = a.user_id`,
  );
}

/**
 * What the desk has sent are copies: of the record, with names put into sentences. There the name goes, also the first
 * name alone where it is about them; what people wrote themselves stands in `messages`, untouched.
 */
async function forgetInSent(tx: Db, { id, name, email }: Named, pseudonym: string, theirs: SQL): Promise<void> {
  const full = whole(inJson(name));
  const [first = ''] = name.trim().split(/\s+/u);
  // In small letters it might be a word of a message's own form.
  const alone = /^[a-z]*$/u.test(first) ? full : `${full}|${whole(inJson(first))}`;
  const mail = email === null ? full : address(inJson(email));
  const named = sql`regexp_replace(regexp_replace(message::text, ${mail}::text, ${pseudonym}::text, 'gi'),
    ${alone}::text, ${pseudonym}::text, 'g')::jsonb`;
  const about = sql`message::text ~ ${full}::text or message::text ~* ${mail}::text`;
  const requests = sql`(select id from requests where requester_id = ${id}::int or holder_id = ${id}::int
    union select request_id from messages where author_id = ${id}::int
    union select subject_id from events where subject_kind = 'request' and kind in ('routed', 'handed over')
      and data <> 'null' and (data ->> 'to' = ${String(id)}::text or data ->> 'from' = ${String(id)}::text))`;
  await tx.execute(
    sql`update deliveries set message = ${named} where ${about} or person_id = ${id}::int
      or request_id in ${requests} or account_id in ${theirs} or sent_to in ${theirs}`,
  );
  // A calendar file names whoever leads a meeting, and breaks its lines within words.
  const file = sql`replace(attached ->> 'text', E'\r\n ', '')`;
  await tx.execute(
    sql`update deliveries set attached = null
      where attached is not null and (${file} ~ ${whole(name)}::text or ${file} ~* ${address(email ?? name)}::text)`,
  );
  await tx.execute(sql`update chat_lines set message = ${named} where ${about}
    or delivery_id in (select uuid from deliveries where request_id in ${requests})`);
}
