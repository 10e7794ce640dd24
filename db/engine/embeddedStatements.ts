import type { messages, PGlite, protocol, QueryOptions, Results, Transaction } from '@electric-sql/pglite';

/** So many statements stay prepared; of those that came after, the one that was not used for longest is let go. */
const KEPT = 400;

type Prepared = { name: string; parameters: number[]; columns: { name: string; type: number }[] };

type Query = <T>(text: string, values?: unknown[], options?: QueryOptions) => Promise<Results<T>>;
/** In place of PGlite's `query`, and of that of its transactions. */
type EmbeddedStatements = { query: Query; queryIn(tx: Transaction): Query };

/**
 * Runs statements as PGlite's own `query` does, with the same rows and errors, but prepares each text once and then
 * sends it in one message. PGlite reads and plans a text anew each time and sends five messages for it: of what a desk
 * asks, that is nine parts in ten.
 */
export function embeddedStatements(client: PGlite, { serialize }: typeof protocol): EmbeddedStatements {
  const kept = new Map<string, Prepared>();
  let count = 0;
  const send = (...parts: Uint8Array[]) =>
    client.execProtocolStream(Buffer.concat([...parts, serialize.sync()]), { syncToFs: false });

  async function prepare(text: string): Promise<Prepared> {
    const known = kept.get(text);
    if (known) {
      kept.delete(text);
      kept.set(text, known); // now the one that was used last
      return known;
    }
    count += 1;
    const name = `kept_${count}`;
    const said = await send(serialize.parse({ name, text }), serialize.describe({ type: 'S', name }));
    const prepared: Prepared = { name, parameters: [], columns: [] };
    for (const message of said) {
      if (isParameters(message)) prepared.parameters = message.dataTypeIDs;
      if (isColumns(message))
        prepared.columns = message.fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID }));
    }
    kept.set(text, prepared);
    const [oldest] = kept;
    if (oldest && kept.size > KEPT) {
      kept.delete(oldest[0]);
      await send(serialize.close({ type: 'S', name: oldest[1].name }));
    }
    return prepared;
  }

  const run = async (text: string, values: unknown[] = [], options?: QueryOptions): Promise<Results<unknown>> => {
    const { name, parameters, columns } = await prepare(text);
    const written = values.map((value, n) => {
      if (value === null || value === undefined) return null;
      const writer = client.serializers[parameters[n] ?? 0];
      return writer ? writer(value) : String(value);
    });
    try {
      const said = await send(serialize.bind({ statement: name, values: written }), serialize.execute({}));
      const parserOf = (type: number) => options?.parsers?.[type] ?? client.parsers[type];
      return read(said, columns, parserOf, options?.rowMode === 'array');
    } catch (error) {
      // The tables have changed since: the next time it is prepared anew.
      if ((error as { code?: string }).code === PLAN_OUTDATED) kept.delete(text);
      throw error;
    }
  };
  return {
    async query(...call) {
      await client._checkReady();
      return client._runExclusiveTransaction(() =>
        client.runExclusive(async () => {
          const answer = await run(...call);
          await client.syncToFs();
          return answer as Results<never>;
        }),
      );
    },
    queryIn:
      (tx) =>
      async (...call) => {
        if (tx.closed) throw new Error('The transaction is over.');
        return client.runExclusive(() => run(...call)) as Promise<Results<never>>;
      },
  };
}

/** "cached plan must not change result type" */
const PLAN_OUTDATED = '0A000';

type Message = { name: string };
const isParameters = (message: Message): message is messages.ParameterDescriptionMessage =>
  message.name === 'parameterDescription';
const isColumns = (message: Message): message is messages.RowDescriptionMessage => message.name === 'rowDescription';
const isRow = (message: Message): message is messages.DataRowMessage => message.name === 'dataRow';
const isComplete = (message: Message): message is messages.CommandCompleteMessage => message.name === 'commandComplete';

function read(
  said: Message[],
  columns: Prepared['columns'],
  parserOf: (type: number) => PGlite['parsers'][number] | undefined,
  asArrays: boolean,
): Results<unknown> {
  const readers = columns.map(({ type }) => parserOf(type));
  const rows: Results<unknown>['rows'] = [];
  let affectedRows = 0;
  for (const message of said) {
    if (isRow(message)) {
      const values = message.fields.map((field, n) => {
        const reader = readers[n];
        return field === null || !reader ? field : reader(field, columns[n]?.type);
      });
      rows.push(asArrays ? values : Object.fromEntries(columns.map(({ name }, n) => [name, values[n]])));
    } else if (isComplete(message)) {
      const [command, ...counts] = message.text.split(' ');
      if (command && CHANGING.has(command)) affectedRows = Number(counts.at(-1));
    }
  }
  return {
    rows,
    fields: columns.map(({ name, type }) => ({ name, dataTypeID: type })),
    affectedRows,
  };
}

const CHANGING = new Set(['INSERT', 'UPDATE', 'DELETE', 'COPY', 'MERGE']);
