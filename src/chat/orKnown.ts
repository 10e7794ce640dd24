/**
 * Who somebody is, as their platform says; or as the desk knows them, when the platform fails or takes longer than
 * `patienceMs`: nobody who is known is refused because a directory is away. What it answers later counts the next time.
 * `asks` is what fails; `isSaid` tells whether its error is an answer of the platform after all, that there is nobody.
 */
export async function orKnown<T>(
  asks: Promise<T>,
  known: () => Promise<T | undefined>,
  { patienceMs, isSaid }: { patienceMs: number; isSaid(error: unknown): boolean },
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, patienceMs, 'late');
  });
  const first = await Promise.race([asks.then(answered, failed), late]);
  clearTimeout(timer);
  if (first !== 'late' && 'answer' in first) return first.answer;
  if (first !== 'late' && isSaid(first.error)) throw first.error;
  // A desk that cannot be asked either knows nobody.
  return (await known().catch((): undefined => undefined)) ?? asks;
}

const answered = <T>(answer: T) => ({ answer });
const failed = (error: unknown) => ({ error });
