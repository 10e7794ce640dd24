import fc from 'fast-check';

/**
 * Properties try the same cases on every run, so that a change alone can fail a test. PROPERTY_SEED leads elsewhere:
 * a number, or `random`.
 */
const { PROPERTY_SEED: asked = '20260101' } = process.env;
const seed = asked === 'random' ? Date.now() % 2 ** 31 : Number(asked);
if (!Number.isInteger(seed)) throw new Error(`PROPERTY_SEED is "${asked}"; write a whole number, or random`);
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
