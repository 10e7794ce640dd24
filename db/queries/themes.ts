import { and, asc, eq, lt, notInArray, sql } from 'drizzle-orm';
import { countThemes } from '../../src/figures/themes.ts';
import type { AnswerOf, ThemeStore, WordsOf } from '../../src/surveys/themeStore.ts';
import { type Db, rows } from '../engine/client.ts';
import { answerThemes, relationships, surveys } from '../schema.ts';

const { surveyId, relationshipId, theme, name, taggedAt } = answerThemes;
const isOf = (answer: AnswerOf) =>
  'survey' in answer ? eq(surveyId, answer.survey) : eq(relationshipId, answer.relationship);

export function themeStore(tx: Db): ThemeStore {
  return {
    of: (answer) =>
      tx
        .select({ code: theme, name })
        .from(answerThemes)
        .where(isOf(answer))
        .orderBy(asc(taggedAt), asc(answerThemes.id)),
    async tag(answer, { officeId, by: taggedBy, at, themes }) {
      const codes = themes.map(({ code }) => code);
      await tx.delete(answerThemes).where(and(isOf(answer), codes.length > 0 ? notInArray(theme, codes) : undefined));
      if (themes.length === 0) return;
      const of = 'survey' in answer ? { surveyId: answer.survey } : { relationshipId: answer.relationship };
      await tx
        .insert(answerThemes)
        .values(
          themes.map(({ code, name: worded }) => ({
            ...of,
            officeId,
            theme: code,
            name: worded,
            taggedBy,
            taggedAt: at,
          })),
        )
        .onConflictDoNothing();
    },
    async words(officeId, limit) {
      const found = await rows<Row>(
        tx,
        sql`select * from (
          (select (extract(epoch from s.rated_at) * 1000)::float8 as at, p.name as by, a.name as agency,
            s.rating::int as rating, s.comment as text, s.id::int as survey, s.request_id::int as "requestId", null::int as voice,
            ${named(sql`t.survey_id = s.id`)} as themes
          from surveys s join people p on p.id = s.person_id join requests r on r.id = s.request_id
            left join agencies a on a.id = r.agency_id
          where s.office_id = ${officeId}::int and s.comment is not null and s.rated_at is not null and not s.nameless
          order by s.rated_at desc limit ${limit}::int)
          union all
          (select (extract(epoch from s.rated_at) * 1000)::float8, case when s.nameless then null else p.name end,
            case when s.nameless then null else a.name end, case when s.nameless then null else s.rating::int end,
            s.comment, null::int, null::int, s.exchange_id::int, ${named(sql`t.relationship_id = s.id`)}
          from relationships s join people p on p.id = s.person_id join agencies a on a.id = s.agency_id
          where s.office_id = ${officeId}::int and s.comment is not null and s.exchange_id is not null
          order by s.rated_at desc limit ${limit}::int)) as written
        order by at desc limit ${limit}::int`,
      );
      return found.flatMap(({ at, survey, requestId, voice, ...said }): WordsOf[] => {
        const common = { ...said, at: new Date(at) };
        if (survey !== null && requestId !== null) return [{ ...common, survey, requestId }];
        return voice === null ? [] : [{ ...common, voice }];
      });
    },
    async counts(officeId, spans) {
      const to = new Date(Math.max(...spans.map((span) => +span.to)));
      const tags = await tx
        .select({
          ...{ theme, name, taggedAt },
          nameless: sql<boolean>`coalesce(${surveys.nameless}, ${relationships.nameless}, true)`,
        })
        .from(answerThemes)
        .leftJoin(surveys, eq(surveys.id, surveyId))
        .leftJoin(relationships, eq(relationships.id, relationshipId))
        .where(and(eq(answerThemes.officeId, officeId), lt(taggedAt, to)))
        .orderBy(asc(taggedAt), asc(answerThemes.id));
      return countThemes(spans, tags);
    },
  };
}

type Row = Omit<WordsOf, 'at'> & { at: number; survey: number | null; requestId: number | null; voice: number | null };

const named = (of: ReturnType<typeof sql>) =>
  sql`(select coalesce(json_agg(t.name order by t.tagged_at, t.id), '[]') from answer_themes t where ${of})`;
