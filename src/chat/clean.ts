/**
 * What a database cannot keep is taken out before it is stored: NUL and half surrogates would make the insert fail for
 * ever. Everything else that people write stays as it is.
 */
export function clean<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed() as T;
  if (Array.isArray(value)) return value.map(clean) as T;
  if (value !== null && typeof value === 'object' && !(value instanceof Date))
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [clean(key), clean(each)])) as T;
  return value;
}
