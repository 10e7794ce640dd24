/** Questions to the calendar a line of JSON each, answered a line each: thousands at once, whatever comes in. */
import { CalendarError } from '../sla/calendar.ts';
import { dueTime, type Pause } from '../sla/clocks.ts';
import { readQuestion } from '../sla/question.ts';
import type { Simulation } from '../sla/simulated.ts';
import type { Zone } from '../sla/zone.ts';
import { sayInstant } from './dueAnswer.ts';

/** Answers in order, as the questions come. What a chunk of input asks goes out in one piece: a write costs most. */
export async function answerStream(
  stdin: AsyncIterable<string | Uint8Array>,
  out: (line: string) => void,
  zone: Zone,
  ask: Simulation['ask'],
): Promise<void> {
  for await (const lines of linesOf(stdin)) {
    const answers = lines.filter((line) => line.trim() !== '').map((line) => JSON.stringify(answer(line, zone, ask)));
    if (answers.length > 0) out(answers.join('\n'));
  }
}

function answer(line: string, zone: Zone, ask: Simulation['ask']): { due: string } | { error: string } {
  try {
    const { at, target, pauses } = readQuestion(zone, JSON.parse(line.trim()));
    const due = ask(at, (calendar) => dueTime(calendar, at, target, pauses));
    return due === null ? { error: sayPaused(pauses) } : { due: sayInstant(due) };
  } catch (error) {
    if (error instanceof SyntaxError) return { error: `not JSON: ${error.message}` };
    if (error instanceof CalendarError) return { error: error.message };
    throw error;
  }
}

function sayPaused(pauses: readonly Pause[]): string {
  const open = pauses.filter(({ to }) => to === undefined).map(({ from }) => from.getTime());
  return `no due time yet: paused since ${sayInstant(new Date(Math.min(...open)))} and not ended`;
}

/** The whole lines of each chunk; a line that is cut in two waits for its rest. */
async function* linesOf(stdin: AsyncIterable<string | Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  for await (const chunk of stdin) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = text.split('\n');
    const rest = lines.pop() ?? '';
    if (lines.length > 0) {
      lines[0] = parts.join('') + lines[0];
      parts = [];
      yield lines;
    }
    parts.push(rest);
  }
  yield [parts.join('') + decoder.decode()];
}
