import { bigint, customType, integer, timestamp } from 'drizzle-orm/pg-core';

/** The columns that many tables have. */
export const id = () => integer('id').primaryKey().generatedAlwaysAsIdentity();
export const longId = () => bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity();
export const moment = (name: string) => timestamp(name, { withTimezone: true });

/** Bytes. Both drivers take a Buffer; one answers with a plain Uint8Array. */
export const bytes = customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => Buffer.from(value),
});
