import { bigint, integer, timestamp } from 'drizzle-orm/pg-core';

/** The columns that many tables have. */
export const id = () => integer('id').primaryKey().generatedAlwaysAsIdentity();
export const longId = () => bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity();
export const moment = (name: string) => timestamp(name, { withTimezone: true });
