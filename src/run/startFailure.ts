import type { Config } from '../settings/settings.ts';
import { describe } from './log.ts';

/** Errors whose text was written for the operator. */
const spoken = [
  'ConfigError',
  'FolderInUse',
  'OtherPostgres',
  'NewerDatabase',
  'NoDatabase',
  'DiskFull',
  'BrokenDatabase',
];

const unanswered = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'CONNECT_TIMEOUT', 'EHOSTUNREACH', 'ENOENT'];

/** Why the desk could not start and what to do, in words for the operator. No setting is repeated that may be secret. */
export function startFailure(error: unknown, config: Config | undefined): string {
  if (error instanceof Error && spoken.includes(error.name)) return error.message;
  const { codes } = describe(error);
  const has = (...any: string[]) => any.some((code) => codes.includes(code));
  if (config && has('EADDRINUSE'))
    return `Port ${config.port} on ${config.host} is in use by another program. Set PORT to another one.`;
  if (config && has('EADDRNOTAVAIL')) return `This machine has no address ${config.host}. Set HOST to one that it has.`;
  if (has('EACCES'))
    return 'The system does not allow it: choose a PORT above 1023, and a DATA_DIR that may be written to.';
  if (config?.database.kind === 'pglite' && has('ENOTDIR', 'EEXIST', 'EPERM', 'EROFS', 'ENOSPC'))
    return `The data folder ${config.database.folder} cannot be made or written to. Set DATA_DIR to another one.`;
  if (config?.database.kind === 'postgres') {
    if (has('28P01', '28000')) return 'PostgreSQL refuses the user or the password in DATABASE_URL.';
    if (has('08P01', '26000', '42P05'))
      return 'What answers at DATABASE_URL does not take what the desk sends. If it is a pooler such as PgBouncer, add ?prepare=false to the URL.';
    if (has('53100')) return 'The disk of PostgreSQL is full. Make room there.';
    if (has('3D000'))
      return 'PostgreSQL has no database of the name in DATABASE_URL. Create it first: create database …';
    if (has('42501'))
      return 'The user in DATABASE_URL may not create tables. Make it the owner of the database: alter database … owner to …';
    if (has(...unanswered))
      return `No PostgreSQL answers at DATABASE_URL (${hostOf(config.database.url)}). Start it, or correct the address.`;
  }
  return `The desk could not start: ${JSON.stringify(describe(error))}`;
}

/** Host and port alone. */
function hostOf(url: string): string {
  const { hostname, port, searchParams } = new URL(url);
  const folder = searchParams.get('host') ?? decodeURIComponent(hostname);
  return folder.startsWith('/') ? folder : `${hostname}:${port || 5432}`;
}
