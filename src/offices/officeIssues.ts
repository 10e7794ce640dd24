import { z } from 'zod';
import { didYouMean } from './didYouMean.ts';
import { officeSchema } from './officeSchema.ts';
import type { YamlPath } from './yamlPlaces.ts';

/** Something wrong with a setting; `at` says whether its name or its value is. */
export type Issue = { path: YamlPath; at: 'key' | 'value'; message: string };

/** What zod found wrong with office.yaml, in words for the person who writes it. */
export function issuesOf(error: z.ZodError): Issue[] {
  return error.issues.flatMap((issue) => readIssue(issue, []));
}

function readIssue(issue: z.core.$ZodIssue, parent: YamlPath): Issue[] {
  const path = [...parent, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    const known = namesAt(path);
    return issue.keys.map((key) => ({
      path: [...path, key],
      at: 'key',
      message: `${sayPath([...path, key])} is no setting${didYouMean(key, known) || `; there are ${known.join(', ')}`}`,
    }));
  }
  if (issue.code === 'invalid_key') {
    return issue.issues.slice(0, 1).map(({ message }) => ({ path, at: 'key', message: `${sayPath(path)} ${message}` }));
  }
  if (issue.code === 'invalid_union') {
    // The form that was meant is the one whose errors are deeper than its own kind.
    const meant = issue.errors.find(
      (errors) => !errors.some((each) => each.path.length === 0 && each.code === 'invalid_type'),
    );
    if (meant) return meant.flatMap((each) => readIssue(each, path));
  }
  return [{ path, at: 'value', message: `${sayPath(path)} ${issue.message}`.trim() }];
}

/** A setting as people name it: "targets.urgent.first_reply", "service_lines[2].name". */
export function sayPath(path: YamlPath): string {
  return path.reduce<string>((said, step) => {
    if (typeof step === 'number') return `${said}[${step + 1}]`;
    return said === '' ? String(step) : `${said}.${String(step)}`;
  }, '');
}

type Form = {
  properties?: Record<string, Form>;
  additionalProperties?: Form | false;
  items?: Form;
  anyOf?: Form[];
};

/** The names of settings that may stand at a place, from the JSON Schema. */
function namesAt(path: YamlPath): string[] {
  let forms: Form[] = [z.toJSONSchema(officeSchema, { io: 'input' }) as Form];
  for (const step of path) {
    forms = forms
      .flatMap((form) => form.anyOf ?? [form])
      .flatMap((form) => form.properties?.[String(step)] ?? form.items ?? (form.additionalProperties || []));
  }
  return forms.flatMap((form) => form.anyOf ?? [form]).flatMap((form) => Object.keys(form.properties ?? {}));
}
