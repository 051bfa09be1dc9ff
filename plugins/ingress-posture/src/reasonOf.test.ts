import { reasonOf } from './reasonOf';

describe('reasonOf', () => {
  it.each([
    [
      'what the backend said',
      new Error('Request failed', { cause: new Error('line 3') }),
      'line 3',
    ],
    [
      'the error itself where nothing lies behind it',
      new Error('Failed to fetch'),
      'Failed to fetch',
    ],
    [
      'the error itself where its cause says nothing',
      new Error('Failed', { cause: 'x' }),
      'Failed',
    ],
  ])('is %s', (_, error, reason) => {
    expect(reasonOf(error)).toBe(reason);
  });
});
