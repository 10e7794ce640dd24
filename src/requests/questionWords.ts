/**
 * The words that say what a question is about: in one form each, without those that stand in every question. Two who mean
 * the same seldom use the same words, so what people in offices call by several names has one. Pure, and the same
 * everywhere: what is kept for finding is made by this, and so is what is looked for.
 */

/** Longer texts say it at their beginning. */
const LONGEST = 4_000;
/** So many words of a text, the first ones. */
const MOST_WORDS = 120;

/** What has several names, as it is written in small letters. The first stands for all. */
const names: readonly (readonly [string, readonly string[]])[] = [
  ['pcard', ['p card', 'p cards', 'pcards', 'purchasing card', 'purchase card', 'procurement card', 'credit card']],
  ['purchaseorder', ['purchase order', 'purchase orders', 'po', 'pos', 'order number']],
  ['solicitation', ['rfp', 'rfps', 'itb', 'itbs', 'ifb', 'rfq', 'rfqs', 'bid', 'bids', 'tender', 'tenders', 'bidding']],
  ['supplier', ['vendor', 'vendors', 'contractor', 'contractors', 'seller', 'sellers', 'suppliers']],
  ['extend', ['renew', 'renewal', 'renewals', 'renewing', 'extension', 'extensions', 'prolong', 'prolongation']],
  ['quote', ['quotation', 'quotations', 'estimate', 'estimates', 'offers']],
  ['solesource', ['sole source', 'single source', 'only one supplier', 'only one vendor']],
  ['emergency', ['urgent purchase', 'emergencies', 'crisis']],
  ['threshold', ['limit', 'limits', 'maximum', 'ceiling', 'thresholds']],
  [
    'reimburse',
    ['pay back', 'paid back', 'refund', 'refunds', 'reimbursement', 'reimbursements', 'expense', 'expenses'],
  ],
  ['leave', ['vacation', 'vacations', 'pto', 'time off', 'holidays', 'annual leave']],
  ['sickleave', ['sick leave', 'sick day', 'sick days', 'sick time']],
  ['hire', ['recruit', 'recruiting', 'recruitment', 'fill a position', 'hiring', 'onboard', 'onboarding']],
  ['car', ['vehicle', 'vehicles', 'fleet', 'cars', 'truck', 'trucks']],
  ['laptop', ['computer', 'computers', 'notebook', 'notebooks', 'laptops', 'pc', 'pcs']],
  ['form', ['template', 'templates', 'forms', 'paperwork']],
  [
    'buy',
    ['purchase', 'purchases', 'purchasing', 'procure', 'procurement', 'acquire', 'order', 'orders', 'bought', 'buying'],
  ],
  ['2', ['two']],
  ['3', ['three']],
  ['4', ['four']],
  ['5', ['five']],
  [
    'sign',
    [
      'signature',
      'signatures',
      'approval',
      'approvals',
      'approve',
      'approves',
      'approved',
      'authorise',
      'authorize',
      'signing',
    ],
  ],
];

/** They stand in every question and say nothing about it; those of greetings in Spanish too. */
const empty = new Set(
  `a about above after again all also am an and any are as at be because been before being best both but by can cannot could
  did do does doing done down during each else ever every few for from further get gets getting give given go goes going
  good got had has have having he hello her here hers hey hi him his how i if in into is it its itself just kindly know
  let like long look make many may me might mine more most much must my need needs needed no nor not now of off ok okay on
  once one only or other our ours out over own please possible question questions quick really regarding same say she
  should since so some somebody someone something still such take tell than thank thanks that the their theirs them then
  there these they thing things this those through time to too under until up upon us use used using very want wants was we
  were what when where whether which while who whom whose why will with without wonder wondering would yes yet you your
  yours anybody anyone anything anyway asap dear everybody morning afternoon team help tomorrow today
  hola gracias por favor que como una para los las del`
    .split(/\s+/u)
    .filter((word) => word !== ''),
);

const bare = (text: string): string =>
  ` ${text
    .slice(0, LONGEST)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    // "$40,000", "40 000" and "40k" are one number.
    .replace(/(\d)[,\u00A0\u202F](?=\d{3}(?!\d))/gu, '$1')
    .replace(/(?<=\d)(?:\.0+)(?!\d)/gu, '')
    .replace(/(?<![\p{L}\d])(\d{1,6})\s?k(?![\p{L}\d])/gu, '$1000')
    .replace(/['’]s?(?!\p{L})/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/** The longest names first: a part of one may be a name of something else. */
const renamed: readonly (readonly [RegExp, string])[] = names
  .flatMap(([name, others]) => others.map((other) => [other, name] as const))
  .toSorted(([a], [b]) => b.length - a.length)
  .map(([other, name]) => [new RegExp(` ${other}(?= )`, 'gu'), ` ${name}`] as const);

const known = new Set(names.map(([name]) => name));

/** One form of a word: "quotes", "quoted" and "quoting" are about a quote. Roughly, and the same for all. */
function stem(word: string): string {
  if (word.length < 4 || known.has(word) || /\d/u.test(word)) return word;
  let root = word;
  if (root.endsWith('ies')) root = `${root.slice(0, -3)}y`;
  else if (/(?:sh|ch|x|ss|z)es$/u.test(root)) root = root.slice(0, -2);
  else if (/[^su]s$/u.test(root)) root = root.slice(0, -1);
  for (const end of ['ments', 'ment', 'ings', 'ing', 'ed', 'er', 'ly'])
    if (root.length - end.length >= 4 && root.endsWith(end)) {
      root = root.slice(0, -end.length);
      break;
    }
  root = root.replace(/([^aeioulsz])\1$/u, '$1');
  const shorter = root.replace(/e$/u, '');
  const name = [root, `${root}e`, shorter].find((form) => known.has(form));
  return name ?? (shorter.length >= 3 ? shorter : root);
}

/** The words of a text, each once, in their order. */
export function questionWords(text: string): string[] {
  let said = bare(text);
  for (const [other, name] of renamed) said = said.replace(other, name);
  const words = said
    .split(' ')
    .filter((word) => (word.length > 1 || /\d/u.test(word)) && !empty.has(word))
    .map(stem);
  return [...new Set(words)].slice(0, MOST_WORDS);
}
