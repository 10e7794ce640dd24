/**
 * All tables. Every row that belongs to an office says so. Instants are timestamptz, calendar days are dates as text.
 * Whatever may be written twice by a repeat has a natural unique key here: that key, not a lock, makes it once.
 */
export * from './schema/absences.ts';
export * from './schema/actions.ts';
export * from './schema/alternates.ts';
export * from './schema/announcements.ts';
export * from './schema/answers.ts';
export * from './schema/calendarYears.ts';
export * from './schema/chat.ts';
export * from './schema/clocks.ts';
export * from './schema/closures.ts';
export * from './schema/figures.ts';
export * from './schema/listening.ts';
export * from './schema/meetings.ts';
export * from './schema/officeHours.ts';
export * from './schema/offices.ts';
export * from './schema/people.ts';
export * from './schema/pulses.ts';
export * from './schema/records.ts';
export * from './schema/relationships.ts';
export * from './schema/requests.ts';
export * from './schema/retention.ts';
export * from './schema/reviews.ts';
export * from './schema/search.ts';
export * from './schema/sessions.ts';
export * from './schema/surveys.ts';
export * from './schema/sweeps.ts';
export * from './schema/themes.ts';
export * from './schema/training.ts';
export * from './schema/voices.ts';
