export const oldestPostgres: number;
export function findPostgres(): string | undefined;
export function findChromium(): string | undefined;
