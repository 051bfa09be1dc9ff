// Loaded before every test file that `npm test` runs.
//
// The same seed in every run, so that a commit that is green stays green; `PROPERTY_SEED=random` looks
// further, and a number looks where a failure was found.
const given = process.env.PROPERTY_SEED ?? '20261122';

jest.mock('fast-check', () => {
  const actual = jest.requireActual('fast-check');
  if (given !== 'random') actual.configureGlobal({ seed: Number(given) });
  return actual;
});
