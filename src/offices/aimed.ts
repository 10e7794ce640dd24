import { z } from 'zod';
import { type Place, type Problem, problemAt } from './problem.ts';
import { code, expected } from './settingKinds.ts';
import type { AgencySetup } from './setup.ts';
import type { YamlPath } from './yamlPlaces.ts';

/** What of an office's file is for some agencies and service lines alone: an agreement, a series of records. */
type Aimed = { agencies?: readonly string[] | undefined; service_lines?: readonly string[] | undefined };

export const aimed = {
  agencies: z
    .array(code('the code of an agency').toUpperCase(), expected('a list of codes such as [DOT, DNR]'))
    .min(1, { error: 'names no agency; leave it out for all of them' })
    .optional()
    .describe('Codes of the agencies it is for. Missing: all.'),
  service_lines: z
    .array(code('the code of a service line'), expected('a list of codes such as [contracts]'))
    .min(1, { error: 'names no service line; leave it out for all of them' })
    .optional()
    .describe('Codes of the service lines it is for. Missing: all.'),
};

/** Whether all that the later one is for, the earlier one is for too. */
export const aimsAtAllOf = (earlier: Aimed, later: Aimed): boolean =>
  within(later.agencies, earlier.agencies) && within(later.service_lines, earlier.service_lines);

const within = (some: readonly string[] | undefined, all: readonly string[] | undefined): boolean =>
  all === undefined || (some?.every((each) => all.includes(each)) ?? false);

/** Agencies that the roster does not have. `list`: where these stand in the file: `['records', 'series']`. */
export function checkAimedAgencies(
  list: readonly string[],
  written: readonly (Aimed & { name: string })[],
  agencies: readonly AgencySetup[] | undefined,
  file: string,
  placeOf: (path: YamlPath, at: 'key' | 'value') => Place,
): Problem[] {
  if (!agencies) return [];
  const known = new Set(agencies.map(({ code: its }) => its));
  return written.flatMap(({ agencies: named = [], name }, nth) =>
    named
      .filter((its) => !known.has(its))
      .map((its) =>
        problemAt(
          file,
          placeOf([...list, nth, 'agencies'], 'value'),
          `${list.join('.')}[${nth + 1}].agencies names ${its}, which is no agency of the roster; mend it in "${name}"`,
        ),
      ),
  );
}
