/**
 * Mends taken out again, one at a time: `npm run model:mutants` shows that the model finds each. The letters are those
 * that its invariants give such faults.
 */
export type Mutant = { fault: string; says: string; edits: { file: string; from: string; to: string }[] };

export const mutants: readonly Mutant[] = [
  {
    fault: 'A',
    says: 'a question that crosses a reply has no clock of its own',
    edits: [
      {
        file: 'src/requests/decide/clocks.ts',
        from: 'if (newest && (!answering || newest.startedAt > answering.at)) return newest;',
        to: 'if (newest || answering === null) return newest;',
      },
      {
        file: 'src/requests/decide/clocks.ts',
        from: '(clock) => isReply(clock) && clock.startedAt <= at && (open === undefined || clock.startedAt < open.at),',
        to: '(clock) => isReply(clock) && clock.startedAt <= at,',
      },
      {
        file: 'src/requests/decide/clocks.ts',
        from: 'if (open && isLive(draft.request)) oweReply(draft, open.at);',
        to: '',
      },
    ],
  },
  {
    fault: 'B',
    says: 'a time to finish that moves is told to nobody',
    edits: [
      {
        file: 'src/requests/moved.ts',
        from: "isReply(clock) || clock.kind === 'update' || (replied && isFinish)",
        to: "isReply(clock) || (replied && first && clock.kind === 'next_reply')",
      },
    ],
  },
  {
    fault: 'E',
    says: 'whether somebody works there was answered, and its buttons stay',
    edits: [
      {
        file: 'src/requests/decide/placing.ts',
        from: 'if (offers(message, confirmPress.name))',
        to: 'if (works === null)',
      },
      { file: 'src/requests/offers.ts', from: "  confirm: 'confirm person',\n  decline: 'confirm person',\n", to: '' },
    ],
  },
  {
    fault: 'F',
    says: 'a reply that has failed for good counts as one on its way',
    edits: [
      {
        file: 'src/requests/decide/resolving.ts',
        from: 'underWay(facts).length === 0',
        to: "!facts.messages.some(({ kind, deliveredAt }) => kind === 'to agency' && !deliveredAt)",
      },
    ],
  },
];

/** The text with the mend taken out. @throws when what is to be taken out does not stand there once. */
export function mutated(text: string, { file, from, to }: Mutant['edits'][number]): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`${file} has this ${parts.length - 1} times: ${from}`);
  return parts.join(to);
}
