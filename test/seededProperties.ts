import fc from 'fast-check';

/**
 * Properties are tried with the same inputs in every run, so that a landing never fails for something that was there before it.
 * `CLUSTERVILLE_FUZZ=random` (or a number) tries others; what they find becomes a case of its own.
 */
const asked = process.env['CLUSTERVILLE_FUZZ'];
const seed = asked === undefined ? 20260105 : asked === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(asked);
fc.configureGlobal({ seed });
if (asked !== undefined) console.log(`properties are tried with seed ${seed}`);
