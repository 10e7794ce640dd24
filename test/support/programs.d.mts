export const oldestPostgres: number;
export function findPostgres(): string | undefined;
export function findChromium(): { path: string; shipped: boolean; env: Record<string, string> } | undefined;
