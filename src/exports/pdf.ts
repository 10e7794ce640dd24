import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Drawing } from './drawing.ts';
import { createPrinter } from './printable.ts';

/**
 * What is handed out as a tagged PDF (PDF/UA-1). What people wrote goes in as data, so that nothing in it is run, read or fetched.
 * What no font has letters for is said at its place and at the top; it is whole in the JSON and the HTML.
 */
export type PdfMaker = (it: Drawing) => Uint8Array;

const fonts = [
  '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  '@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf',
  '@expo-google-fonts/noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf',
  '@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
  // Of the project's own folder (imports in package.json). The last, since it has signs of others too.
  '#fonts/DroidSansFallback.ttf',
];

const template = `
#let it = json(bytes(sys.inputs.at("it")))
#set document(title: it.title, date: none)
#set page(paper: "us-letter", margin: 2cm, numbering: "1 / 1")
#set text(font: ("Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Emoji", "Droid Sans Fallback"), size: 10pt, lang: "en", fallback: false)
#let said(line) = text(dir: if line.rtl { rtl } else { ltr }, line.text)
= #said(it.heading)
#for note in it.notes [ #block(emph(said(note))) ]
#table(
  columns: (auto, 1fr), stroke: none, inset: 3pt,
  table.header([*What*], [*As it is*]),
  ..it.facts.map(fact => (said(fact.at(0)), said(fact.at(1)))).flatten(),
)
#for part in it.parts [
  == #part.title
  #for entry in part.entries [
    #if entry.head != none [ === #said(entry.head) ]
    #for line in entry.lines [ #block(said(line), spacing: 0.7em) ]
  ]
]
`;

/** Loads what draws PDFs: 51 MB that nothing else needs. @throws Error where it is not installed for this machine. */
export async function pdfMaker(): Promise<PdfMaker> {
  const { NodeCompiler: Compiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const { resolve } = createRequire(import.meta.url);
  const fontBlobs = fonts.map((path) => readFileSync(resolve(path)));
  const signs = fontBlobs.map(signsOf);
  const compiler: NodeCompiler = Compiler.create({ workspace: tmpdir(), fontArgs: [{ fontBlobs }] });
  const has = (sign: string): boolean => signs.some((font) => font(sign.codePointAt(0) ?? 0));
  return (it) => {
    const inputs = { it: JSON.stringify(drawable(it, has)) };
    const compiled = compiler.compile({ mainFileContent: template, inputs });
    const document = compiled.result;
    // What is wrong with it is not told on: it may quote what people wrote.
    if (!document) throw new Error(`a ${it.file} cannot be drawn as a PDF`);
    const pdf = compiler.pdf(document, { pdfStandard: 'ua-1', creationTimestamp: 0 });
    compiler.evictCache(2);
    return pdf;
  };
}

type PrintedLine = { text: string; rtl: boolean };

/** So many lines of a part: of more the HTML beside it has all, and a PDF of a thousand pages is read by nobody. */
const MOST_LINES = 2_000;

function drawable({ file, heading, facts, parts }: Drawing, has: (sign: string) => boolean) {
  const printer = createPrinter(has, file);
  const line = (text: string): PrintedLine => ({ text: printer.print(text), rtl: isRightToLeft(text) });
  const lines = (text: string): PrintedLine[] =>
    text
      .split('\n')
      .filter((each) => each.trim() !== '')
      .map(line);
  const more = (all: number): PrintedLine[] =>
    all > MOST_LINES ? [line(`${all - MOST_LINES} more stand in ${file}.html and ${file}.json beside this file.`)] : [];
  const drawn = {
    title: printer.print(heading),
    heading: line(heading),
    facts: facts.map(([label, value]) => [line(label), line(value)]),
    parts: parts.map(({ title, entries }) => ({
      title,
      entries: [
        ...entries.slice(0, MOST_LINES).map(({ head, lines: all }) => ({
          head: head === null ? null : line(head),
          lines: [...all.slice(0, MOST_LINES).flatMap(({ text }) => lines(text)), ...more(all.length)],
        })),
        ...(entries.length > MOST_LINES ? [{ head: null, lines: more(entries.length) }] : []),
      ],
    })),
  };
  // What could not be shown is known once all of it was looked at.
  return { ...drawn, notes: printer.notes().map(line) };
}

/** By its first letter that has a direction. */
const isRightToLeft = (text: string): boolean =>
  /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u.test(text);

/** Which signs a TrueType font has, by its tables of formats 4 and 12 (OpenType, cmap). */
function signsOf(font: Buffer): (code: number) => boolean {
  const tables = font.readUInt16BE(4);
  const records = Array.from({ length: tables }, (_, n) => 12 + n * 16);
  const record = records.find((at) => font.toString('latin1', at, at + 4) === 'cmap');
  if (record === undefined) throw new Error('a font has a table of its signs');
  const cmap = font.readUInt32BE(record + 8);
  const subtables = Array.from(
    { length: font.readUInt16BE(cmap + 2) },
    (_, n) => cmap + font.readUInt32BE(cmap + 8 + n * 8),
  );
  const ranges = subtables.flatMap((at): [number, number][] => {
    if (font.readUInt16BE(at) === 12)
      return Array.from({ length: font.readUInt32BE(at + 12) }, (_, n) => [
        font.readUInt32BE(at + 16 + n * 12),
        font.readUInt32BE(at + 20 + n * 12),
      ]);
    if (font.readUInt16BE(at) !== 4) return [];
    const segments = font.readUInt16BE(at + 6) / 2;
    return Array.from({ length: segments }, (_, n) => [
      font.readUInt16BE(at + 16 + segments * 2 + n * 2),
      font.readUInt16BE(at + 14 + n * 2),
    ]);
  });
  return (code) => code > 0x1f && code !== 0xffff && ranges.some(([first, last]) => code >= first && code <= last);
}
