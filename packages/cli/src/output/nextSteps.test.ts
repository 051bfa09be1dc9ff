import { examplePosture } from '../__fixtures__/posture';
import { nextSteps } from './nextSteps';

describe('what to do after a table', () => {
  it.each([
    ['says how to look closer and what to change', 'plaintext', /explain.*fix/],
    ['says how to see what makes a verdict unknown', 'unknown', /explain/],
  ] as const)('%s', (_, posture, expected) => {
    expect(nextSteps([examplePosture({ posture })])).toEqual([
      expect.stringMatching(expected),
    ]);
  });

  it('is nothing where all is well, or nothing is there', () => {
    expect(nextSteps([examplePosture({ posture: 'enforced' })])).toEqual([]);
    expect(nextSteps([])).toEqual([]);
  });
});
