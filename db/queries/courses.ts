import { and, asc, eq, sql } from 'drizzle-orm';
import type { CourseRule } from '../../src/offices/courseRules.ts';
import type { StoredRoster } from '../../src/offices/roster.ts';
import type { Course } from '../../src/training/training.ts';
import type { Db } from '../engine/client.ts';
import { certificates, courses } from '../schema.ts';

/** Courses of an office, as its file has them. */

type Row = typeof courses.$inferSelect;

export const courseOf = ({ place: _, active: __, ...course }: Row): Course => course;

export async function readCourses(tx: Db, officeId: number): Promise<CourseRule[]> {
  const found = await tx
    .select()
    .from(courses)
    .where(and(eq(courses.officeId, officeId), eq(courses.active, true)))
    .orderBy(asc(courses.place), asc(courses.id));
  return found.map(({ id: _, officeId: __, place: ___, active: ____, ...rule }) => rule);
}

export async function readFiledCertificates(tx: Db, officeId: number): Promise<StoredRoster['certificates']> {
  return tx
    .select({
      id: certificates.id,
      personId: certificates.personId,
      course: courses.code,
      day: sql<string>`${certificates.givenOn}::text`,
    })
    .from(certificates)
    .innerJoin(courses, eq(courses.id, certificates.courseId))
    .where(and(eq(certificates.officeId, officeId), eq(certificates.fromFile, true)))
    .orderBy(asc(certificates.id));
}

export async function keepCourses(tx: Db, officeId: number, rules: readonly CourseRule[]): Promise<void> {
  await tx.update(courses).set({ active: false }).where(eq(courses.officeId, officeId));
  for (const [place, rule] of rules.entries()) {
    const values = { ...rule, place, active: true };
    await tx
      .insert(courses)
      .values({ ...values, officeId })
      .onConflictDoUpdate({ target: [courses.officeId, courses.code], set: values });
  }
}
