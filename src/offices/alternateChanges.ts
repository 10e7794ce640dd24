import { sayTarget } from '../sla/policy.ts';
import type { AlternateKind, AlternateRules, ReportRule } from './alternateRules.ts';

/** What is different in the alternate processes of an office, a line each with its sign. */
export function alternateChanges(before: AlternateRules | null, after: AlternateRules | null, day: number): string[] {
  const [old, fresh] = [before?.rules ?? [], after?.rules ?? []];
  const known = new Map((before?.kinds ?? []).map((kind) => [kind.code, sayKind(kind, day)]));
  const left = new Set(after?.kinds.map(({ code }) => code));
  return [
    ...fresh.filter((rule) => !old.includes(rule)).map((rule) => `+ rule: ${rule}`),
    ...old.filter((rule) => !fresh.includes(rule)).map((rule) => `- rule: ${rule}`),
    ...(after?.kinds ?? []).flatMap((kind) => {
      const [was, is] = [known.get(kind.code), sayKind(kind, day)];
      if (was === is) return [];
      return [was === undefined ? `+ ${is}` : `~ ${was} → ${is}`];
    }),
    ...(before?.kinds ?? []).filter(({ code }) => !left.has(code)).map((kind) => `- ${sayKind(kind, day)}`),
  ];
}

/** "Own quotes for DOT: decided in 5 business days, for 12 months at most; List of purchases every 3 months, due in 10 business days, with a file". */
export function sayKind(
  { name, agencies, fits, decideMinutes, atMostMonths, reports }: AlternateKind,
  day: number,
): string {
  const whom = agencies ? ` for ${agencies.join(', ')}` : '';
  const when = fits === null ? '' : ` (${fits})`;
  const decided = `decided in ${sayTarget(decideMinutes, day, 'short')}`;
  return `${name}${whom}${when}: ${decided}, for ${months(atMostMonths)} at most; ${reports.map(sayReportRule).join('; ')}`;
}

/** "List of purchases every 3 months, due in 10 business days, with a file". */
export const sayReportRule = ({ name, everyMonths, dueDays, file }: ReportRule): string =>
  `${name} ${everyMonths === 1 ? 'every month' : `every ${everyMonths} months`}, due ${dueDays} business ${dueDays === 1 ? 'day' : 'days'} later${file === 'required' ? ', with a file' : ''}`;

export const months = (number: number): string => (number === 1 ? 'one month' : `${number} months`);
